"""Derives every sum of a statement again from its own lines; shares no code with what made it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from plaudit.earnings.verify import verify as derived

Object = dict[str, Any]
Q = Fraction  # Money is text in the document; every amount is read as the rational number that it is.
# Paid only when their window has ended.
AT_THE_END = {"level", "score", "prize", "guarantee", "draw", "grant"}


def verify(statement: Object) -> tuple[str, ...]:
    """One sentence for each figure that does not follow from the others; () when all of them do."""
    try:
        return (*_earned(statement), *_adjusted(statement), *_settled(statement))
    except (LookupError, TypeError, ValueError, ZeroDivisionError) as missing:
        return (f"This is not a whole statement ({missing!r}).",)


def _earned(statement: Object) -> Iterator[str]:
    for program in statement["programs"]:
        yield from derived(program)
        units = program["people"][0]["incentives"]
        for unit in (each for each in units if each["earned"] is not None):
            name = f"{unit['incentive']}, {unit['window']}: earned"
            yield from _differs(name, unit["earned"], _sum(line["earned"] for line in unit["lines"]))
        for whole in (program["earned"], program["people"][0]["earned"]):
            if whole is not None:
                yield from _differs(f"{program['plan']}: earned", whole, _sum(each["earned"] for each in units))


def _adjusted(statement: Object) -> Iterator[str]:
    for each in statement["adjustments"]:
        part = {"incentive": each["incentive"], "lines": each["lines"]}
        yield from derived({"people": [{"person": statement["person"], "incentives": [part]}]})
        name = f"{each['incentive']} of {each['origin']}, {each['line']} {each['activity'] or each['window']}"
        yield from _differs(f"{name}: now", each["now"], _sum(line["earned"] for line in each["lines"]))
        yield from _differs(f"{name}: adjustment", each["amount"], Q(each["now"]) - Q(each["booked"]))


def _settled(statement: Object) -> Iterator[str]:
    owed = _owed(statement)
    for each in statement["sections"]:
        name, purse = f"{each['program']}, {each['funded_by'] or 'no purse'}", (each["program"], each["funded_by"])
        for turned in each["stated"]:
            earned = owed.pop((*purse, turned["origin"]), Q(0)) + Q(turned["held_before"])
            yield from _differs(f"{name}: stated of {turned['origin']}", turned["amount"], earned)
            into = _rounded(Q(turned["amount"]) * Q(turned["rate"] or 1), turned["into"])
            yield from _differs(f"{name}: {turned['origin']} in {each['pay_currency']}", turned["into"], into)
        for origin in each["held"]:
            owed.pop((*purse, origin), None)
        stated, opening = _sum(turned["into"] for turned in each["stated"]), Q(each["opening"])
        most = _rounded(stated * Q(each["recover"] or 1), each["pays"])
        pays = (
            stated - min(max(-opening, Q(0)), most) + max(opening, Q(0)) if stated > 0 else max(opening + stated, Q(0))
        )
        yield from _differs(f"{name}: paid", each["pays"], pays)
        yield from _differs(f"{name}: carried on", each["carries"], opening + stated - pays)
    yield from (f"{'; '.join(map(str, key))}: {amount} is stated nowhere." for key, amount in owed.items() if amount)
    for paid in statement["pays"]:
        those = (each["pays"] for each in statement["sections"] if each["pay_currency"] == paid["currency"])
        yield from _differs(f"paid in {paid['currency']}", paid["amount"], _sum(those))
    if {each["pay_currency"] for each in statement["sections"]} != {paid["currency"] for paid in statement["pays"]}:
        yield "What is paid names other currencies than its sections."


def _owed(statement: Object) -> dict[tuple[str, str | None, str], Q]:
    """By program, purse and origin: lines of the period, and adjustments of earlier ones."""
    starts, ends = statement["days"].split("/")
    found: dict[tuple[str, str | None, str], Q] = {}
    for program in statement["programs"]:
        for unit in (each for each in program["people"][0]["incentives"] if each["earned"] is not None):
            lines = (each for each in unit["lines"] if starts <= each["on"] < ends)
            key = (program["plan"], unit["funded_by"], statement["period"])
            booked = _sum(each["earned"] for each in lines if unit["final"] or each["line"] not in AT_THE_END)
            found[key] = found.get(key, Q(0)) + booked
    for each in statement["adjustments"]:
        key = (each["program"], each["funded_by"], each["origin"])
        found[key] = found.get(key, Q(0)) + Q(each["amount"])
    return found


def _differs(what: str, said: str, follows: Q) -> Iterator[str]:
    if Q(said) != follows:
        yield f"{what} {said}, by its parts {follows}."


def _sum(amounts: Iterable[str]) -> Q:
    return sum((Q(amount) for amount in amounts), Q(0))


def _rounded(exact: Q, like: str) -> Q:
    """Half away from zero, to the decimals of another amount."""
    scale = 10 ** len(like.partition(".")[2])
    whole = (abs(exact) * scale + Q(1, 2)) // 1
    return Q(whole if exact >= 0 else -whole, scale)
