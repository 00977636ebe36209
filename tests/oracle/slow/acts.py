"""From facts to credited acts: which milestones count, whose they are, how much they are (rules 4-10, 18, 19, 27)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.slow.catalogue import MILESTONES
from tests.oracle.slow.credit import Waits, credit
from tests.oracle.slow.exact import number, to_millionth
from tests.oracle.slow.facts import World
from tests.oracle.slow.people import listed, refusal
from tests.oracle.slow.versions import Terms
from tests.oracle.slow.windows import Window

AMOUNTS = ("amount_at_least", "amount_at_most")


@dataclass
class Act:
    """One milestone of one activity, credited to one person."""

    activity: str
    milestone: str
    order: int
    day: date
    recorded: date | None
    window: Window
    terms: Terms
    person: str
    share: Fraction
    part: Fraction
    reason: str | None = None
    quantity: Fraction = Fraction(0)
    # Of the act's own line, when a clawback leaves the measure alone.
    kept: Fraction = Fraction(1)
    waits: bool = False


@dataclass
class Acts:
    acts: list[Act] = field(default_factory=list)
    # Acts that wait, by the (window, person) whose money they leave unknown.
    waiting: dict[tuple[Window, str], list[Act]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reach:
    """The terms of a day and the window of a day; None where nothing is in force."""

    terms: Callable[[date], Terms | None]
    window: Callable[[date], Window | None]
    # The version of a window's last day sets its limits.
    last_terms: Callable[[Window], Terms]
    until: date


def gather(world: World, reach: Reach) -> Acts:
    """All acts before `until`, credited and served, with what they add to the measure."""
    found = Acts()
    for activity in world.activities:
        for milestone, order, day, recorded in world.reached(activity):
            terms = reach.terms(day) if day < reach.until else None
            window = reach.window(day)
            if terms is None or window is None:
                continue
            part = parts(world, terms, activity).get(milestone)
            if part is not None:
                bare = Act(activity, milestone, order, day, recorded, window, terms, "", Fraction(0), part)
                suits = matches(world, bare, reach.until)
                if suits is not False:
                    bare.waits = suits is None
                    _credit(world, bare, found)
    found.acts.sort(key=lambda act: (act.day, act.activity.encode(), act.order, act.person.encode()))
    _serve(world, reach, found.acts)
    for act in found.acts:
        if act.reason is None:
            _quantify(world, act, reach.until)
            if act.waits:
                found.waiting.setdefault((act.window, act.person), []).append(act)
    return found


def parts(world: World, terms: Terms, activity: str) -> dict[str, Fraction]:
    """The reached milestones that count and the part of the act each stands for."""
    kind = world.activities[activity]["kind"]
    if "counts" not in terms or kind not in listed(terms["counts"]["activity"]):
        return {}
    if "earns" not in terms:
        milestone = terms["counts"]["milestone"]
        return {milestone[kind] if isinstance(milestone, dict) else milestone: Fraction(1)}
    found, carried = {}, Fraction(0)
    for milestone, part in sorted(_earns(terms, kind), key=lambda each: MILESTONES[kind].index(each[0])):
        carried += part
        if milestone in world.milestones.get(activity, {}):
            found[milestone], carried = carried, Fraction(0)
    return found


def _earns(terms: Terms, kind: str) -> list[tuple[str, Fraction]]:
    """The milestones that this kind of activity earns by; one for all kinds, or one by kind."""
    written = [(each["milestone"], number(each["part"])) for each in terms["earns"]]
    named = [(name.get(kind) if isinstance(name, dict) else name, part) for name, part in written]
    return [(name, part) for name, part in named if name is not None]


def matches(world: World, act: Act, until: date) -> bool | None:
    """Whether `where` lets the act in; None while the rate to compare its amount with is missing."""
    row, terms = world.activities[act.activity], act.terms
    account = world.accounts.get(row.get("account", ""), {})
    of_amounts = {name: wanted for name, wanted in terms.get("where", {}).items() if name in AMOUNTS}
    if not all(_suits(row, account, *each) for each in terms.get("where", {}).items() if each[0] not in of_amounts):
        return False
    if not of_amounts or not row.get("amount"):
        return not of_amounts
    rate = exchange(world, act, until)
    converted = {"amount": str(number(row["amount"]) * rate)} if rate is not None else {}
    return all(_suits(converted, {}, *each) for each in of_amounts.items()) if converted else None


def champion_matches(world: World, terms: Terms, account: str) -> bool:
    """Champions are accounts, so `where` reads the account alone."""
    return all(_suits({}, world.accounts[account], *each) for each in terms.get("where", {}).items())


def _suits(row: dict[str, str], account: dict[str, str], name: str, wanted: Any) -> bool:
    for ending, sign in (("_at_least", 1), ("_at_most", -1)):
        if name.endswith(ending):
            name = name.removesuffix(ending)
            written = row.get(name) or account.get(name) or ""
            try:
                return sign * (number(written) - number(wanted)) >= 0
            except ValueError:
                return False
    return (row.get(name) or account.get(name) or "") in listed(wanted)


def _credit(world: World, bare: Act, found: Acts) -> None:
    terms = bare.terms
    opened = date.fromisoformat(world.activities[bare.activity]["opened_on"])
    credited = credit(world, terms, bare.activity, bare.day)
    behind = (bare.recorded - bare.window.last).days if bare.recorded is not None else 0
    late = "late" in terms and behind > int(terms["late"]["within_days"])
    waits = isinstance(credited, Waits)
    shown = not isinstance(credited, Waits) or credited.by_name
    shares = credited.named if isinstance(credited, Waits) else credited
    for person, share in shares.items():
        reason = refusal(world, terms, person, bare.day, opened) or ("late" if late else None)
        if waits and reason is None:
            found.waiting.setdefault((bare.window, person), []).append(bare)
        elif shown:
            found.acts.append(Act(**{**vars(bare), "person": person, "share": share, "reason": reason}))


def _serve(world: World, reach: Reach, acts: list[Act]) -> None:
    """Room by account and contact goes to acts whole, in the order they became known; later parts follow."""
    first: dict[str, Act] = {}
    for act in acts:
        if act.reason is None:
            first.setdefault(act.activity, act)
    taken: dict[tuple[str, str, Window], int] = {}
    refused = set()
    for act in sorted(first.values(), key=lambda act: (act.recorded or act.day, act.day, act.activity.encode())):
        limits = reach.last_terms(act.window)["limits"]
        row = world.activities[act.activity]
        rooms = [
            ((place, row[place], act.window), int(limits[f"per_{place}"]))
            for place in ("account", "contact")
            if f"per_{place}" in limits and row.get(place)
        ]
        if all(taken.get(room, 0) < size for room, size in rooms):
            for room, _ in rooms:
                taken[room] = taken.get(room, 0) + 1
        else:
            refused.add(act.activity)
    for act in acts:
        if act.activity in refused and act.reason is None:
            act.reason = "not-served"


def _quantify(world: World, act: Act, until: date) -> None:
    factor = _factor(world, act, until)
    remaining = _remaining(world, act)
    if factor is None or act.waits:
        act.waits = True
        return
    if act.terms.get("clawback", {}).get("effect") == "act_only":
        act.kept, remaining = remaining, Fraction(1)
    act.quantity = to_millionth(act.share * act.part * remaining * factor)


def _factor(world: World, act: Act, until: date) -> Fraction | None:
    """What one whole act adds: 1, its points, or its amount in the plan's currency; None when that is unknown."""
    row, terms = world.activities[act.activity], act.terms
    measured = measured_in(terms)
    if measured == "points" or "points" in terms:
        points = terms["pays"]["each"] if "points" not in terms else terms["points"]
        return number(points[row["kind"]])
    if measured != "amount":
        return Fraction(1)
    if not row.get("amount") or number(row["amount"]) < 0:
        return None
    rate = exchange(world, act, until)
    return None if rate is None else number(row["amount"]) * rate


def exchange(world: World, act: Act, until: date) -> Fraction | None:
    """The rate from the currency of the act's amount to the plan's (rule 10)."""
    terms = act.terms
    currency = world.activities[act.activity].get("currency") or terms["currency"]
    day = act.day if terms["rates"] == "milestone" else min(act.window.last, date.fromordinal(until.toordinal() - 1))
    return Fraction(1) if currency == terms["currency"] else world.rate(day, currency, terms["currency"])


def _remaining(world: World, act: Act) -> Fraction:
    clawback = act.terms.get("clawback", {})
    reached = world.milestones[act.activity].get(clawback.get("milestone", ""))
    if reached is None:
        return Fraction(1)
    since, within = (reached[0] - act.day).days, int(clawback["within_days"])
    if not 0 <= since <= within:
        return Fraction(1)
    return Fraction(since, within) if clawback.get("portion", "all") == "prorated" and within else Fraction(0)


def measured_in(terms: Terms) -> str:
    """count, points, amount, metric, champions, accounts, improvement or score."""
    measure = terms.get("measure")
    if isinstance(measure, dict):
        return "metric" if "metric" in measure else "accounts"
    if isinstance(terms["pays"], dict) and isinstance(terms["pays"].get("each"), dict):
        return "points"
    by_kind = {"commission": "amount", "champions": "champions", "okr": "score", "index": "score"}
    return measure or by_kind.get(terms["kind"], "count")
