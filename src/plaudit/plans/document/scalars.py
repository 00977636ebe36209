"""How single values are written: numbers read from their text, never through a float; days; words (files.md).

A value that cannot be read raises an error of pydantic whose type is the problem's code and whose context carries
the remedy; `shape` turns it into a problem with its place.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from annotated_types import Len
from pydantic import BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from plaudit.values.currency import CurrencyUnknown, digits
from plaudit.values.decimals import NumberUnreadable, fraction
from plaudit.values.money import MoneyUnreadable, minor

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_TEXT = 2000
# Twelve digits before the point are a million millions: more than any incentive pays or counts.
_LARGEST = Fraction(10**12)


def wrong(code: str, says: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("plan", "{says}", {"code": code, "says": says, "remedy": remedy})


def _scalar(value: Any, what: str) -> str:
    match value:
        case str():
            return value
        case list():
            raise wrong("shape", f"A list stands here instead of {what}.", f"Write {what} behind the colon.")
        case _:
            raise wrong("shape", f"Keys with values stand here instead of {what}.", f"Write {what} behind the colon.")


def _text(value: Any) -> str:
    text = _scalar(value, "a text")
    if not text.strip():
        raise wrong("text-blank", "This text is blank.", "Write something, or delete the line.")
    if len(text) > _LONGEST_TEXT:
        raise wrong("text-too-long", f"This text has {len(text)} characters.", f"Use at most {_LONGEST_TEXT}.")
    return text


def _key(value: Any) -> str:
    text = _text(value)
    if text != text.strip() or not text.isprintable():
        raise wrong(
            "key-blanks", f"The key {text!r} has blanks or line ends around or in it.", "Write one line without them."
        )
    return text


def _number(value: Any) -> Fraction:
    """A plain decimal, fraction or percentage, exactly."""
    text = _scalar(value, "a number")
    try:
        number = fraction(text)
    except NumberUnreadable as unreadable:
        percent = re.fullmatch(r"([0-9.]+) *(?:%|per ?cent|pct)", text.strip(), re.IGNORECASE)
        remedy = _number_remedy(text) if percent is None else f"Write {percent[1]}%."
        raise wrong("number", str(unreadable), remedy) from unreadable
    if abs(number) >= _LARGEST:
        raise wrong("number-too-large", f"{text} is more than any plan can mean.", "Write less than 1000000000000.")
    return number


def _decimal(value: Any) -> Fraction:
    number = _number(value)
    if (number * 1_000_000).denominator != 1:
        raise wrong("number-too-fine", f"{value} is finer than a millionth.", "Give at most six decimals.")
    return number


def _positive(value: Any) -> Fraction:
    number = _number(value)
    if number <= 0:
        raise wrong("number-not-above-zero", f"{value} is not above 0.", "Write a number above 0.")
    return number


def _not_negative(value: Any) -> Fraction:
    number = _number(value)
    if number < 0:
        raise wrong("number-below-zero", f"{value} is below 0.", "Write 0 or more.")
    return number


def _share(value: Any) -> Fraction:
    number = _not_negative(value)
    if number > 1:
        meant = f"{value}%, if that is meant" if number <= 100 and "%" not in value else "at most 100% (or 1)"
        raise wrong("share-above-one", f"{value} is more than the whole.", f"Write {meant}.")
    return number


def _whole(value: Any) -> int:
    text = _scalar(value, "a whole number")
    if not text.isascii() or not text.isdigit() or not 0 < len(text) <= 9 or int(text) == 0:
        raise wrong("whole-number", f"{text!r} is not a whole number from 1 to 999999999.", "Write one, such as 2.")
    return int(text)


def _money(value: Any, info: ValidationInfo) -> int:
    """Minor units; what is finer than the minor unit is refused, never rounded (rule 11)."""
    text = _scalar(value, "an amount")
    currency = _currency_of(info)
    _amount(text)
    if currency is None:
        return 1
    try:
        return minor(text, currency)
    except MoneyUnreadable as unreadable:
        places = digits(currency)
        remedy = f"Write at most {places} decimals." if places else "Write it without decimals."
        raise wrong("money-too-fine", str(unreadable), remedy) from unreadable


def _rate(value: Any, info: ValidationInfo) -> Fraction:
    """Minor units for one unit of the measure; it may be finer than the minor unit (rule 11)."""
    amount = _amount(_scalar(value, "an amount"))
    currency = _currency_of(info)
    return amount if currency is None else amount * 10 ** digits(currency)


def _price(value: Any) -> Fraction:
    """In units of the currency, not finer than a measure can be."""
    amount = _amount(_scalar(value, "an amount"))
    if (amount * 1_000_000).denominator != 1:
        raise wrong("number-too-fine", f"{value} is finer than a millionth.", "Give at most six decimals.")
    return amount


def _amount(text: str) -> Fraction:
    if text.endswith("%") or "/" in text:
        raise wrong("money", f"{text!r} is not an amount of money.", "Write a plain amount such as 1000.00.")
    try:
        amount = fraction(text)
    except NumberUnreadable as unreadable:
        remedy = _number_remedy(text)
        if re.search(r"[^\W\d_]{2}|[^\w\s.,+-]", text) is not None:
            remedy = "Write the digits alone, such as 1000.00; amounts are in the plan's currency."
        raise wrong("money", f"{text!r} is not a plain amount of money.", remedy) from unreadable
    if amount < 0:
        raise wrong("money-below-zero", f"{text} is below 0, and a plan takes nothing away.", "Write 0 or more.")
    if amount >= _LARGEST:
        raise wrong("number-too-large", f"{text} is more than any plan can mean.", "Write less than 1000000000000.")
    return amount


def _currency_of(info: ValidationInfo) -> str | None:
    """None when the plan's currency is unknown, which is a problem of its own: amounts are then not checked further."""
    currency: str | None = (info.context or {}).get("currency")
    return currency


def _currency(value: Any) -> str:
    text = _scalar(value, "a currency")
    try:
        digits(text)
    except CurrencyUnknown as unknown:
        raise wrong("currency-unknown", str(unknown), "Write a code of ISO 4217 such as USD or EUR.") from unknown
    return text


def _day(value: Any) -> date:
    text = _scalar(value, "a day")
    try:
        # `strptime` would take 2026-7-1; a plan writes days in one way.
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as unreadable:
        raise wrong("day", f"{text!r} is not a day of the calendar.", "Write it like 2026-07-01.") from unreadable


def _listed(value: Any) -> Any:
    """One value stands for a list of one."""
    match value:
        case str():
            return [value]
        case _:
            return value


def _number_remedy(text: str) -> str:
    if "," in text or "_" in text or " " in text:
        return "Write it without separators, with a point before the decimals: 1000.00."
    if "e" in text.lower() and any(character.isdigit() for character in text):
        return "Write it without an exponent: 100000."
    return "Write digits with at most one point, such as 1000.00."


def _typed(pattern: str, description: str) -> WithJsonSchema:
    """Numbers may be typed bare or quoted; both are read from their text."""
    least = {} if pattern.startswith("-") else {"minimum": 0}
    return WithJsonSchema(
        {"type": ["number", "string"], "pattern": f"^{pattern}$", **least, "description": description}
    )


_DIGITS = r"[0-9]+(\.[0-9]+)?"
_NUMBER = rf"({_DIGITS}%?|[0-9]+/[0-9]+)"
_LINE = {"type": ["string", "number"], "minLength": 1}
_WORDS = {"anyOf": [_LINE, {"type": "array", "items": _LINE, "minItems": 1}]}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_LINE)]
Key = Annotated[str, PlainValidator(_key), WithJsonSchema(_LINE)]
Words = Annotated[list[Key], BeforeValidator(_listed), Len(min_length=1), WithJsonSchema(_WORDS)]
Number = Annotated[Fraction, PlainValidator(_number), _typed(f"-?{_NUMBER}", "A number, exactly as it is typed.")]
Decimal = Annotated[Fraction, PlainValidator(_decimal), _typed(f"-?{_DIGITS}%?", "A number of at most six decimals.")]
Positive = Annotated[Fraction, PlainValidator(_positive), _typed(_NUMBER, "A number above 0.")]
NotNegative = Annotated[Fraction, PlainValidator(_not_negative), _typed(_NUMBER, "A number, 0 or more.")]
Share = Annotated[Fraction, PlainValidator(_share), _typed(_NUMBER, "A share: 25% and 0.25 are the same.")]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": ["integer", "string"], "minimum": 1})]
MoneyAmount = Annotated[int, PlainValidator(_money), _typed(_DIGITS, "Money, not finer than the minor unit.")]
MoneyRate = Annotated[Fraction, PlainValidator(_rate), _typed(_DIGITS, "Money for each unit, as fine as you like.")]
Price = Annotated[Fraction, PlainValidator(_price), _typed(_DIGITS, "Money for one act, of at most six decimals.")]
Currency = Annotated[str, PlainValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
