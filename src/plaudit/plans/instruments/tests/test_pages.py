"""The README of every instrument: its example is the one in example.yaml, and its table is what that promises."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from textwrap import indent

import pytest

from plaudit.plans.instruments import find, kinds
from plaudit.plans.promise import Promise, Standing
from plaudit.plans.read import read
from plaudit.values.money import decimal_text, money_text

SHELF = Path(__file__).parent.parent


def promised(kind: str) -> Promise:
    (incentive,) = read(SHELF / kind / "example.yaml").incentives
    return find(incentive.kind).promise(incentive.terms, Standing("USD"))


def paid(promise: Promise, x: Fraction) -> str:
    assert promise.curve is not None
    return money_text(promise.curve.pays(int(x)), "USD")


def prize(promise: Promise, place: Fraction) -> str:
    assert promise.prizes is not None
    return money_text((*promise.prizes.brackets[0].prizes, 0, 0)[int(place) - 1], "USD")


ANSWERS: dict[tuple[str, str], Callable[[Promise, Fraction], str]] = {
    ("measure", "pays"): lambda promise, measure: paid(promise, measure * 10**6),
    ("score", "pays"): lambda promise, score: paid(promise, score * 10**12),
    ("measure", "score"): lambda promise, measure: decimal_text(promise.parts[0].curve.pays(int(measure * 10**6)), 12),
    ("measure", "awards"): lambda promise, measure: str(sum(award.at <= measure for award in promise.awards)),
    ("place", "prize"): prize,
}


def table(kind: str) -> list[list[str]]:
    page = (SHELF / kind / "README.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", page, re.MULTILINE)]
    return [rows[0], *rows[2:]]


ROWS = [(kind, (table(kind)[0][0], table(kind)[0][1]), *row) for kind in kinds() for row in table(kind)[1:]]


@pytest.mark.parametrize(("kind", "columns", "given", "expected"), ROWS)
def test_the_table_is_what_the_example_promises(kind: str, columns: tuple[str, str], given: str, expected: str) -> None:
    assert ANSWERS[columns](promised(kind), Fraction(given)) == expected


@pytest.mark.parametrize("kind", kinds())
def test_the_page_shows_the_example(kind: str) -> None:
    page = (SHELF / kind / "README.md").read_text("utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert indent(shown, "  ") in (SHELF / kind / "example.yaml").read_text("utf-8")


@pytest.mark.parametrize("kind", kinds())
def test_an_instrument_is_named_like_its_folder(kind: str) -> None:
    assert find(kind).kind == kind
