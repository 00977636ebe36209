"""`plaudit plan check`: what a wise reader would say about a plan before anybody signs it.

Each check is a file on one of the shelves beside this one, found by listing: adding a check is adding a file.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from plaudit.plans.checks.finding import Check, Finding
from plaudit.plans.checks.subject import Subject
from plaudit.plans.plan import Plan


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by code; a file on a shelf that has no CHECK stops the program at once."""
    shelves = [
        import_module(f"{__name__}.{shelf.name}")
        for shelf in iter_modules(__path__)
        if shelf.ispkg and shelf.name != "tests"
    ]
    names = [f"{shelf.__name__}.{file.name}" for shelf in shelves for file in iter_modules(shelf.__path__)]
    found: list[Check] = [import_module(name).CHECK for name in names]
    return tuple(sorted(found, key=lambda check: check.code))


def check(plan: Plan, *others: Plan) -> tuple[Finding, ...]:
    """All findings about `plan`, beside its other versions, in the order of its lines."""
    subject = Subject.of(plan, *others)
    found = [finding for each in checks() for finding in each.findings(subject)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, str]:
    return finding.line if finding.line is not None else 0, finding.code, finding.path
