"""Goals and how far they are reached, limits on uses, windows, gates."""

from datetime import date, timedelta
from fractions import Fraction

from plaudit.values.period import Period, day
from tests.conformance.answer import Answer, Kind, Printed, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.taken import withdrawn
from tests.conformance.terms import SCALE, bounty, commission, deal, metered, money, reading, reviews, text
from tests.conformance.world import Act, Target, World


def percent(inputs: Inputs) -> Answer:
    """Attainment of the person's own target, printed as a whole percentage."""
    aim = metered("goal", {"at_target": "1", "curve": [["0", "0"], ["1", "1"]]})
    world = World((aim,), metrics=(reading(inputs["actual"]),), targets=(Target("goal", text(inputs["goal"])),))

    def read(earned: tuple[Earned, ...]) -> Said:
        attainment = earned[0].number("attainment", "goal")
        return {"percent": None if attainment is None else Printed(attainment * 100)}

    return Answer(read, (world,), "targets-above-zero" if Fraction(inputs["goal"]) < 0 else None)


def days_with_goal(inputs: Inputs) -> Answer:
    period = Period.of(f"{inputs['from']}/{inputs['to']}")
    found = [period.start + timedelta(days=number) for number in range(period.days)]
    return Answer.of(None, days_with_goal=[on.isoformat() for on in found if period.holds(on)])


def uses_left(inputs: Inputs) -> Answer:
    """So many acts for one account, then one more than may be: those that are served are what was left."""
    most, used = (
        inputs.get("max_uses") or inputs.get("limit"),
        int(inputs.get("used") or inputs["other_completed_uses"]),
    )
    limits = {"limits": {"per_account": int(most)}} if most else {}
    earlier = reviews(used, mark="used", account="one")
    more = reviews(int(most or 0) + 1, on="2026-07-02", mark="more", account="one")
    world = World((bounty("uses", {"each": "1"}, **limits),), (*earlier, *more))

    def read(earned: tuple[Earned, ...]) -> Said:
        served = [line for line in earned[0].lines("uses") if Fraction(line["earned"])]
        left = sum(line["on"] == "2026-07-02" for line in served)
        return {"left": left, "available": left > 0, "exceeded": left == 0}

    return Answer(read, (world,))


def cap_open(inputs: Inputs) -> Answer:
    """A budget, what it gave already, and whether one more act gets anything of it."""
    given = Fraction(inputs["given"])
    terms = commission("all", {"rate": "100%"}, limits={"budget": inputs["cap"]})
    earlier = (deal("given", given, scale=1),) if given else ()
    world = World((terms,), (*earlier, deal("one-more", 1, on="2026-07-02", scale=1)))
    return Answer(lambda earned: {"available": earned[0].line_money("all", "one-more") > 0}, (world,))


def window(inputs: Inputs) -> Answer:
    """Both ends belong to the window; ours ends before the day after. An open end is a far one."""
    start = inputs["start"] or "0001-01-01"
    end = date.fromisoformat(inputs["end"] or "9998-12-31") + timedelta(days=1)
    period = Period.of(f"{start}/{end.isoformat()}")
    return Answer.of(None, available=period.holds(date.fromisoformat(inputs["date"])))


def needed(inputs: Inputs) -> Answer:
    """What is needed is a target: satisfied when it is reached, partly when it is begun."""
    aim = metered("need", {"at_target": "1", "curve": [["1", "1"]], "between": "step"}, target=text(inputs["need"]))
    world = World((aim,), metrics=(reading(inputs["have"]),))

    def read(earned: tuple[Earned, ...]) -> Said:
        attainment = earned[0].number("attainment", "need")
        paid = earned[0].money("need")
        return {"satisfied": bool(paid), "partly": attainment is not None and 0 < attainment < 1}

    return Answer(read, (world,))


def distinct(inputs: Inputs) -> Answer:
    """One act of each account counts; an award for every so many."""
    pays = {"package": inputs["need_distinct"], "each": money(1), "started": "free"}
    acts = [
        Act(f"act-{number:02}", "review", reviews(1)[0].reached, account=item)
        for number, item in enumerate(inputs["items"])
    ]
    world = World((bounty("awards", pays, limits={"per_account": 1}),), tuple(acts))
    return Answer(lambda earned: {"awards": (earned[0].money() or 0) / SCALE}, (world,))


def active(inputs: Inputs) -> Answer:
    """From its first day up to and without the day it expires, is voided or deleted."""
    ends = [int(inputs[name]) for name in ("expires", "voided", "deleted") if inputs[name] is not None]
    period = Period(day(int(inputs["effective"])), day(min(ends)))
    return Answer.of(None, active=period.holds(day(int(inputs["at"]))))


def used(inputs: Inputs) -> Answer:
    """An act counts once its milestone is reached, and no longer when it is withdrawn."""
    (act,) = reviews(1)
    said = inputs["order"]
    states = {"not complete": (), "cancel": (withdrawn(act),), "complete, eligible": (act,)}
    acts = next(found for words, found in states.items() if words in said)
    world = World((bounty("uses", {"each": "1"}),), acts, as_of="2030-01-01")
    return Answer(lambda earned: {"count": earned[0].number("measure", "uses")}, (world,))


KINDS = (
    Kind(percent, "budget_percent"),
    Kind(days_with_goal, "end_exclusive_days"),
    Kind(uses_left, "uses_left"),
    Kind(uses_left, "solidus_limit"),
    Kind(cap_open, "cap_open"),
    Kind(window, "window_inclusive"),
    Kind(needed, "need_have"),
    Kind(distinct, "distinct_awards"),
    Kind(active, "half_open"),
    Kind(used, needs=("order",)),
)
