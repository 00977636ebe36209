"""Programs and their versions, read."""

from datetime import date
from functools import lru_cache

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.plans.plan import Plan
from plaudit.plans.programs.models import Program, Version
from plaudit.plans.read import read
from plaudit.plans.versions import order


def versions(program: Program, catalogue: Catalogue = BUILT_IN) -> tuple[Plan, ...]:
    """Every published version in the order in which they take effect."""
    texts = Version.objects.filter(program=program).values_list("text", flat=True)
    return tuple(sorted((_read(text, catalogue) for text in texts), key=order))


def running(on: date) -> list[Program]:
    """Programs with a version in force on a day."""
    return list(
        Program.objects.filter(
            versions__in=Version.objects.filter(effective_from__lte=on).exclude(effective_to__lte=on)
        ).distinct()
    )


@lru_cache(maxsize=64)
def _read(text: str, catalogue: Catalogue) -> Plan:
    # A published text never changes, and reading one takes longer than a page may.
    return read(text, catalogue)
