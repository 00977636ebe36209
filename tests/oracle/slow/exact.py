"""Exact numbers in and out: fractions, the one rounding, largest remainders, and how amounts print."""

from collections.abc import Sequence
from fractions import Fraction

MILLION = 10**6
DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "OMR": 3, "TND": 3}


def digits(currency: str) -> int:
    return DIGITS.get(currency, 2)


def number(text: str) -> Fraction:
    """Read "1.5", "1/3" or "25%"."""
    text = str(text).strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def minor(text: str, currency: str) -> int:
    whole: Fraction = number(text) * 10 ** digits(currency)
    assert whole.denominator == 1, f"{text} is finer than the minor unit of {currency}"
    return whole.numerator


def rounded(value: Fraction) -> int:
    """Half away from zero, to a whole number."""
    size = abs(value)
    whole, rest = divmod(size.numerator, size.denominator)
    if 2 * rest >= size.denominator:
        whole += 1
    return whole if value >= 0 else -whole


def to_millionth(value: Fraction) -> Fraction:
    return Fraction(rounded(value * MILLION), MILLION)


def to_score(value: Fraction) -> Fraction:
    return Fraction(rounded(value * 10**12), 10**12)


def divide(whole: int, weights: Sequence[Fraction]) -> list[int]:
    """Divide by largest remainder; equal remainders go to the earlier one; a negative whole mirrors the positive."""
    if whole < 0:
        return [-part for part in divide(-whole, weights)]
    total = sum(weights, Fraction(0))
    exact = [whole * weight / total for weight in weights]
    parts = [value.numerator // value.denominator for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return parts


def decimal_text(value: Fraction, places: int = 6) -> str:
    """No exponent, no trailing zeros; what is finer than `places` is rounded."""
    scaled = rounded(value * 10**places)
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def money_text(amount: int, currency: str) -> str:
    places = digits(currency)
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
