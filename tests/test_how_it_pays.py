"""Every table in `docs/how-it-pays` is executed, so that no page can say what the calculation does not do.

A block fenced as `table` holds a fragment of a plan, an empty line, and columns split by two spaces or more. The first
column says what is executed:

- `measure` or `score`, then `pays`: the fragment is an incentive (`kind`, `pays`, and `target` where it needs one).
  A third column `line` is what the act that moved the measure from the row above to this row earned.
- `exact`, then `booked`: amounts in the fragment's `currency` before and after R.
- `who`, `share`, `quantity`: the shares of one act in millionths.
- `amount`, `rate`, `into`: a period's earnings in the `currency` of the plan, in the one she is `paid in`.
- `brought`, `stated`, `recover`, then `paid` and `carried`: what a statement pays.
- `who`, `weight`, `gets`: the fragment's `divide` in its `currency`, divided by weight.

Blocks about facts are explained and executed in `tests/told_facts.py`; blocks fenced as `pays`, which hold a whole plan
with its facts, in `tests/worked.py`. The contents page leads from every rule to a section with such blocks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from textwrap import indent

import pytest

from plaudit.plans.instruments import find
from plaudit.plans.promise import Standing
from plaudit.plans.read import read
from plaudit.statements.section import paid as paid_of
from plaudit.statements.section import turned
from plaudit.values.allocate import allocate, share_millionths
from plaudit.values.currency import digits
from plaudit.values.curve import UNIT, Curve
from plaudit.values.curve_of import SCORE_UNIT
from plaudit.values.decimals import fraction
from plaudit.values.money import decimal_text, minor, money_text
from plaudit.values.rounding import rounded_fraction
from tests.reading import Row, rows
from tests.told_facts import TOLD
from tests.worked import ANSWERS, Block

PAGES = Path(__file__).parent.parent / "docs" / "how-it-pays"
BLOCK = re.compile(r"^```table\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORKED = re.compile(r"^```pays\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = """
plan: worked
title: A worked table
currency: {currency}
effective: {{from: 2026-01-01, to: 2027-01-01}}
covers: {{role: csm}}
incentives:
  - key: worked
    title: A worked table
    window: quarter
"""
# What the curve does not depend on, for incentives that must say it.
COUNTED = {
    "bounty": "counts: {activity: referral, milestone: demo}\n",
    "quota": "counts: {activity: referral, milestone: demo}\n",
    "commission": "counts: {activity: csql, milestone: won}\n",
    "index": "metrics: [{metric: adoption, target: 1, weight: 1}]\n",
}


@dataclass(frozen=True, slots=True)
class Table:
    fragment: str
    written: tuple[Row, ...]

    @classmethod
    def of(cls, block: str) -> "Table":
        fragment, _, columns = block.partition("\n\n")
        return cls(fragment + "\n", rows(columns))

    def said(self, key: str) -> str:
        found = re.search(rf"^{key}: (.*)$", self.fragment, re.MULTILINE)
        assert found is not None, f"the fragment does not say {key}"
        return found[1]

    @property
    def currency(self) -> str:
        return self.said("currency") if "currency: " in self.fragment else "USD"

    def executed(self) -> tuple[Row, ...]:
        told = TOLD.get(tuple(self.written[0])[:2])
        return EXECUTED[tuple(self.written[0])[:2]](self) if told is None else told(self.fragment, self.written)


def promised(table: Table) -> Curve:
    own = re.sub(r"^currency: .*\n", "", table.fragment, flags=re.MULTILINE) + COUNTED[table.said("kind")]
    plan = read(HEAD.format(currency=table.currency) + indent(own, "    "))
    curve: Curve | None = find(table.said("kind")).promise(plan.incentives[0].terms, Standing(table.currency)).curve
    assert curve is not None, "the fragment names no target"
    return curve


def paid(table: Table, column: str, unit: int) -> tuple[Row, ...]:
    curve = promised(table)
    totals = [curve.pays(int(fraction(row[column]) * unit)) for row in table.written]
    lines = [after - before for before, after in pairwise([0, *totals])]
    return tuple(
        {column: row[column], "pays": money_text(total, table.currency)}
        | ({"line": money_text(line, table.currency)} if "line" in row else {})
        for row, total, line in zip(table.written, totals, lines, strict=True)
    )


def booked(table: Table) -> tuple[Row, ...]:
    minor_units = 10 ** digits(table.currency)
    units = [rounded_fraction(fraction(row["exact"]) * minor_units) for row in table.written]
    return tuple(
        {"exact": row["exact"], "booked": money_text(booking, table.currency)}
        for row, booking in zip(table.written, units, strict=True)
    )


def shared(table: Table) -> tuple[Row, ...]:
    quantities = share_millionths(
        [fraction(row["share"]) for row in table.written], [row["who"] for row in table.written]
    )
    return tuple(
        row | {"quantity": decimal_text(quantity, 6)} for row, quantity in zip(table.written, quantities, strict=True)
    )


def divided(table: Table) -> tuple[Row, ...]:
    whole = minor(table.said("divide"), table.currency)
    weights: list[int | Fraction] = [fraction(row["weight"]) for row in table.written]
    parts = allocate(whole, weights, [row["who"] for row in table.written])
    return tuple(
        row | {"gets": money_text(part, table.currency)} for row, part in zip(table.written, parts, strict=True)
    )


def converted(table: Table) -> tuple[Row, ...]:
    plan, pay = table.currency, table.said("paid in")
    found = [turned("", minor(row["amount"], plan), (plan, pay), fraction(row["rate"])) for row in table.written]
    return tuple(
        row | {"into": money_text(each.into, pay)}
        for row, each in zip(table.written, found, strict=True)
        if each is not None
    )


def settled(table: Table) -> tuple[Row, ...]:
    return tuple(row | _settled(row, table.currency) for row in table.written)


def _settled(row: Row, currency: str) -> Row:
    brought, stated = minor(row["brought"], currency), minor(row["stated"], currency)
    recover = row["recover"]
    pays = paid_of(brought, stated, fraction(recover.removesuffix("%")) / 100 if recover else None)
    return {"paid": money_text(pays, currency), "carried": money_text(brought + stated - pays, currency)}


EXECUTED: dict[tuple[str, ...], Callable[[Table], tuple[Row, ...]]] = {
    ("measure", "pays"): lambda table: paid(table, "measure", UNIT),
    ("score", "pays"): lambda table: paid(table, "score", SCORE_UNIT),
    ("exact", "booked"): booked,
    ("who", "share"): shared,
    ("who", "weight"): divided,
    ("amount", "rate"): converted,
    ("brought", "stated"): settled,
}


def blocks(fenced: re.Pattern[str]) -> list[object]:
    return [
        pytest.param(found[1], id=f"{page.name}:{text[: found.start()].count(chr(10)) + 1}")
        for page in sorted(PAGES.glob("*.md"))
        for text in [page.read_text("utf-8")]
        for found in fenced.finditer(text)
    ]


@pytest.mark.parametrize("block", blocks(BLOCK))
def test_the_table_says_what_is_paid(block: str) -> None:
    table = Table.of(block)
    assert table.executed() == table.written


@pytest.mark.parametrize("text", blocks(WORKED))
def test_the_plan_pays_what_the_page_says(text: str, tmp_path: Path) -> None:
    block = Block.of(text, tmp_path)
    written = {name: block.table(name) for name in (*ANSWERS, "refused") if name in block.sections}
    assert written, "nothing is said of what it pays"
    assert {name: block.executed(name) for name in written} == written


@pytest.mark.parametrize("page", sorted(page.name for page in PAGES.glob("*.md") if page.name != "README.md"))
def test_every_page_shows_a_worked_table(page: str) -> None:
    text = (PAGES / page).read_text("utf-8")
    assert BLOCK.search(text) or WORKED.search(text)


RULE = re.compile(r"^\| (\d+) \|.*\| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([a-z-]+\.md)(?:#([a-z0-9-]+))?\)")


def led_to() -> dict[int, list[tuple[str, str]]]:
    """Where the contents page sends the reader for each rule."""
    contents = (PAGES / "README.md").read_text("utf-8")
    return {int(rule): LINK.findall(where) for rule, where in RULE.findall(contents)}


def section(page: str, anchor: str) -> str:
    """From the heading to the next one of its own rank; the whole page without an anchor."""
    text = (PAGES / page).read_text("utf-8")
    parts = re.split(r"^(## .*)$", text, flags=re.MULTILINE)
    named = {
        re.sub(r"[^a-z0-9 -]", "", head[3:].lower()).replace(" ", "-"): body
        for head, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    return named[anchor] if anchor else text


def test_the_contents_name_every_rule_in_order() -> None:
    assert list(led_to()) == list(range(1, 29))


@pytest.mark.parametrize("rule", range(1, 29))
def test_every_rule_leads_to_tables_that_are_executed(rule: int) -> None:
    places = led_to()[rule]
    assert places, f"rule {rule} leads nowhere"
    empty = [place for place in places if "```pays\n" not in section(*place) and "```table\n" not in section(*place)]
    assert empty == []


WRONG = """kind: bounty
pays: {each: 100.00}

measure  pays    line
1        100.00  100.00
2        250.00  150.00
"""


def test_a_wrong_table_is_noticed() -> None:
    assert Table.of(WRONG).executed()[1] == {"measure": "2", "pays": "200.00", "line": "100.00"}


WRONG_PLAN = """plan:
  incentives:
    - {key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}}

acts:
  act     person  demo
  r1..r2  ada     2026-07-06

earns:
  who  incentive  earned
  ada  demos      100.00

lines:
  who  act  earned
  ada  r1   100.00
  ada  r2   150.00
"""


def test_a_wrong_block_is_noticed(tmp_path: Path) -> None:
    block = Block.of(WRONG_PLAN, tmp_path)
    assert block.executed("earns") == [{"who": "ada", "incentive": "demos", "earned": "200.00"}]
    assert block.executed("lines") == [{"who": "ada", "act": "r1", "earned": "100.00"}]


@pytest.mark.parametrize("typed", ["actz:", "acts :", "Acts:"])
def test_a_section_that_nobody_reads_is_noticed(typed: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no section"):
        Block.of(WRONG_PLAN.replace("acts:", typed), tmp_path)


WORDS = re.compile(r"\b(simply|just|obviously|robust|comprehensive)\b", re.IGNORECASE)


@pytest.mark.parametrize("page", sorted(page.name for page in PAGES.glob("*.md")))
def test_no_page_persuades(page: str) -> None:
    assert WORDS.findall((PAGES / page).read_text("utf-8")) == []
