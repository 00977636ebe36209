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
    # Somebody credited by name sees the act, even where it would earn nothing anyway.
    by_name: bool = False


def credit(world: World, terms: Terms, activity: str, day: date) -> dict[str, Fraction] | Waits:
    if activity in world.credits:
        written = {row["person"]: number(row["share"]) for row in world.credits[activity]}
        return _whole({person: share for person, share in written.items() if share}, by_name=True)
    row = world.activities[activity]
    to = terms["credit"].get("to")
    if row.get("person") and to != "holder":
        return {row["person"]: Fraction(1)}
    if to == "submitter" or not row.get("account"):
        return Waits({})
    on = day if terms["credit"].get("on") == "milestone" else date.fromisoformat(row["opened_on"])
    return _whole(world.holders(row["account"], on))


def _whole(shares: dict[str, Fraction], *, by_name: bool = False) -> dict[str, Fraction] | Waits:
    whole = millionths(shares)
    return whole if sum(shares.values()) == 1 else Waits(whole, by_name)
