"""What the versions of one plan have in common, and the order in which they take effect (rule 24)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from plaudit.plans.plan import Plan
from plaudit.values.problem import Problem


def order(plan: Plan) -> tuple[date, int]:
    return plan.effective.start or date.min, plan.version


def disagreements(plans: Sequence[Plan]) -> Iterator[Problem]:
    """Files that are no versions of one plan, or contradict each other's numbers."""
    for first, other in combinations(plans, 2):
        if other.key != first.key:
            yield _problem(
                other,
                "plan",
                "versions-of-two-plans",
                f"`{other.key}` lies beside `{first.key}` ({first.file}); a folder holds the versions of one plan.",
                "Give them the same `plan`, or put them into two folders.",
            )
        elif other.version == first.version:
            yield _problem(
                other,
                "version",
                "version-twice",
                f"Version {other.version} is in {first.file} already.",
                f"Write `version: {max(plan.version for plan in plans) + 1}`.",
            )
        elif other.currency != first.currency or other.calendar != first.calendar:
            yield _problem(
                other,
                "currency" if other.currency != first.currency else "calendar",
                "version-changes-its-ground",
                f"Version {other.version} and version {first.version} differ in currency or calendar, "
                "so windows and amounts of one are not those of the other.",
                "Start a new plan with another `plan` key.",
            )
        elif (order(other) < order(first)) == (other.version > first.version):
            yield _problem(
                other,
                "effective",
                "version-order",
                f"Version {other.version} takes effect on {order(other)[0]} and version {first.version} on "
                f"{order(first)[0]}: the higher number is in force earlier.",
                "Number the versions in the order in which they take effect.",
            )


def _problem(plan: Plan, path: str, code: str, says: str, remedy: str) -> Problem:
    return Problem(code, says, remedy, plan.file or None, plan.lines.get(path), path)
