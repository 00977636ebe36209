"""Contests: who is ranked, who wins what (rule 17)."""

from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from tests.oracle.slow.acts import measured_in
from tests.oracle.slow.exact import divide, minor, number
from tests.oracle.slow.facts import World, by_bytes, span
from tests.oracle.slow.units import Unit

Won = dict[str, int]


def award(world: World, units: list[Unit]) -> Won:
    """Ranks the units of one window in place and says what each person wins, in minor units."""
    brackets: dict[str, list[Unit]] = {}
    for unit in units:
        if competes(unit):
            brackets.setdefault(bracket(world, unit), []).append(unit)
    won: Won = {}
    for name, rivals in brackets.items():
        theirs = prizes(rivals[0], name)
        won |= _drawn(rivals, theirs) if "draw_lots" in rivals[0].terms else _ranked(rivals, theirs)
    return won


def stays(unit: Unit) -> bool:
    return (unit.present is not None and unit.present.stayed) or unit.left_paid


def competes(unit: Unit) -> bool:
    # Who has less than one whole unit enters no lot.
    least = max(number(unit.terms.get("minimum", "0")), Fraction("draw_lots" in unit.terms))
    return stays(unit) and unit.measure > 0 and unit.measure >= least


def reached(unit: Unit) -> date:
    """The day of the last act that counts; a metric is there on the window's last day for everybody."""
    days = [act.day for act in unit.acts if act.quantity]
    return unit.window.last if measured_in(unit.terms) == "metric" or not days else max(days)


def bracket(world: World, unit: Unit) -> str:
    brackets = unit.terms.get("brackets")
    if brackets is None:
        return "0"
    if brackets["by"] == "team":
        return _team(world, unit)
    book = world.book(unit.person, unit.window.start)
    if brackets["by"] == "segment":
        held: dict[str, Fraction] = {}
        for account, share in book.items():
            if segment := world.accounts[account].get("segment"):
                held[segment] = held.get(segment, Fraction(0)) + share
        return min(held, key=lambda segment: (-held[segment], by_bytes(segment)), default="")
    worth = {account: number(world.accounts[account].get("arr") or "0") for account in book}
    size = sum((share * (worth[name] if brackets["by"] == "arr" else 1) for name, share in book.items()), Fraction(0))
    return str(sum(size >= number(bound) for bound in brackets["bounds"]))


def _team(world: World, unit: Unit) -> str:
    """The first one that she has in the window, else the last one before it."""
    inside = (world.position(unit.person, day).get("team") for day in unit.window.each_day())
    rows = [row for row in world.positions.get(unit.person, []) if span(row).start < unit.window.start]
    before = (row.get("team") for row in sorted(rows, key=lambda row: span(row).start, reverse=True))
    return next((team for team in (*inside, *before) if team), "")


def prizes(unit: Unit, place: str) -> list[int]:
    written = unit.terms["prizes"]
    if isinstance(written[0], list):
        written = written[int(place)]
    return [minor(prize, unit.terms["currency"]) for prize in written]


def _ranked(rivals: list[Unit], prizes: list[int]) -> Won:
    ties = rivals[0].terms.get("ties", "share")
    by_day = ties == "earliest"
    rivals = sorted(rivals, key=lambda unit: (-unit.measure, reached(unit), by_bytes(unit.person)))
    won: Won = {}
    place = 0
    for _, group in groupby(rivals, key=lambda unit: (unit.measure, reached(unit) if by_day else None)):
        tied = list(group)
        theirs = [prizes[at] if at < len(prizes) else 0 for at in range(place, place + len(tied))]
        amounts = [theirs[0]] * len(tied) if ties == "all" else divide(sum(theirs), [Fraction(1)] * len(tied))
        for unit, amount in zip(tied, amounts, strict=True):
            unit.rank = place + 1
            # Of a cent for two the second has nothing, which her line says.
            won |= {unit.person: amount} if any(theirs) else {}
        place += len(tied)
    return won


def _drawn(rivals: list[Unit], prizes: list[int]) -> Won:
    seed = rivals[0].terms["draw_lots"]["seed"]
    entries = [
        (sha256(f"{seed}:{unit.person}:{entry}".encode()).hexdigest(), unit)
        for unit in rivals
        for entry in range(1, unit.measure.numerator // unit.measure.denominator + 1)
    ]
    won: Won = {}
    for _, unit in sorted(entries, key=lambda entry: entry[0]):
        if unit.rank is None:
            unit.rank = len({each.person for _, each in entries if each.rank is not None}) + 1
            won |= {unit.person: prizes[unit.rank - 1]} if unit.rank <= len(prizes) else {}
    return won
