"""Limits: what was paid is what was earned before a cap, a budget, a gate or a cut-off date took its part."""

from dataclasses import replace

from plaudit.earnings.compare.case import Case, Reading, each_incentive
from plaudit.plans.incentive import Limits

# Limits that leave an act without quantity, so that only another calculation shows what it would have brought.
UNSERVED = {"not-served", "late"}
WORDS = {
    "per-activity": "the cap per activity",
    "per-person": "the cap per person",
    "budget": "the budget",
    "plan-budget": "the plan's budget",
    "gate": "what the incentive requires",
    "not-served": "the limit per account or contact",
    "late": "the last day for reporting",
}

UNLIMITED = Reading(
    "without limits",
    lambda plan: replace(
        each_incentive(lambda each: replace(each, limits=Limits(), requires=None, late=None))(plan),
        budget=None,
        late=None,
    ),
)


def limit(case: Case) -> str | None:
    found = _taken(case)
    if found is not None:
        return found
    if not any(line.limit in UNSERVED or line.limited for line in case.lines):
        return None
    other = case.shadow.again(UNLIMITED)
    incentives = None if other is None else case.paid_under(other)
    if incentives is None:
        return None
    names = sorted({WORDS[line.limit] for line in case.lines if line.limit in WORDS})
    left = f"{case.money(case.owed)} of {case.money(case.paid)}"
    return f"Paid as if {incentives} had no limits; {' and '.join(names)} leave {left}."


def _taken(case: Case) -> str | None:
    """Taken or held by one limit, by those of one incentive, or by all of them."""
    touched = [line for line in case.lines if line.limited or line.waiting]
    for name, incentive in dict.fromkeys([(line.limit, line.incentive) for line in touched]):
        lines = [line for line in touched if (line.limit, line.incentive) == (name, incentive)]
        if case.owed + sum(line.limited + line.waiting for line in lines) == case.paid:
            return _sentence(
                case, f"{incentive}: ", WORDS.get(str(name), "what the incentive requires"), waits=_waits(case)
            )
    if touched and case.owed + sum(line.limited + line.waiting for line in touched) == case.paid:
        words = sorted({WORDS.get(str(line.limit), "what the incentive requires") for line in touched})
        return _sentence(case, "", " and ".join(words), waits=_waits(case))
    return None


def _waits(case: Case) -> bool:
    return any(line.waiting for line in case.lines)


def _sentence(case: Case, where: str, what: str, *, waits: bool) -> str:
    holds = "holds back" if waits else "takes"
    more = case.money(case.paid - case.owed)
    return f"{where}{case.money(case.paid)} before limits was paid; {what} {holds} {more} of it."
