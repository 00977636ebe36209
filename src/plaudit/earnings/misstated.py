"""What targets, metrics and grants say that no calculation of this plan can take: told before anything is laid.

The reader of a folder knows neither the plan's currency nor its calendar, so it cannot tell.
"""

from collections.abc import Iterator, Sequence

from plaudit.activities.facts import Snapshot
from plaudit.earnings.promised import metrics
from plaudit.earnings.roster import window
from plaudit.plans.plan import Calendar, Plan
from plaudit.values.currency import digits
from plaudit.values.money import MoneyUnreadable, decimal_text, minor
from plaudit.values.period import Period
from plaudit.values.problem import Problem

# What a row is of beside its person and period, and what it says.
SAID = {"target": ("incentive", "target, pay"), "metric": ("metric", "value")}


def misstated(versions: Sequence[Plan], newest: Plan, snapshot: Snapshot) -> tuple[Problem, ...]:
    """Rows that no version reads, perhaps another plan's in another currency or year, are not looked at."""
    own = sorted({incentive.key for plan in versions for incentive in plan.incentives})
    read = sorted({metric for plan in versions for each in plan.incentives for metric in metrics(each, plan.currency)})
    return (
        *_too_fine(newest.currency, own, snapshot),
        *_contradicting("target", own, newest.calendar, snapshot),
        *_contradicting("metric", read, newest.calendar, snapshot),
    )


def _too_fine(currency: str, own: list[str], snapshot: Snapshot) -> Iterator[Problem]:
    """Money that no payroll can pay is refused and never rounded (rule 11)."""
    paid = "SELECT p.key, t.incentive, t.period, t.pay FROM target AS t JOIN person AS p ON p.person = t.person"
    given = "SELECT key, incentive, amount FROM grant_ WHERE list_contains(?, incentive) AND amount % ? <> 0"
    remedy = f"Write at most {digits(currency)} decimals." if digits(currency) else "Write it without decimals."
    for who, incentive, period, pay in snapshot.con.execute(
        f"{paid} WHERE t.pay IS NOT NULL AND list_contains(?, t.incentive) ORDER BY ALL", [own]
    ).fetchall():
        try:
            minor(pay, currency)
        except MoneyUnreadable as wrong:
            says = f"The pay of {who} for {incentive} in {period} cannot be booked: {wrong}"
            yield Problem("number-too-fine", says, remedy, file="targets.csv")
    for key, incentive, amount in snapshot.con.execute(
        f"{given} ORDER BY ALL", [own, 10 ** (6 - digits(currency))]
    ).fetchall():
        says = f"Grant {key} for {incentive} cannot be booked: {decimal_text(amount, 6)} is finer than {currency} is."
        yield Problem("number-too-fine", says, remedy, file="grants.csv")


def _contradicting(table: str, read: list[str], calendar: Calendar, snapshot: Snapshot) -> Iterator[Problem]:
    """Rows that name one window in two ways, 2026-Q3 and 2026-07-01/2026-10-01, and say two things of it."""
    if not read:
        return
    of, said = SAID[table]
    spellings: dict[Period, list[str]] = {}
    listed = f"SELECT DISTINCT period FROM {table} WHERE list_contains(?, {of}) ORDER BY period"
    for (text,) in snapshot.con.execute(listed, [read]).fetchall():
        spellings.setdefault(window(text, calendar), []).append(text)
    for texts in spellings.values():
        if len(texts) == 1:
            continue
        for who, what in snapshot.con.execute(
            f"SELECT p.key, t.{of} FROM {table} AS t JOIN person AS p ON p.person = t.person "
            f"WHERE list_contains(?, t.period) AND list_contains(?, t.{of}) "
            f"GROUP BY ALL HAVING COUNT(DISTINCT ({said})) > 1 ORDER BY ALL",
            [texts, read],
        ).fetchall():
            says = f"{who} has rows of {what} for {' and '.join(texts)}, which are the same days, and they differ."
            yield Problem("rows-contradict", says, "Keep the one that is right.", file=f"{table}s.csv")
