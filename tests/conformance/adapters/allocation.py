"""An amount divided over weights, in whole minor units."""

from fractions import Fraction
from typing import Any

from plaudit.values.allocate import allocate
from plaudit.values.currency import CurrencyUnknown, digits
from plaudit.values.money import minor
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import commission, deal, unscaled
from tests.conformance.world import Person, World

DIFFERENT = "largest-remainder"


def units(inputs: Inputs) -> Answer:
    """`parts` alone asks for so many equal ones."""
    weights = [Fraction(weight) for weight in inputs.get("weights") or ["1"] * int(inputs.get("parts", 0))]
    proper = any(weights) and min(weights) >= 0
    return Answer(
        lambda _: {"parts": list(allocate(int(inputs["minor_units"]), weights))},
        otherwise=DIFFERENT if proper else "weights-above-zero",
    )


def amount(inputs: Inputs) -> Answer:
    """Money of a currency, in its minor units; a finer amount is no money."""
    currency = inputs.get("currency", "USD")
    weights = [Fraction(weight) for weight in inputs.get("weights") or inputs.get("item_amounts") or ()]
    return Answer(
        lambda _: {"parts": _money(allocate(minor(inputs["amount"], currency), weights), currency)},
        otherwise="minor-units" if "weights" in inputs else "takes-no-more",
    )


def _money(parts: tuple[int, ...], currency: str) -> list[Fraction]:
    return [Fraction(part, 10 ** digits(currency)) for part in parts]


def keyed(inputs: Inputs) -> Answer:
    """Parts of nothing are left out, as the peer leaves them out."""
    keys = [item["key"] for item in inputs["items"]]
    order = keys if inputs.get("tie_by_key") else None
    return Answer(
        lambda _: {"parts": _named(inputs, keys, order)},
        otherwise="minor-units" if _finer(inputs) else DIFFERENT,
    )


def _finer(inputs: Inputs) -> bool:
    """Decimals that are not those of the currency, or a currency that is none."""
    try:
        return int(inputs.get("precision", digits(inputs["currency"]))) != digits(inputs["currency"])
    except CurrencyUnknown:
        return True


def _named(inputs: Inputs, keys: list[str], order: list[str] | None) -> list[dict[str, Any]]:
    weights = [Fraction(item.get("weight") or item["amount"]) for item in inputs["items"]]
    parts = _money(allocate(minor(inputs["amount"], inputs["currency"]), weights, order), inputs["currency"])
    return [{"key": key, "amount": part} for key, part in zip(keys, parts, strict=True) if part]


def lines(inputs: Inputs) -> Answer:
    weights = [Fraction(line) for line in inputs["line_amounts"]]
    return Answer.of(DIFFERENT, parts=_money(allocate(minor(inputs["amount"], "USD"), weights), "USD"))


def capped(inputs: Inputs) -> Answer:
    """A percentage of each line, one person a line, and a budget that is cut in proportion."""
    people = tuple(Person(f"p{number:02}") for number, _ in enumerate(inputs["line_amounts"]))
    terms: Any = commission(
        "all", {"rate": f"{inputs['percent']}%"}, limits={"budget": inputs["cap"], "budget_share": "prorate"}
    )
    acts = tuple(
        deal(person.key, line, scale=1, person=person.key)
        for person, line in zip(people, inputs["line_amounts"], strict=True)
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        parts = [unscaled(earned[0].money(person=person.key), 1) for person in people]
        return {"parts": parts, "total": earned[0].money()}

    return Answer(read, (World((terms,), acts, people=people),), DIFFERENT)


KINDS = (
    Kind(units, "alloc_largest_remainder"),
    Kind(units, "alloc_dinero"),
    Kind(units, "alloc_ruby"),
    Kind(keyed, "alloc_lr_currency"),
    Kind(lines, "alloc_floor_unordered"),
    Kind(capped, "cap_floor_first"),
    Kind(units, needs=("minor_units",)),
    Kind(keyed, needs=("amount", "items")),
    Kind(amount, needs=("amount",)),
)
