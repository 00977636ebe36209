"""Who reviews: our own people and competitors, whom platforms reject, and many at once (M8 e)."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from scipy import stats

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.observed.rows import Days, Numbers, has, number, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.gaming.rules import PUBLIC
from plaudit.values.period import day

LEAST, ALARM, SAME_PLACE = 30, 0.01, 2
REVIEWS = "kind = 'review'"


def reviewers(question: Question, snapshot: date) -> Iterator[Said]:
    """Reviews by an address of the company itself, or of a competitor that the question names."""
    facts, name = question.facts, "reviewers"
    if not (has(facts, "activities", "contact") and has(facts, "contacts", "email") and has(facts, "people", "email")):
        missing = "By whom a review is, or from which address, is not known."
        smallest = "The column contact in activities.csv, and email in contacts.csv and people.csv."
        yield Unanswered(name, Refusal("addresses-missing", missing, smallest))
        return
    competitors = sorted(each.lower() for each in question.named("competitors"))
    query = f"""WITH own AS (SELECT DISTINCT lower(split_part(email, '@', 2)) AS domain
            FROM {rows(facts, "people", snapshot)} WHERE email LIKE '%_@_%'
            AND lower(split_part(email, '@', 2)) NOT IN {PUBLIC}),
        review AS (SELECT a.key, lower(split_part(c.email, '@', 2)) AS domain
            FROM {rows(facts, "activities", snapshot)} AS a
            JOIN {rows(facts, "contacts", snapshot)} AS c USING (contact)
            WHERE a.{REVIEWS} AND a.opened_on <= {number(snapshot)} AND c.email LIKE '%_@_%')
        SELECT key, domain, CASE WHEN domain IN (SELECT domain FROM own) THEN 'an address of our own'
            WHEN list_contains($competitors, domain) THEN 'an address of a competitor' END
        FROM review ORDER BY key"""
    found = facts.con.execute(query, {"competitors": competitors}).fetchall()
    if not found:
        missing = "No review names a contact whose address is known."
        yield Unanswered(name, Refusal("reviewers-unknown", missing, "The contact of one review, with an email."))
        return
    broken: list[Figure] = [
        {"rule": str(rule), "activity": str(activity), "address": str(domain)}
        for activity, domain, rule in found
        if rule is not None
    ]
    yield Answer(
        name=name,
        says=f"{len(broken) if broken else 'None'} of {len(found)} reviews whose author is known "
        f"{'are' if len(broken) > 1 else 'is'} from an address that platforms reject.",
        unit="count",
        point=float(len(broken)),
        interval80=None,
        interval95=None,
        n=len(found),
        events=len(broken),
        method="The domain of each reviewer's address against those of our people and of the competitors named.",
        assumptions=("Who left the company, or reviews from a private address, is not seen.",),
        grade="C",
        diagnostics=(Diagnostic("reviews that platforms reject", len(broken), passed=not broken),),
        brief=not broken,
        figures={"to look at": broken},
        beside=("reviews",),
    )


def bursts(question: Question, snapshot: date) -> Iterator[Said]:
    """More reviews on a day than chance brings, and several from one place."""
    facts, name = question.facts, "bursts of reviews"
    if not there(facts, "activities"):
        return
    placed = "ip" in facts.loaded["activities"].attributes
    query = f"""SELECT key, opened_on, {"ip" if placed else "NULL"} FROM {rows(facts, "activities", snapshot)}
        WHERE {REVIEWS} AND opened_on <= {number(snapshot)} ORDER BY key"""
    found = facts.con.execute(query).fetchall()
    if len(found) < LEAST:
        missing = f"{len(found)} reviews are too few to see a burst; it needs {LEAST}."
        yield Unanswered(name, Refusal("events-too-few", missing, f"{more(LEAST - len(found), 'reviews')}."))
        return
    days, counts, chance = crowded(np.array([int(on) for _, on, _ in found]))
    loud: list[Figure] = [
        {"day": day(int(days[at])).isoformat(), "reviews": int(counts[at]), "chance of such a day": float(chance[at])}
        for at in np.flatnonzero(chance < ALARM)
    ]
    together = _from_one_place(found) if placed else []
    usual = len(found) / (days[-1] - days[0] + 1)
    yield Answer(
        name=name,
        says=(
            f"On {len(loud)} {'days' if len(loud) > 1 else 'day'} there are more reviews than chance brings, where "
            f"{usual:.2g} a day are usual: a campaign, or one hand."
            if loud
            else f"No day has more of the {len(found)} reviews than chance brings."
        )
        + (f" {len(together)} times several came from one place on one day." if together else ""),
        unit="count",
        point=float(len(loud)),
        interval80=None,
        interval95=None,
        n=len(found),
        events=len(loud),
        method=f"Exact binomial tail of each day's share of all, times the days; alarm below {ALARM}.",
        assumptions=("Reviews that nobody asked for come one by one; a campaign that we ran is a burst as well.",),
        grade="C",
        diagnostics=(Diagnostic("days that stand out", len(loud), passed=not loud),),
        brief=not loud and not together,
        figures={
            "days to look at": loud,
            "false alarms to expect in a hundred such looks": 100 * ALARM,
            **({"from one place": together} if together else {}),
        },
        beside=("reviews",),
    )


def crowded(on: Days) -> tuple[Days, Days, Numbers]:
    """Days, how much happened on each, and how probable it is that any day has as much.

    An exact binomial tail times the number of days (Bonferroni): a bound, whatever days have to do with each other.
    """
    days, counts = np.unique(on, return_counts=True)
    span = int(days[-1] - days[0]) + 1
    return days, counts, np.minimum(1.0, span * stats.binom.sf(counts - 1, len(on), 1 / span))


def _from_one_place(found: list[tuple[object, ...]]) -> list[Figure]:
    groups: dict[tuple[str, int], list[str]] = {}
    for key, on, place in found:
        if place is not None:
            groups.setdefault((str(place), int(str(on))), []).append(str(key))
    crowds = [(place, on, keys) for (place, on), keys in sorted(groups.items()) if len(keys) >= SAME_PLACE]
    # Where a reviewer sat is told by number: her address is nobody's to read here.
    numbers = {place: number for number, place in enumerate(dict.fromkeys(place for place, _, _ in crowds), start=1)}
    return [
        {"place": numbers[place], "day": day(on).isoformat(), "activities": ", ".join(keys)}
        for place, on, keys in crowds
    ]
