"""Where reviews stand and when they were published; by listing and month, beside the leads that came by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.known import literal, quoted
from plaudit.evidence.answer import Refusal, more
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.panel import Acts, after, counted, months
from plaudit.evidence.observed.rows import Days, days, has, rows, there
from plaudit.evidence.question import Question
from plaudit.values.period import day

Array = NDArray[np.float64]
# Older ones are hidden by the sites.
FRESH = 365
LEAST_MONTHS, LEAST_APART = 24, 3


@dataclass(frozen=True, slots=True)
class Listed:
    """One row a published review: its day and its listing (a place in `names`); `since` is the first act of any kind.

    A listing is a page that is read: a platform, or what the column says that the question names.
    """

    names: tuple[str, ...]
    listing: Days
    on: Days
    since: int

    def fresh(self, ends: Sequence[int], of: str) -> Days:
        """Those of the twelve months that end on each day; of all listings where none is called so."""
        mine = np.sort(self.on[self.listing == self.names.index(of)] if of in self.names else self.on)
        last = np.asarray(ends, dtype=np.int64)
        found = np.searchsorted(mine, last, side="right") - np.searchsorted(mine, last - FRESH, side="right")
        return np.asarray(found, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Months:
    """Listings x months: the leads that came, and the reviews of the twelve months before."""

    listings: tuple[str, ...]
    leads: Array
    reviews: Array


def listed(question: Question, snapshot: int) -> Listed | None:
    """None where the folder does not say of which kind activities are."""
    facts, by = question.facts, str(question.text("listing"))
    if not has(facts, "activities", "kind") or not there(facts, "milestones"):
        return None
    told = has(facts, "activities", by) or by in facts.loaded["activities"].attributes
    kinds = ", ".join(literal(kind) for kind in question.kinds())
    known, milestone = rows(facts, "activities", question.snapshot), literal(str(question.milestone()))
    query = f"""SELECT {f"a.{quoted(by)}::VARCHAR" if told else "NULL::VARCHAR"} AS named, m."on" AS day
        FROM {rows(facts, "milestones", question.snapshot)} AS m JOIN {known} AS a USING (activity)
        JOIN facts.step AS s ON s.step = m.step
        WHERE a.kind IN ({kinds}) AND s.milestone = {milestone} AND m."on" <= {snapshot}"""
    facts.con.execute(f"CREATE OR REPLACE TEMP TABLE reviews_now AS {query}")
    written = "SELECT DISTINCT named FROM reviews_now WHERE named IS NOT NULL ORDER BY 1"
    names = tuple(str(name) for (name,) in facts.con.execute(written).fetchall())
    place = "CASE WHEN named IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY named NULLS LAST) - 1 END AS place"
    found = days(facts, f"SELECT {place}, day FROM reviews_now", ("place", "day"))
    first = facts.con.execute(f"SELECT min(opened_on) FROM {known}").fetchall()[0][0]
    return Listed(names, found["place"], found["day"], snapshot if first is None else int(first))


def by_month(found: Leads, known: Listed) -> Months:
    """Whole months of which the twelve before are known as well, of listings that a channel of leads is named after."""
    begin = max(known.since + FRESH, int(found.created.min()))
    edges = months(day(begin), after(day(found.snapshot)))
    named = tuple(name for name in known.names if name in found.channels)
    if not edges:
        return Months((), np.zeros((0, 0)), np.zeros((0, 0)))
    leads = counted(Acts(found.channels, found.channel, found.created), named, edges)
    before = [edge - 1 for edge in edges[:-1]]
    reviews = np.array([known.fresh(before, name) for name in named], dtype=float)
    kept = leads.sum(axis=1) > 0
    listings = tuple(name for name, keep in zip(named, kept, strict=True) if keep)
    return Months(listings, leads[kept], reviews.reshape(leads.shape)[kept])


def refused(known: Months, site: str) -> Refusal | None:
    """Why these months cannot tell what a review brings."""
    if site not in known.listings or len(known.listings) < 2:
        told = " and ".join(known.listings) if known.listings else "no listing"
        missing = f"Reviews and leads of the same months are known of {told}: what a month did to all cannot be told."
        smallest = f"Reviews and leads of {site} and a second listing, named alike in activities.csv and deals.csv."
        return Refusal("listings-too-few", missing, smallest)
    if known.leads.size < LEAST_MONTHS:
        missing = f"{known.leads.size} months of listings are known with the twelve before each; {LEAST_MONTHS} are "
        need = ceil((LEAST_MONTHS - known.leads.size) / len(known.listings))
        return Refusal("months-too-few", f"{missing}the least.", f"{more(need, 'months')} of each.")
    varied = float(np.ptp(known.reviews, axis=1).max())
    apart = max(float(np.ptp(one - other)) for one, other in combinations(known.reviews, 2))
    if min(varied, apart) < LEAST_APART:
        missing = f"Fresh reviews of a listing varied by {min(varied, apart):.0f} apart from the others."
        need = LEAST_APART - int(min(varied, apart))
        return Refusal("reviews-steady", missing, f"{more(need, 'reviews')} of one listing in a month than before.")
    return None
