"""What comes from outside: adoption and NPS, champions, targets, exchange rates."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from making.book import Account, Book
from making.days import FIRST, QUARTERS, TAKEN, Quarter
from making.dice import Dice, on_workday
from making.staff import CSMS, MOVE, employed

Row = tuple[object, ...]
# Points of advocacy assets a quarter, by team; each rises by one in 2026.
TARGETS = {"coast": 3, "grove": 5, "summit": 6, "europe": 4}
TEAMS = {
    "ada": "grove",
    "ben": "grove",
    "cleo": "coast",
    "dev": "summit",
    "elif": "europe",
    "femi": "grove",
    "gus": "coast",
    "hana": "grove",
    "ines": "europe",
    "jun": "coast",
    "lee": "coast",
    "orla": "summit",
}


def team(person: str, day: date) -> str:
    return "europe" if person == "hana" and day >= MOVE else TEAMS[person]


def targets() -> Iterable[Row]:
    """incentive, person, period, target, pay"""
    for quarter in QUARTERS:
        for person in CSMS:
            if person == "jun" and quarter.name < "2025-Q2":
                continue
            points = TARGETS[team(person, quarter.last)] + (quarter.start.year > 2025)
            yield "advocacy-assets", person, quarter.name, points, ""


def measured(book: Book) -> dict[tuple[str, str], tuple[int, int]]:
    """Adoption in thousandths and NPS of each account at the end of each quarter it was a customer in."""
    found = {}
    for account in book.accounts:
        dice = Dice(f"numbers {account.key}")
        drift = dice.between(-2, 3)
        for place, quarter in enumerate(QUARTERS):
            health = account.health + drift * place + dice.middling(-7, 7)
            if account.since < quarter.end:
                adoption = max(80, min(985, 330 + health * 6 + dice.between(-25, 25)))
                found[account.key, quarter.name] = (
                    adoption,
                    max(-60, min(95, health * 5 // 4 - 36 + dice.between(-9, 9))),
                )
    return found


def metrics(book: Book, numbers: dict[tuple[str, str], tuple[int, int]]) -> Iterable[Row]:
    """person, metric, period, value: the plain mean over the accounts held on the quarter's last day."""
    for quarter in QUARTERS:
        for person in CSMS:
            held = _held(book, person, quarter)
            values = [numbers[account.key, quarter.name] for account in held]
            if values:
                adoption = sum(value for value, _ in values) // len(values)
                nps = sum(value for _, value in values) * 10 // len(values)
                yield person, "adoption", quarter.name, f"0.{adoption:03}"
                yield person, "nps", quarter.name, f"{nps // 10}.{nps % 10}"


def _held(book: Book, person: str, quarter: Quarter) -> tuple[Account, ...]:
    """Who left in the quarter is measured on what she held a day before she did."""
    if person == "jun" and quarter.name == "2025-Q1":
        return ()
    day = quarter.last
    while not employed(person, day):
        day -= timedelta(days=1)
    return book.of(person, day) if day >= quarter.start else ()


def champions(book: Book, numbers: dict[tuple[str, str], tuple[int, int]]) -> Iterable[Row]:
    """account, from, to: who is far above the usual in both numbers is one from the quarter after."""
    for account in book.accounts:
        since = ""
        for before, after in pairwise(QUARTERS):
            adoption, nps = numbers.get((account.key, before.name), (0, 0))
            good = adoption >= 825 and nps >= 62
            if good and not since:
                since = str(after.start + timedelta(days=len(account.key) % 3 * 13))
            if not good and since and adoption < 790:
                yield account.key, since, str(after.start + timedelta(days=19))
                since = ""
        if since:
            yield account.key, since, ""


def rates() -> Iterable[Row]:
    """on, base, quote, rate: an invented walk of the euro in dollars, on business days."""
    dice = Dice("rates")
    rate, day = 10390, FIRST - timedelta(days=2)
    while day < TAKEN:
        if on_workday(day) == day:
            pull = 1 if rate < 11000 else -1 if rate > 11700 else 0
            rate += dice.middling(-58, 61) + pull * 6
            yield day, "EUR", "USD", f"{rate // 10000}.{rate % 10000:04}"
        day += timedelta(days=1)


GRANTS = (
    (
        "grant-1",
        "hana",
        "advocacy-assets",
        "2025-11-19",
        "150.00",
        "Filled in for Elif at the Lisbon meeting of the customer board",
        "rosa",
        "fay",
    ),
    (
        "grant-2",
        "jun",
        "reference-slider",
        "2026-06-26",
        "100.00",
        "Took over Lee's two open references in a week",
        "mo",
        "fay",
    ),
)
