"""Acts that must wait, and why (rules 4, 8, 10): shares that are not whole, nobody to credit, no amount, no rate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.earnings.engines.embedded import WORDS
from plaudit.earnings.enrol import last_in_force
from plaudit.earnings.laid import Laid
from plaudit.earnings.rates import Rates
from plaudit.earnings.steps.credit import learned_on
from plaudit.earnings.where import Amounts, account_predicate, literal, predicate, sources
from plaudit.values.period import day
from plaudit.values.problem import Problem, Touch

SHOWN = 5
WHOLE = "Let the account's shares in holdings.csv sum to 1"
# Days from and up to which somebody earns, and of a leaver the day before which an act must have been opened.
Stretch = tuple[int, int, int | None]
OF_ACTIVITY = ("activity", "key", "opened", "account", "person", "amount", "currency")
# What is said of an act that waits, beside who is credited with it.
ACT = "q.day, q.opened, q.activity, q.recorded, q.late"
HELD_ON = "CASE WHEN q.mode = 3 THEN q.day ELSE q.opened END"
HOLDS = f"h.account = q.account AND h.starts <= {HELD_ON} AND {HELD_ON} < h.ends"
# Days on which the shares of an account sum to something, but not to 1.
UNEVEN = """
WITH edges AS (SELECT account, starts AS day, share FROM holding UNION ALL SELECT account, ends, -share FROM holding),
  summed AS (SELECT account, day, SUM(SUM(share)) OVER (PARTITION BY account ORDER BY day) AS total,
    LEAD(day) OVER (PARTITION BY account ORDER BY day) AS until FROM edges GROUP BY account, day)
SELECT account, day AS starts, until AS ends FROM summed WHERE total NOT IN (0, 1000000) AND until IS NOT NULL"""

# Accounts that somebody does not hold wholly on each of some days.
NOT_WHOLE = """
CREATE OR REPLACE TEMP TABLE not_whole AS
SELECT account FROM account WHERE account NOT IN (SELECT account FROM holding WHERE starts < $end AND ends > $first
  GROUP BY account
  HAVING SUM(share * (LEAST(ends, $end) - GREATEST(starts, $first))) = 1000000 * CAST($end - $first AS HUGEINT))
UNION SELECT account FROM uneven"""
UNEVEN_CREDITS = "SELECT activity FROM credit GROUP BY activity HAVING SUM(share) <> 1000000"


@dataclass(frozen=True, slots=True)
class Wait:
    """Why acts wait, and what somebody does about it."""

    code: str
    says: str
    remedy: str
    file: str


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the facts with the plan's rules in hand, before the query runs."""

    laid: Laid
    snapshot: Snapshot
    currency: str

    @property
    def modes(self) -> set[int]:
        return {row[5] for row in self.laid.table("counted")}

    @property
    def unwritten(self) -> str:
        """Acts whose credit nobody wrote down."""
        return "q.activity NOT IN (SELECT activity FROM credit)" if self.snapshot.sizes["credit"] else "TRUE"

    @property
    def by_holder(self) -> str:
        return f"(q.mode IN (2, 3) OR (q.mode = 1 AND q.person IS NULL)) AND {self.unwritten}"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The distinct rows, in order, of a query over `asked`: doubtful acts that a rule of the plan asks about."""
        return self.snapshot.con.execute(f"SELECT DISTINCT * FROM ({query}) AS found ORDER BY ALL").fetchall()

    def doubt(self) -> bool:
        """Lay `asked`, for which milestones are looked at only of acts that may have to wait; most have nothing to."""
        con = self.snapshot.con
        if not self.modes:
            return False
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE doubted AS SELECT activity FROM activity AS a WHERE {self._doubts()}"
        )
        if con.execute("SELECT 1 FROM doubted LIMIT 1").fetchall() == []:
            return False
        self.lay()
        return True

    def lay(self) -> None:
        """Lay `asked` by the rates that are known so far."""
        if self.laid.table("fx"):
            # Filters compare in as many digits as the query does.
            self.snapshot.con.execute(WORDS)
        self.snapshot.con.execute(f"CREATE OR REPLACE TEMP TABLE asked AS {self._asked()}")

    def _doubts(self) -> str:
        """What can be said of an act by itself, before its milestones; what follows looks closer."""
        con, counted = self.snapshot.con, self.laid.table("counted")
        kinds = {step: kind for step, (kind, _) in self.laid.roster.milestones.items()}
        tests = []
        unpromised = {(slot, edition) for slot, edition, _ in self.laid.earlier}
        unopened = {slot for slot, _ in self.laid.unopened}
        for rows, test in (
            ([row for row in counted if (row[0], row[2]) in unpromised or row[0] in unopened], "TRUE"),
            ([row for row in counted if row[8] is None], "(a.amount IS NULL OR a.amount < 0)"),
            ([row for row in counted if row[14]], f"a.currency <> {literal(self.currency)}"),
            ([row for row in counted if row[5] == 4], "a.person IS NULL"),
            (
                [row for row in counted if row[5] != 4],
                "(a.account IS NULL OR a.account IN (SELECT account FROM not_whole))",
            ),
        ):
            of = ", ".join(literal(kind) for kind in sorted({kinds[row[3]] for row in rows}))
            if of:
                tests.append(f"(a.kind IN ({of}) AND {test})")
        if self.snapshot.sizes["credit"]:
            tests.append(f"a.activity IN ({UNEVEN_CREDITS})")
        first = con.execute("SELECT MIN(opened) FROM activity").fetchall()[0][0]
        con.execute(NOT_WHOLE, self._days(first))
        return " OR ".join(tests) or "FALSE"

    def _days(self, first: int | None) -> dict[str, int]:
        """The days on which somebody may be asked for as a holder, half-open."""
        counted = self.laid.table("counted")
        starts = [row[6] for row in counted] + ([] if first is None else [first])
        return {"first": min(starts, default=0), "end": max((row[7] for row in counted), default=0)}

    def _asked(self) -> str:
        """The counted rows are written into the query, for the plan tables are not laid yet."""
        rows = ", ".join(
            f"({', '.join(map(_null, row[:1] + row[2:4] + row[5:9] + row[12:15]))})"
            for row in self.laid.table("counted")
        )
        columns = f"m.step, m.day, {learned_on('m')} AS recorded"
        columns += "".join(f", a.{name}" for name in OF_ACTIVITY)
        columns += "".join(f", {attribute.selected}" for attribute in self.laid.attributes)
        rates = ", ".join(
            f"({literal(row[0])}, {row[1]}, {row[2]}, {row[3]})" for row in dict.fromkeys(self.laid.table("fx"))
        )
        priced = f"""LEFT JOIN (VALUES {rates}) AS f(currency, day, numerator, denominator)
              ON f.currency = s.currency AND f.day = COALESCE(c.fx_on, s.day)"""
        amounts = Amounts(self.currency, converted=bool(rates), unpriced=True)
        where = predicate(self.laid.slots, self.laid.attributes, amounts)
        return f"""
            SELECT c.slot, c.mode, c.unit, c.priced, s.day, s.recorded,
              CASE WHEN s.recorded > c.late THEN 1 ELSE 0 END AS late, COALESCE(c.fx_on, s.day) AS fx_on, s.activity,
              s.key, s.opened, s.account, s.person, s.amount, s.currency
            FROM (SELECT {columns}
              FROM milestone AS m JOIN doubted AS d ON d.activity = m.activity
              JOIN activity AS a ON a.activity = m.activity{sources(self.laid.attributes)}) AS s
            JOIN (VALUES {rows}) AS c(slot, edition, step, mode, starts, ends, unit, late, fx_on, priced)
              ON c.step = s.step AND s.day >= c.starts AND s.day < c.ends
            {priced if rates else ""}{f" WHERE {where}" if where else ""}"""

    def credited(self, test: str) -> list[tuple[Any, ...]]:
        """Slot, key and person of everybody credited with the acts that meet a test, and what `ACT` says of them."""
        return self.ask(f"""
            SELECT q.slot, q.key, q.person, {ACT} FROM asked AS q
            WHERE {test} AND q.mode IN (1, 4) AND q.person IS NOT NULL AND {self.unwritten}
            UNION SELECT q.slot, q.key, h.person, {ACT} FROM asked AS q JOIN holding AS h ON {HOLDS}
            WHERE {test} AND {self.by_holder}
            UNION SELECT q.slot, q.key, r.person, {ACT} FROM asked AS q JOIN credit AS r ON r.activity = q.activity
            WHERE {test}""")


def waiting(laid: Laid, snapshot: Snapshot, currency: str, earlier: str | None = None) -> None:
    """Adds the problems, the rates that were found and the days on which an account's shares are not whole.

    `earlier` is the schema of a moment at which everything was held as it is now, and which was looked at then.
    """
    look = Look(laid, snapshot, currency)
    uneven = f"TABLE uneven AS {UNEVEN}" if earlier is None else f"VIEW uneven AS SELECT * FROM {earlier}.uneven"
    snapshot.con.execute(f"CREATE OR REPLACE {uneven}")
    if look.modes & {1, 2, 3} or laid.table("championed"):
        for row in snapshot.con.execute("SELECT * FROM uneven ORDER BY ALL").fetchall():
            laid.add("unsound", row)
    doubtful = look.doubt()
    # What a filter leaves out waits for nothing, and filters of foreign amounts need the rates.
    unpriced = _rates(look) if doubtful and any(row[14] for row in laid.table("counted")) else []
    if doubtful and look.modes & {1, 2, 3}:
        _holdings(look)
    if laid.table("championed") and laid.table("unsound"):
        _champions(look)
    if doubtful:
        _acts(look, unpriced)


def _acts(look: Look, unpriced: list[tuple[str, int]]) -> None:
    if look.modes & {4}:
        unbrought = f"q.mode = 4 AND q.person IS NULL AND {look.unwritten}"
        lone = f"SELECT q.slot, q.key, NULL, {ACT} FROM asked AS q WHERE {unbrought}"
        says, remedy = "no person is said to have brought it", "Write in activities.csv who brought it"
        _add(look, look.ask(lone), Wait("nobody-to-credit", says, remedy, "activities.csv"))
    if look.snapshot.sizes["credit"]:
        _credits(look)
    if any(row[8] is None for row in look.laid.table("counted")):
        _amounts(look)
    for other, on in unpriced:
        _unpriced(look, other, on)
    if look.laid.earlier or look.laid.unopened:
        _unpromised(look)


def _unpromised(look: Look) -> None:
    """Acts on days of an earlier version that pays by a target, of people who have none that it can be paid by.

    And acts of people who had left, behind a gate that lacks their metric.
    """
    laid = look.laid
    hers: dict[tuple[int, int], list[tuple[Stretch, Problem]]] = {}
    for slot, edition, person, *stretch, _ in laid.table("enrolled"):
        if (slot, edition, person) in laid.earlier:
            hers.setdefault((slot, person), []).append((tuple(stretch), laid.earlier[slot, edition, person]))
        if (slot, person) in laid.unopened:
            hers.setdefault((slot, person), []).append((tuple(stretch), laid.unopened[slot, person]))
    found = {
        problem: (number, person)
        for number, _, person, on, opened, _, _, late in look.credited("COALESCE(q.unit, q.amount) <> 0")
        for stretch, problem in hers.get((number, person), ())
        if not late and _earns(stretch, on, opened)
    }
    laid.problems.extend(found)
    laid.undecided |= {unit for problem, unit in found.items() if problem == laid.unopened.get(unit)}


def _uneven(laid: Laid) -> str:
    rows = ", ".join(f"({account}, {starts}, {ends})" for account, starts, ends in laid.table("unsound"))
    return f"(VALUES {rows}) AS u(account, starts, ends)"


def _champions(look: Look) -> None:
    """Champion accounts whose shares are not whole on a day that is measured."""
    rows = []
    for number, average in look.laid.table("championed"):
        slot = look.laid.slot(number)
        last = last_in_force(slot)
        if last is None:
            continue
        rows.append(f"({number}, {slot.starts if average else last}, {last})")
    where = account_predicate(look.laid.slots, look.laid.attributes, Amounts(look.currency, converted=False))
    found = look.snapshot.con.execute(f"""
        SELECT DISTINCT c.slot, a.key, h.person, c.last, NULL, NULL, NULL, 0
        FROM (VALUES {", ".join(rows)}) AS c(slot, first, last)
        JOIN {_uneven(look.laid)} ON u.starts <= c.last AND c.first < u.ends
        JOIN champion AS t ON t.account = u.account AND t.starts <= c.last AND c.first < t.ends
          AND t.starts < u.ends AND u.starts < t.ends
        JOIN holding AS h ON h.account = u.account AND h.starts < u.ends AND u.starts < h.ends
        JOIN account AS a ON a.account = u.account{sources(look.laid.attributes, ("account",))}
        WHERE {where or "TRUE"} ORDER BY ALL""").fetchall()
    says = "the shares of those who hold this champion do not sum to 1 on a day that is measured"
    _add(look, found, Wait("shares-not-whole", says, WHOLE, "holdings.csv"))


def _holdings(look: Look) -> None:
    if look.laid.table("unsound"):
        found = look.ask(f"""
            SELECT q.slot, q.key, h.person, {ACT} FROM asked AS q JOIN {_uneven(look.laid)}
              ON u.account = q.account AND u.starts <= {HELD_ON} AND {HELD_ON} < u.ends
            JOIN holding AS h ON {HOLDS} WHERE {look.by_holder}""")
        says = "the shares of those who hold the account that day do not sum to 1"
        _add(look, found, Wait("shares-not-whole", says, WHOLE, "holdings.csv"))
    lone = look.ask(f"""
        SELECT q.slot, q.key, NULL, {ACT} FROM asked AS q
        WHERE {look.by_holder} AND NOT EXISTS (SELECT 1 FROM holding AS h WHERE {HOLDS})""")
    says, remedy = "nobody holds its account that day", "Write in holdings.csv who held the account"
    _add(look, lone, Wait("nobody-to-credit", says, remedy, "holdings.csv"))


def _credits(look: Look) -> None:
    found = look.ask(f"""
        SELECT q.slot, q.key, r.person, {ACT} FROM asked AS q JOIN credit AS r ON r.activity = q.activity
        WHERE q.activity IN ({UNEVEN_CREDITS})""")
    says, remedy = "its written shares do not sum to 1", "Let its shares in credits.csv sum to 1"
    _add(look, found, Wait("shares-not-whole", says, remedy, "credits.csv"))


def _amounts(look: Look) -> None:
    missing = Wait(
        "amount-missing", "it has no amount", "Write its amount and currency in activities.csv", "activities.csv"
    )
    left = "Write in its place what is left of the deal, 0 or more"
    negative = Wait("amount-negative", "its amount is negative", left, "activities.csv")
    for test, why in (("q.amount IS NULL", missing), ("q.amount < 0", negative)):
        _add(look, look.credited(f"q.unit IS NULL AND {test}"), why)


def _rates(look: Look) -> list[tuple[str, int]]:
    """Adds the rate of each foreign currency and day that an amount is asked at; answers with those that have none."""
    rates = Rates.of(look.snapshot.con.execute("SELECT day, base, quote, rate FROM rate").fetchall())
    found, unpriced = [], []
    for other, on in look.ask(f"SELECT q.currency, q.fx_on FROM asked AS q WHERE {_foreign(look)}"):
        rate = rates.at(on, other, look.currency)
        if rate is None:
            unpriced.append((other, on))
        else:
            found.append((other, on, rate.numerator, rate.denominator))
    for row in found:
        look.laid.add("fx", row)
    if found:
        look.lay()
    return unpriced


def _foreign(look: Look) -> str:
    return f"q.priced = 1 AND q.currency IS NOT NULL AND q.currency <> {literal(look.currency)}"


def _unpriced(look: Look, other: str, on: int) -> None:
    found = look.credited(f"{_foreign(look)} AND q.currency = {literal(other)} AND q.fx_on = {on}")
    says = f"there is no rate from {other} to {look.currency} on {day(on)} or the seven days before"
    remedy = f"Add a rate from {other} to {look.currency} to rates.csv"
    _add(look, found, Wait("rate-missing", says, remedy, "rates.csv"))


def _null(value: object) -> str:
    return "NULL" if value is None else str(value)


def _add(look: Look, found: Sequence[tuple[Any, ...]], why: Wait) -> None:
    if not found:
        return
    acts = list(dict.fromkeys(key for _, key, *_ in found))
    named = ", ".join(acts[:SHOWN]) + (f" and {len(acts) - SHOWN} more" if len(acts) > SHOWN else "")
    look.laid.problems.append(
        Problem(
            why.code,
            f"{named}: {why.says}, so {'it waits' if len(acts) == 1 else 'they wait'}.",
            f"{why.remedy}; what was waiting is then calculated.",
            file=why.file,
            touches=tuple(dict.fromkeys(_touches(look.laid, found))),
        )
    )


def _touches(laid: Laid, found: Sequence[tuple[Any, ...]]) -> Iterator[Touch]:
    """Units of those who would earn by the act; it brings nothing late, or to somebody not covered or employed then."""
    earning: dict[tuple[int, int], list[Stretch]] = {}
    for slot_number, _, person, starts, ends, opened_before, _ in laid.table("enrolled"):
        earning.setdefault((slot_number, person), []).append((starts, ends, opened_before))
    for number, _, person, on, opened, activity, recorded, late in found:
        if not late and any(_earns(stretch, on, opened) for stretch in earning.get((number, person), ())):
            slot = laid.slot(number)
            if activity is not None:
                laid.waits.add((number, person, activity, on, recorded))
            yield Touch(slot.key, laid.roster.named(person), slot.window.key)


def _earns(stretch: Stretch, on: int, opened: int | None) -> bool:
    starts, ends, before = stretch
    return starts <= on < ends and (before is None or opened is None or opened < before)
