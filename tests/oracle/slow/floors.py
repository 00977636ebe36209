"""What stands beside the curves: guarantees, draws and grants (rules 16 and 26)."""

from datetime import date
from fractions import Fraction

from tests.oracle.slow.exact import minor, rounded
from tests.oracle.slow.facts import World
from tests.oracle.slow.units import Line, Unit
from tests.oracle.slow.versions import Life

ZERO = Fraction(0)


def stands(unit: Unit) -> bool:
    return unit.present is not None and unit.present.stayed


def guarantee(unit: Unit) -> None:
    if "guarantee" not in unit.terms or not stands(unit):
        return
    least = rounded(minor(unit.terms["guarantee"], unit.terms["currency"]) * unit.share)
    missing = least - sum(line.money for line in unit.lines)
    if missing > 0:
        unit.lines.append(Line("guarantee", unit.window.last, missing))


def draws(life: Life, units: list[Unit], until: date) -> None:
    """One person's windows in order: an advance is paid, later earnings above the draw take it back."""
    running = lowest = balance = ZERO
    unknown = False
    for unit in units:
        written = unit.terms.get("draw")
        if written is None or not stands(unit):
            continue
        unknown |= unit.unknown
        if unknown:
            unit.unknown = True
            unit.lines.append(Line("draw", unit.window.last, 0))
            continue
        amount = written["amount"] if isinstance(written, dict) else written
        drawn = rounded(minor(amount, unit.terms["currency"]) * unit.share)
        running += drawn - sum(line.money for line in unit.lines)
        lowest = min(lowest, running)
        before, balance = balance, running - lowest
        recovers = isinstance(written, dict) and written.get("leftover") == "recover"
        if recovers and unit.window.start < life.end <= unit.window.end <= until:
            balance = ZERO
        money = rounded(balance) - rounded(before)
        if money:
            unit.lines.append(Line("draw", unit.window.last, money))


def grants(world: World, unit: Unit, until: date) -> None:
    for row in world.grants:
        on = date.fromisoformat(row["on"])
        if (row["incentive"], row["person"]) == (unit.key, unit.person) and unit.window.holds(on) and on < until:
            amount = minor(row["amount"], unit.terms["currency"])
            unit.lines.append(Line("grant", unit.window.last, amount))
