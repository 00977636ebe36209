"""Which periods are closed, what was known then, and what is booked of each line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from plaudit.ledger.booking import Key
from plaudit.ledger.models import Entry, Posting
from plaudit.values.period import Period

EARNINGS = ("earned", "adjusted")
CLOSES = ("close", "takeover")


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed period: its name, its days, and the knowledge it was closed with."""

    name: str
    period: Period
    known_at: datetime
    watermark: int
    posting: int
    # Taken over from books that were kept elsewhere.
    elsewhere: bool


def closed() -> tuple[Closed, ...]:
    """Every closed period in order; asks once."""
    found = [_closed(posting) for posting in Posting.objects.filter(what__in=CLOSES)]
    return tuple(sorted(found, key=lambda each: each.period.start))


def books(before: int | None = None) -> "QuerySet[Entry]":
    """Every entry; with the number of a posting, the books as they were when it was made."""
    return Entry.objects.all() if before is None else Entry.objects.filter(posting__lt=before)


def booked(
    entries: "QuerySet[Entry]", program: str, origins: Collection[str], people: Collection[str] | None = None
) -> Mapping[Key, int]:
    """What is booked of each line of these periods, in minor units; lines that add up to nothing are there with 0."""
    entries = entries.filter(program=program, kind__in=EARNINGS, origin__in=list(origins))
    if people is not None:
        entries = entries.filter(person__in=list(people))
    names = ("person", "incentive", "window", "line", "activity", "milestone", "origin")
    rows = entries.order_by().values_list(*names).annotate(sum=Sum("amount"))
    return {Key(program, *row[:-1]): row[-1] for row in rows}


def _closed(posting: Posting) -> Closed:
    told = posting.facts
    return Closed(
        name=posting.period,
        period=Period(date.fromisoformat(told["start"]), date.fromisoformat(told["end"])),
        known_at=datetime.fromisoformat(told["known_at"]),
        watermark=told["watermark"],
        posting=posting.number,
        elsewhere=posting.what == "takeover",
    )


def earned_by_person(period: str) -> Mapping[tuple[str, str], int]:
    """What was earned in a period when it was closed, in minor units, by person and the plan's currency."""
    entries = Entry.objects.filter(kind="earned", origin=period).order_by()
    rows = entries.values_list("person", "currency").annotate(sum=Sum("amount"))
    return {(person, currency): earned for person, currency, earned in rows}
