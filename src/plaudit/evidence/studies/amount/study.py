"""`amount`: what to start with, what to expect, what never to exceed, for one kind of paid event (M3, M4)."""

from collections.abc import Iterator

from plaudit.evidence.acquiring import INCREMENTAL
from plaudit.evidence.answer import Refusal, Said, Unanswered
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import leads
from plaudit.evidence.observed.rows import last_day
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.amount.caps import caps
from plaudit.evidence.studies.amount.known import known
from plaudit.evidence.studies.amount.raising import raising
from plaudit.evidence.studies.amount.recommend import recommend
from plaudit.evidence.studies.amount.tiers import tiers
from plaudit.evidence.study import Study
from plaudit.values.refused import Refused

SETTINGS = (
    Setting("channel", "the channel that is paid for", "referral"),
    Setting("event", "what is paid: created, demo or won", "demo"),
    Setting("benchmark", "the channel whose cost is the measure; else the one with most media money"),
    *INCREMENTAL,
    Setting("value", "what a won customer is worth over the years, at margin"),
    Setting("value_spread", "how unsure that is, as a share (one standard deviation)", "0.2"),
    Setting("margin", "gross margin, with retention and discount in the place of value"),
    Setting("retention", "the share of customers that stay a year"),
    Setting("survivors", "customers left after 0, 1, 2, ... years: 1000,869,743 fits how they stay"),
    Setting(
        "renewed",
        "the metric of account_metrics.csv: 1 where a customer stayed for another year, 0 where not",
        "renewed",
    ),
    Setting("brought", "the metric of account_metrics.csv that holds what a customer brought at margin", "margin"),
    Setting("discount", "a year's discount rate", "0.1"),
    Setting("referred", "whether a referred customer may be worth more or less than others: yes or no", "yes"),
    Setting(
        "drawn_by_lot", "the program of programs.csv whose amounts, or the days they changed on, were drawn by lot"
    ),
    Setting("ratio", "value asked for each unit of acquisition cost", "3"),
    Setting("other_cost", "other cost of each paid event: hours, gift, tool", "0"),
    Setting("on_cost", "employer's cost on top of pay, as a share", "0.0765"),
    Setting("came_anyway", "the share of events that would have come without pay, from `lift`"),
    Setting("budget", "money for this in a quarter"),
    Setting("variable_pay", "variable pay of one CSM a year"),
    Setting("pay_share", "the most of it that this program should be", "0.5"),
    Setting("at_most", "a limit of law or of the platform"),
    Setting("pays", "what is paid today, for the rule when to raise"),
    Setting("raise_to", "what it might be raised to"),
    Setting("tiers", "upto,each,each: 5,100,150 shows both readings of a step"),
)
EVENTS = ("created", "demo", "won")


def answer(question: Question) -> Iterator[Said]:
    event = question.text("event")
    if event not in EVENTS:
        raise Refused("setting-out-of-range", f"--set event={event}: write {', '.join(EVENTS[:-1])} or {EVENTS[-1]}.")
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    found = None if snapshot is None else leads(question.facts, snapshot)
    if question.text("tiers") is not None:
        yield tiers(question, found.currency if found is not None else None)
    if snapshot is None or found is None or not found.count:
        yield _published("No lead is known: deals.csv is not there or empty.", "20 leads with a demo, 5 of them won.")
        return
    rests_on = known(question, found, snapshot)
    if rests_on is None:
        missing = f"No lead came by {question.text('channel')}."
        yield _published(missing, "20 leads of that channel with a demo, 5 of them won.")
    elif not rests_on.rate.enough and event != "won":
        yield _published(
            f"{rests_on.rate.matured} {event} leads are {rests_on.horizon} days old and "
            f"{rests_on.rate.within_horizon} were won within that: too few to know the close rate.",
            _more(rests_on.rate.matured, rests_on.rate.within_horizon)
            if event != "demo" or (found.demo != OPEN).any()
            else "The days of demos, or --set event=created: no lead has the day of its demo.",
        )
    elif rests_on.cost is None and rests_on.value is None:
        missing = "Neither the cost of a win by another channel nor the value of one is known."
        yield Unanswered(
            "amount",
            Refusal("no-measure", missing, "3 wins of a channel with spend in channels.csv, or --set value=..."),
        )
    else:
        yield from recommend(rests_on, caps(rests_on))
        yield from raising(rests_on, caps(rests_on))


def _more(matured: int, wins: int) -> str:
    parts = [f"{20 - matured} more matured leads"] * (matured < 20) + [f"{5 - wins} more wins"] * (wins < 5)
    return " and ".join(parts) + "."


def _published(missing: str, smallest: str) -> Unanswered:
    others = " Others pay $50 to $150 for a referral that reaches a demo; none of them has shown that it is right."
    return Unanswered("amount", Refusal("close-rate-unknown", missing + others, smallest))


STUDY = Study("amount", "What to pay for an event", SETTINGS, answer)
