"""Whose act it is (rules 4 and 5)."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.slow.exact import number
from tests.oracle.slow.facts import World, millionths
from tests.oracle.slow.versions import Terms


class Waits(NamedTuple):
    """Nobody can be credited yet; what those earn whom the rows name, with these shares, is unknown until then."""

    named: dict[str, Fraction]


def credit(world: World, terms: Terms, activity: str, day: date) -> dict[str, Fraction] | Waits:
    if activity in world.credits:
        written = {row["person"]: number(row["share"]) for row in world.credits[activity]}
        return _whole({person: share for person, share in written.items() if share})
    row = world.activities[activity]
    to = terms["credit"].get("to")
    if row.get("person") and to != "holder":
        return {row["person"]: Fraction(1)}
    if to == "submitter" or not row.get("account"):
        return Waits({})
    on = day if terms["credit"].get("on") == "milestone" else date.fromisoformat(row["opened_on"])
    return _whole(world.holders(row["account"], on))


def _whole(shares: dict[str, Fraction]) -> dict[str, Fraction] | Waits:
    return millionths(shares) if sum(shares.values()) == 1 else Waits(millionths(shares))
