"""A plan in plain words, two pages to read and sign: what counts, what it pays, what takes away, what else holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from textwrap import fill

from plaudit.plans.document.shown import number, percent
from plaudit.plans.head import MONTHS
from plaudit.plans.incentive import Condition, Covers, Credit, Gate, Incentive, Span
from plaudit.plans.instruments import find
from plaudit.plans.plan import Plan
from plaudit.plans.say import joined, money
from plaudit.plans.tell import Telling, counted, plain

_WIDTH = 100


def text(plan: Plan) -> str:
    """Markdown that reads as plain text."""
    parts = [f"# {plan.title}", *_paragraphs(_head(plan))]
    if not plan.incentives:
        parts.append("This plan pays nothing, on purpose.")
    for place, incentive in enumerate(plan.incentives, 1):
        parts.append(f"## {place}. {incentive.title}")
        parts.append("\n".join(_points(_incentive(incentive, plan))))
    parts.append("## What holds for all of it")
    parts.append("\n".join(_points(_general(plan))))
    parts.append(
        "Read and agreed\n\nName ______________________   Day ______________   Signature ______________________"
    )
    return "\n\n".join(parts) + "\n"


def _paragraphs(sentences: Iterator[str]) -> Iterator[str]:
    yield fill(" ".join(sentences), _WIDTH)


def _points(sentences: Iterator[str]) -> Iterator[str]:
    for sentence in sentences:
        yield fill(sentence, _WIDTH, initial_indent="- ", subsequent_indent="  ")


def _head(plan: Plan) -> Iterator[str]:
    yield f"Plan {plan.key}, version {plan.version}. Amounts are in {plan.currency}."
    yield f"It covers {_covered(plan.covers)} {_days(plan.effective)}."
    starts = f"years start in {MONTHS[plan.calendar.first_month - 1].capitalize()}"
    yield f"Days are those of {plan.calendar.time_zone}; {starts}."
    if plan.budget is not None:
        most = f"{money(plan.budget, plan.currency)} {plan.currency}"
        yield f"All incentives together pay at most {most} while it is in force."


def _covered(covers: Covers) -> str:
    named = [
        (f"the role {_or(covers.role)}", covers.role),
        (f"the team {_or(covers.team)}", covers.team),
    ]
    said = " and ".join(words for words, any_of in named if any_of)
    people = f"{joined(covers.people)}" if covers.people else "everybody"
    return f"{people} in {said}" if said else people


def _or(words: tuple[str, ...]) -> str:
    return " or ".join(words)


def _days(span: Span) -> str:
    last = None if span.end is None else span.end - timedelta(days=1)
    match span.start, last:
        case date() as start, date() as end:
            return f"from {start} up to and including {end}"
        case date() as start, _:
            return f"from {start} on"
        case _, date() as end:
            return f"up to and including {end}"
        case _:
            return "without an end"


def _incentive(incentive: Incentive, plan: Plan) -> Iterator[str]:
    telling = Telling(incentive, plan.currency)
    funded = "" if incentive.funded_by is None else f", funded by {incentive.funded_by}"
    yield f"By the {_window(incentive)}{funded} (kind: {incentive.kind}, key: {incentive.key})."
    if incentive.covers != plan.covers:
        yield f"It covers {_covered(incentive.covers)}, whatever the plan covers otherwise."
    if incentive.effective != plan.effective:
        yield f"It holds {_days(incentive.effective)}."
    if incentive.counts:
        yield f"What counts: {counted(incentive.counts)}{_where(incentive)}."
    if incentive.credit != Credit():
        yield f"Credit goes to {_credited(incentive.credit)}."
    yield from find(incentive.kind).tell(incentive.terms, telling)
    yield from _limits(incentive, telling)
    yield from _conditions(incentive, plan, telling)
    yield from _around(incentive)


def _window(incentive: Incentive) -> str:
    match incentive.window:
        case Span():
            return f"days {_days(incentive.window)}"
        case "half":
            return "half-year"
        case length:
            return length


def _where(incentive: Incentive) -> str:
    said = joined([_condition(condition) for condition in incentive.where])
    return f", where {said}" if said else ""


def _condition(condition: Condition) -> str:
    how = {"in": "is", "at_least": "is at least", "at_most": "is at most"}[condition.test]
    return f"{plain(condition.attribute)} {how} {_or(condition.values)}"


def _credited(credit: Credit) -> str:
    day = {"opened": "on the day the activity was opened", "milestone": "on the milestone's day"}[credit.on]
    return {
        "holder": f"whoever holds the account {day}",
        "submitter": "the person who brought it",
        None: f"the person who brought it, else to whoever holds the account {day}",
    }[credit.to]


def _limits(incentive: Incentive, telling: Telling) -> Iterator[str]:
    limits, window = incentive.limits, telling.window
    if limits.per_account is not None:
        yield f"Of one account, the first {limits.per_account} in a {window} count."
    if limits.per_contact is not None:
        yield f"Of one contact, the first {limits.per_contact} in a {window} count."
    if limits.per_activity is not None:
        yield f"One act earns at most {telling.money(limits.per_activity)}."
    if limits.per_person is not None:
        yield f"One person earns at most {telling.money(limits.per_person)} in a {window}."
    if limits.budget is not None:
        how = {
            "first": "who is first is served first",
            "prorate": "all are cut in proportion",
        }[limits.budget_share]
        per = "while the incentive is in force" if limits.budget_per == "effective" else f"in a {window}"
        yield f"All people together earn at most {telling.money(limits.budget)} {per}: {how}."


def _conditions(incentive: Incentive, plan: Plan, telling: Telling) -> Iterator[str]:
    if incentive.requires is not None:
        yield f"It is paid only if {_gate(incentive.requires)} in the same window."
    claw = incentive.clawback
    if claw is not None:
        taken = {"all": "all of it", "prorated": "the part of those days that had not passed"}[claw.portion]
        moved = "" if claw.effect == "recalculate" else "; other acts keep what they earned"
        yield f"If {plain(claw.milestone)} follows within {claw.within_days} days, {taken} is taken back{moved}."
    if incentive.guarantee is not None:
        yield f"Each {telling.window} pays at least {telling.money(incentive.guarantee)}."
    if incentive.draw is not None:
        left = {"state": "is stated and not taken back", "recover": "is taken back"}[incentive.leftover]
        yield (
            f"{telling.money(incentive.draw)} are advanced each {telling.window} and earned back; "
            f"what is left in the end {left}."
        )
    if incentive.prorate == "days":
        yield "Targets are prorated by days."
    if incentive.leavers != plan.leavers:
        yield _LEAVERS[incentive.leavers]
    if incentive.late != plan.late and incentive.late is not None:
        yield _late(incentive.late)


def _gate(gate: Gate) -> str:
    what = f"the metric {gate.metric}" if gate.incentive is None else f"the {gate.reads} of `{gate.incentive}`"
    return f"{what} reaches {number(gate.at_least)}"


def _around(incentive: Incentive) -> Iterator[str]:
    if incentive.customer_gift is not None:
        value, currency = incentive.customer_gift
        yield f"The customer gets a gift worth {number(value)} {currency}."
    if incentive.disclosure is not None:
        yield f"To be disclosed: {incentive.disclosure}"
    if incentive.proof is not None:
        yield f"Proof: a {incentive.proof}."
    if incentive.invites is not None:
        yield {"all": "All customers are invited.", "filtered": "Only some customers are invited."}[incentive.invites]


_LEAVERS = {
    "stop": "After the last day of employment nothing more is earned; unfinished scores and prizes lapse.",
    "paid": "Who leaves is still paid for acts opened before, and her scores count.",
    "prorated": "Who leaves has the scores and levels of the unfinished window paid by days.",
}


def _late(days: int) -> str:
    return f"What is first recorded more than {days} days after its window's end earns nothing."


def _general(plan: Plan) -> Iterator[str]:
    yield (
        "Acts count once they are verified, and are paid by the terms in force on their day. "
        "A published version is never changed; a new one says from when."
    )
    yield (
        f"Unless it is said otherwise above or agreed for an activity, credit goes to {_credited(Credit())}. "
        "A split divides the act, never the money."
    )
    if any(incentive.prorate == "days" for incentive in plan.incentives):
        yield "By days: who is covered for a part of the window has that part of targets, guarantees and draws."
    yield _LEAVERS[plan.leavers]
    if plan.late is not None:
        yield _late(plan.late)
    day = {"milestone": "the milestone's day", "window_end": "the window's last day"}[plan.rates]
    yield f"Amounts in other currencies are converted at the rate of {day}."
    if plan.recover is not None:
        yield f"A negative balance takes at most {percent(plan.recover)} of what later statements earn."
    yield "Amounts are rounded to the minor unit once, half away from zero; every line says how it arose."
    if plan.sign_off == "required":
        yield "A period closes when everybody whom the plan covers has signed this text, or finance lets it stand."
    if plan.review_on is not None:
        yield f"The plan will be reviewed on {plan.review_on}."
