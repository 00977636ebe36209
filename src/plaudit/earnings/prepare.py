"""Look at the facts before the query runs: which acts wait, which rates apply, how large numbers can get."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plaudit.activities.facts import Snapshot
from plaudit.earnings.curvebook import CurveBook
from plaudit.earnings.ground import Ground
from plaudit.earnings.laid import Laid
from plaudit.earnings.lay import lay
from plaudit.earnings.misstated import misstated
from plaudit.earnings.roster import roster
from plaudit.earnings.slots import Slot, slots
from plaudit.earnings.waiting import waiting
from plaudit.earnings.where import Attribute, attributes, quoted
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day_number
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.table import ALWAYS

MILLION = 1_000_000
NARROW = 2**62
EXACT = 10**38


@dataclass(frozen=True, slots=True)
class Bounds:
    """No single quantity and no measure is larger than these (millionths)."""

    unit: int
    measure: int
    rate: int


def prepare(
    versions: Sequence[Plan], snapshot: Snapshot, period: Period, *, steps: bool = False, book: CurveBook | None = None
) -> Ground:
    """Raises Unreadable when a product could leave the exact range, or a row cannot be taken as it is.

    `book` keeps an earlier moment's curve numbers.
    """
    newest = max(versions, key=lambda plan: plan.version)
    wrong = misstated(versions, newest, snapshot)
    if wrong:
        raise Unreadable(wrong)
    laid = _laid(newest, slots(versions, period), snapshot, CurveBook() if book is None else book.again())
    return _ground(laid, snapshot, (day_number(period.start), day_number(period.end)), newest.currency, steps=steps)


def at_close(ground: Ground, versions: Sequence[Plan], snapshot: Snapshot, some: frozenset[int]) -> Ground:
    """The same plan and period on the facts of another moment, for some of its slots, which keep their numbers."""
    newest = max(versions, key=lambda plan: plan.version)
    chosen = tuple(slot for slot in ground.laid.slots if slot.number in some)
    laid = _laid(newest, chosen, snapshot, CurveBook())
    return _ground(laid, snapshot, (ground.start, ground.end), ground.currency, steps=ground.steps)


def again(ground: Ground, snapshot: Snapshot, earlier: str) -> Ground:
    """The same plan and people on other activities than in the schema `earlier`, whatever all amounts add up to."""
    laid = replace(
        ground.laid,
        rows={**ground.laid.rows, "fx": list(ground.laid.table("fx")), "unsound": []},
        problems=[],
        waits=set(),
    )
    _numbers(snapshot, laid.attributes)
    waiting(laid, snapshot, ground.currency, earlier)
    laid.rows["fx"] = list(dict.fromkeys(laid.table("fx")))
    explicit = ground.explicit or snapshot.sizes["credit"] > 0
    return replace(ground, laid=laid, explicit=explicit, wide_quantity=True, wide_curve=True, dated=True)


def _laid(newest: Plan, cut: tuple[Slot, ...], snapshot: Snapshot, book: CurveBook) -> Laid:
    known = attributes(cut, *_columns(snapshot))
    laid = lay(cut, roster(snapshot, newest.calendar, newest.currency), known, book)
    _numbers(snapshot, laid.attributes)
    waiting(laid, snapshot, newest.currency)
    return laid


def _ground(laid: Laid, snapshot: Snapshot, days: tuple[int, int], currency: str, *, steps: bool) -> Ground:
    bounds = _bounds(laid, snapshot)
    return Ground(
        laid=laid,
        start=days[0],
        end=days[1],
        currency=currency,
        explicit=snapshot.sizes["credit"] > 0,
        wide_quantity=_too_wide(_quantity(laid, bounds)),
        wide_curve=_too_wide(_curve(laid, bounds)),
        dated=_dated(snapshot),
        steps=steps,
    )


def _dated(snapshot: Snapshot) -> bool:
    """Where there is no milestone at all, as when a query is printed, the real ones may be dated."""
    latest = snapshot.con.execute("SELECT MAX(recorded) FROM milestone").fetchall()[0][0]
    return latest is None or latest > ALWAYS


def _columns(snapshot: Snapshot) -> tuple[frozenset[str], frozenset[str]]:
    rows = {name: snapshot.con.execute(f"DESCRIBE {name}").fetchall() for name in ("activity", "account")}
    return frozenset(row[0] for row in rows["activity"]), frozenset(row[0] for row in rows["account"])


def _numbers(snapshot: Snapshot, known: Sequence[Attribute]) -> None:
    """Filters that compare numbers read them as millionths, made once; what is no number stays empty."""
    for table in ("activity", "account"):
        columns = [
            f"CAST(TRY_CAST({quoted(each.name)} AS DECIMAL(30, 6)) * 1000000 AS BIGINT) AS {quoted(each.column)}"
            for each in known
            if each.numbered and each.table == table
        ]
        if columns:
            numbers = f"SELECT {table}, {', '.join(columns)} FROM {table}"
            snapshot.con.execute(f"CREATE OR REPLACE TEMP TABLE {table}_numbers AS {numbers}")


def _bounds(laid: Laid, snapshot: Snapshot) -> Bounds:
    units = [row[8] for row in laid.table("counted")]
    largest = max((int(unit) for unit in units if unit is not None), default=0)
    acts = snapshot.sizes["milestone"] * max(1, snapshot.sizes["credit"] > 0)
    total = acts * largest
    rate = Fraction(1)
    if None in units:
        most, summed = snapshot.con.execute(
            "SELECT COALESCE(MAX(ABS(amount)), 0), CAST(COALESCE(SUM(ABS(amount)), 0) AS VARCHAR) FROM activity"
        ).fetchall()[0]
        rate = max([Fraction(row[2], row[3]) for row in laid.table("fx")], default=rate)
        largest = max(largest, most)
        total = max(total, int(int(summed) * max(rate, Fraction(1))))
    values = [abs(int(row[3])) for row in laid.table("gauged") if row[3] is not None]
    return Bounds(largest, max([total, *values]) + MILLION, int(rate) + 1)


def _quantity(laid: Laid, bounds: Bounds) -> int:
    product = bounds.unit * MILLION * laid.part_scale
    product *= max([int(row[2] or 1) for row in laid.table("fx")], default=1)
    days = max([int(row[2] or 1) for row in laid.table("claw")], default=1)
    return _within(2 * product * max(days, 1) + MILLION, "the quantity of an act")


def _curve(laid: Laid, bounds: Bounds) -> int:
    """The largest product a curve over acts or metrics can make; score curves are bounded by their own steps."""
    scored = {row[2] for row in laid.table("part")}
    largest = max(
        (
            2 * (abs(int(base)) + bounds.measure * abs(int(slope))) + int(den)
            for curve, _, _, base, slope, den, _ in laid.table("segment")
            if curve not in scored
        ),
        default=0,
    )
    return _within(largest, "the money of a curve")


def _within(product: int, what: str) -> int:
    if product >= EXACT:
        raise Unreadable(
            (
                Problem(
                    "exact-range",
                    f"With these amounts, {what} would need a product of {len(str(product))} digits; 38 stay exact.",
                    "Split the amounts, or write rates and targets with fewer digits.",
                ),
            )
        )
    return product


def _too_wide(product: int) -> bool:
    return product >= NARROW
