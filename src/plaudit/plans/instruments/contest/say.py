"""Explains a prize, and tells the terms."""

from fractions import Fraction

from plaudit.plans.document.shown import number
from plaudit.plans.explained import whole
from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.contest.terms import Contest
from plaudit.plans.say import LineFacts, cardinal, joined, measured, money, ordinal
from plaudit.plans.tell import Telling


def say(line: LineFacts) -> str:
    return whole(line, _prize)


def _prize(line: LineFacts) -> str:
    """`1st with 6: prize of 1500.00`; `Tied with two others for the 1st place with 6: 16.00`."""
    if line.rank is None:
        return f"Not ranked with {measured(line.after)}"
    won = line.earned + line.limited + line.waiting
    place = f"{ordinal(line.rank)} with {measured(line.after)}"
    if line.tied > 1:
        others = "one other" if line.tied == 2 else f"{cardinal(Fraction(line.tied - 1))} others"
        place = f"Tied with {others} for the {ordinal(line.rank)} place with {measured(line.after)}"
    return f"{place}: {'prize of ' + money(won, line.currency) if won else 'no prize'}"


def tell(terms: Contest, telling: Telling) -> tuple[str, ...]:
    return (
        *telling.measured(terms.measure),
        f"People covered on the {telling.window}'s last day are ranked by {_ranking(terms.measure)}{_least(terms)}.",
        *_brackets(terms),
        *(_prizes(prizes, telling) for prizes in terms.prizes),
        _ties(terms),
    )


def _ranking(measure: Measure) -> str:
    what = {"count": "the number of acts", "points": "their points", "amount": "the amounts of their acts"}.get(
        measure.of, f"the metric {measure.metric}"
    )
    if measure.per_accounts:
        return f"{what} for each account they held on the first day"
    return f"how much {what} grew since the window before" if measure.improvement else what


def _least(terms: Contest) -> str:
    return f", from {number(terms.minimum)} on" if terms.minimum else ""


def _brackets(terms: Contest) -> tuple[str, ...]:
    if terms.by is None:
        return ()
    ends = f", divided at {joined([number(bound) for bound in terms.bounds])}" if terms.bounds else ""
    return (f"People compete within brackets by {terms.by}{ends}.",)


def _prizes(prizes: tuple[int, ...], telling: Telling) -> str:
    places = joined([f"{telling.money(prize)} for the {ordinal(place)}" for place, prize in enumerate(prizes, 1)])
    return f"Prizes: {places}."


def _ties(terms: Contest) -> str:
    if terms.seed is not None:
        return f"The order is drawn: each unit is an entry, ordered by SHA-256 with the seed {terms.seed!r}."
    return {
        "share": "People who tie share the prizes of their places equally.",
        "all": "Each of the people who tie gets the prize of the place.",
        "earliest": "Of people who tie, the first to get there is ahead; on one day they share.",
    }[terms.ties]
