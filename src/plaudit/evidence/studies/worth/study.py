"""`worth`: four readings of what an asset is worth, never averaged, each with its own grade (M5)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Refusal, Said, Unanswered, more
from plaudit.evidence.methods.hazards import DRAWS
from plaudit.evidence.observed.leads import keys, leads
from plaudit.evidence.observed.rows import last_day, number
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.worth.exposed import exposed
from plaudit.evidence.studies.worth.listed import listed
from plaudit.evidence.studies.worth.offered import offered
from plaudit.evidence.studies.worth.reported import reported
from plaudit.evidence.studies.worth.response import response
from plaudit.evidence.studies.worth.valued import Reading, valued
from plaudit.evidence.study import Study

Array = NDArray[np.float64]
SETTINGS = (
    Setting("kinds", "the kinds of act that are the asset", "review"),
    Setting("milestone", "the milestone at which it can be seen", "published"),
    Setting("clicks", "clicks that the reviews brought, from the site's report"),
    Setting("cost_per_click", "what the same site charges for one"),
    Setting("site", "the channel of the leads that read the reviews", "capterra"),
    Setting(
        "listing", "the column of activities.csv that says where a review stands, named as channels are", "platform"
    ),
    Setting("value", "what a won customer is worth over the years, at margin"),
    Setting("value_spread", "how unsure that is, as a share", "0.2"),
    Setting("on_cost", "employer's cost on top of pay, as a share", "0.0765"),
    Setting("assets", "the kinds of act of exposures.csv that count; else all"),
    Setting(
        "offered_by_lot", "the program of programs.csv that tells which accounts were drawn to be offered an asset"
    ),
    Setting("landmark", "days after the demo within which a deal must have met the asset", "30"),
)
LEAST_CLICKS = 30


def answer(question: Question) -> Iterator[Said]:
    snapshot = question.snapshot if question.snapshot is not None else last_day(question.facts)
    found = None if snapshot is None else leads(question.facts, snapshot)
    known = None if snapshot is None else listed(question, number(snapshot))
    fresh = 0
    if snapshot is not None and known is not None:
        fresh = int(known.fresh([number(snapshot)], str(question.text("site")))[0])
    yield replacement(question, fresh, found.currency if found is not None else None)
    yield from response(question, found, known)
    named = np.array([], dtype=object) if found is None else keys(question.facts, found)
    yield from reported(question, found, named)
    if found is None or not found.count:
        refusal = Refusal(
            "deals-missing", "No lead is known: deals.csv is not there or empty.", "Deals.csv and exposures.csv."
        )
        yield Unanswered("influence on deals", refusal)
        return
    yield from offered(question, found)
    yield from exposed(question, found, named)


def replacement(question: Question, fresh: int, currency: str | None) -> Said:
    """V1: what the same clicks would have cost on the same site."""
    name, clicks, price = "replacement cost", question.whole("clicks"), question.at_least("cost_per_click", 0)
    if clicks is None or price is None or clicks < LEAST_CLICKS or not fresh:
        known = 0 if clicks is None else clicks
        missing = f"{known} clicks by {fresh} fresh reviews are known, and the price of one is "
        missing += "not." if price is None else f"{price:g}."
        smallest = f"{more(max(LEAST_CLICKS - known, 0), 'clicks')}, with --set clicks=... and cost_per_click=..."
        return Unanswered(name, Refusal("clicks-too-few", missing, smallest))
    paid = "USD" if currency is None else currency
    draws = question.random(name).gamma(clicks + 0.5, 1.0, DRAWS) / fresh * price
    because = f"{clicks} clicks by {fresh} reviews, each at {shown(price, paid)}"
    reading = Reading(name, because, "Poisson clicks over reviews, at the site's price.", "C", fresh, clicks)
    return valued(reading, draws, paid, question)


STUDY = Study("worth", "What a review, a story or a reference is worth, four ways", SETTINGS, answer)
