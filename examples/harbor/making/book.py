"""Harbor's 150 customers, the people there, and who at Harbor holds them from when to when."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from making import names
from making.days import FIRST
from making.dice import Dice
from making.staff import JOINS, LEAVES, MOVE

Shares = tuple[tuple[str, str], ...]

# A location pays $149 a month, or EUR 139; large groups pay less for each.
YEARLY = {"USD": 1788, "EUR": 1668}


@dataclass(frozen=True, slots=True)
class Contact:
    key: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Account:
    """`health` is not told to anybody: adoption, NPS and readiness to speak come from it."""

    key: str
    name: str
    segment: str
    industry: str
    region: str
    country: str
    sector: str
    size: int
    arr: int
    currency: str
    since: date
    health: int
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Book:
    accounts: tuple[Account, ...]
    # For each account, from which day who holds it with which shares; the last one stays open.
    held: dict[str, tuple[tuple[date, Shares], ...]]

    def holders(self, account: str, day: date) -> Shares:
        return next((shares for start, shares in reversed(self.held[account]) if start <= day), ())

    def of(self, person: str, day: date) -> tuple[Account, ...]:
        return tuple(a for a in self.accounts if person in dict(self.holders(a.key, day)))


INDUSTRIES = (
    ("Hotels", ("Hotel", "Inn", "Suites", "Lodges", "Resorts", "Gasthof", "Pensão", "Hospitality", "Casinos")),
    ("Cafes", ("Coffee", "Cafe", "Café", "Espresso", "Kaffee", "Bak", "Bäck", "Boul", "Pastic", "Padaria", "Panad")),
    ("Catering", ("Catering", "Canteens", "Cafeterias", "Dining", "Foods", "Kantine", "Schools", "Lunch")),
    ("Bars and pubs", ("Tavern", "Brewery", "Pubs", "Bars", "Cervejaria", "Vinothek", "Barrel")),
)
SECTORS = (("government", ("Union County",)), ("education", ("Campus", "Schools")), ("healthcare", ("Health",)))
COUNTRIES = (
    ("PT", ("Casa", "Cervejaria", "Estrela", "Mercado", "Padaria", "Pensão")),
    ("ES", ("Panadería", "Taberna", "Tapas")),
    ("IT", ("Café Ombria", "Cantina", "Osteria", "Pasticceria", "Pizzeria", "Ristorante", "Trattoria")),
    ("FR", ("Boulangerie", "Brasserie", "Grand", "La Petite", "Maison")),
)
ROLES = ("Owner", "Head of operations", "Purchasing lead", "Executive chef", "Finance manager", "General manager")

# Group, segment, country otherwise, smallest and largest number of locations, per cent of the list price, health.
GROUPS = (
    ("coast", names.COAST, "small", 2, 9, 100, 36),
    ("grove", names.GROVE, "mid", 10, 42, 92, 44),
    ("summit", names.SUMMIT, "enterprise", 60, 340, 74, 40),
    ("europe", names.EUROPE, "small", 3, 16, 100, 42),
)
HOLDERS = {
    "coast": (("cleo", 22), ("gus", 20), ("lee", 18)),
    "grove": (("ada", 12), ("ben", 11), ("femi", 10), ("hana", 11)),
    "summit": (("dev", 8), ("orla", 8)),
    "europe": (("elif", 15), ("ines", 15)),
}


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def book() -> Book:
    dice = Dice("book")
    accounts: list[Account] = []
    held: dict[str, list[tuple[date, Shares]]] = {}
    for group in GROUPS:
        made = [_account(dice, name, group) for name in names.split(group[1])]
        owners = [person for person, count in HOLDERS[group[0]] for _ in range(count)]
        for account in made:
            owner = owners.pop(dice.below(len(owners)))
            held[account.key] = [(max(account.since, FIRST), ((owner, ""),))]
        accounts += made
    _move(held)
    return Book(tuple(accounts), {key: tuple(spans) for key, spans in held.items()})


def _account(dice: Dice, name: str, group: tuple[str, str, str, int, int, int, int]) -> Account:
    kind, _, segment, low, high, price, health = group
    currency = "EUR" if kind == "europe" else "USD"
    size = dice.middling(low, high) if segment == "enterprise" else dice.between(low, high)
    key = slug(name)
    return Account(
        key=key,
        name=name,
        segment="mid" if kind == "europe" and size > 10 else segment,
        industry=_first(INDUSTRIES, name, "Restaurants"),
        region="europe" if kind == "europe" else "americas",
        country=_first(COUNTRIES, name, "DE") if kind == "europe" else "US",
        sector=_first(SECTORS, name, "private"),
        size=size,
        arr=size * YEARLY[currency] * price // 100,
        currency=currency,
        since=_since(dice),
        health=dice.middling(health, health + 54),
        contacts=_contacts(dice, key, 3 if segment == "enterprise" else 2),
    )


def _first(table: Iterable[tuple[str, tuple[str, ...]]], name: str, otherwise: str) -> str:
    return next((value for value, signs in table if any(sign in name for sign in signs)), otherwise)


def _since(dice: Dice) -> date:
    if dice.chance(86):
        return date(dice.between(2019, 2024), dice.between(1, 12), dice.pick((1, 15)))
    return date(2025, dice.between(2, 11), dice.pick((1, 15)))


def _contacts(dice: Dice, account: str, least: int) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for _ in range(least + dice.below(2)):
        given, family = dice.pick(names.GIVEN), dice.pick(names.FAMILY)
        key = f"{slug(given)}@{account}"
        found[key] = Contact(key, f"{given} {family}", dice.pick(ROLES))
    return tuple(found.values())


def _move(held: dict[str, list[tuple[date, Shares]]]) -> None:
    """Who joins, moves or leaves hands accounts over; a few are shared."""
    _hand(held, "cleo", JOINS, ["jun"] * 5)
    _hand(held, "gus", JOINS, ["jun"] * 5)
    _hand(held, "lee", JOINS, ["jun"] * 4)
    _hand(held, "elif", MOVE, ["hana"] * 5)
    _hand(held, "ines", MOVE, ["hana"] * 5)
    grove = [key for key, spans in held.items() if spans[-1][1] == (("hana", ""),) and spans[0][0] < MOVE]
    for key, person in zip(
        [key for key in grove if len(held[key]) == 1],
        ["ada", "ben", "femi", "ada", "ben", "femi", "ada", "ben", "femi", "ada", "ben"],
        strict=True,
    ):
        held[key].append((MOVE, ((person, ""),)))
    after = date.fromordinal(LEAVES.toordinal() + 1)
    _hand(held, "lee", after, ["cleo", "gus", "jun"] * 4)
    for key, shares in zip(
        [key for key, spans in held.items() if spans[-1][1] == (("lee", ""),)],
        [(("cleo", "1/2"), ("gus", "1/2")), (("cleo", "1/3"), ("gus", "1/3"), ("jun", "1/3"))],
        strict=True,
    ):
        held[key].append((after, shares))
    held["bluebird-diners"] = [(FIRST, (("dev", "1/2"), ("orla", "1/2")))]
    held["great-basin-burgers"].append((date(2026, 1, 1), (("dev", "1/3"), ("orla", "2/3"))))
    held["juniper-rye"].append((date(2025, 7, 1), (("ada", "0.5"), ("ben", "0.5"))))
    held["laurel-lane-kitchens"].append((date(2026, 2, 16), (("ada", ""),)))
    held["silver-birch-hotels"].append((date(2025, 8, 18), (("ada", ""),)))
    held["spindrift-brewery"].append((date(2026, 4, 20), (("jun", ""),)))


def _hand(held: dict[str, list[tuple[date, Shares]]], giver: str, day: date, takers: list[str]) -> None:
    """All but the first account the giver holds alone go to the takers, in turn, while there are takers."""
    given = [key for key, spans in held.items() if spans[-1][1] == ((giver, ""),) and spans[-1][0] < day]
    for key, taker in zip(given[1:], takers, strict=False):
        held[key].append((day, ((taker, ""),)))
