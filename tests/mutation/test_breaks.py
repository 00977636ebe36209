"""What is broken in a text, and that a break reaches those who have imported it."""

import ast
import sys
from types import ModuleType

import pytest

from tests.mutation.breaks import breaks
from tests.mutation.run import become


def broken(text: str, *, sql: bool = False) -> list[str]:
    """Each broken form of a text, on one line."""
    tree = ast.parse(text)
    return [ast.unparse(tree).replace("\n", " ") for _ in breaks(tree, sql=sql)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("a < b", ["a <= b"]),
        ("a < b == c", ["a <= b == c", "a < b != c"]),
        ("a and not b", ["a or not b", "a and (not not b)"]),
        ("a + b // c", ["a - b // c", "a + b * c"]),
        ("f(1, True)", ["f(2, True)", "f(1, False)"]),
        ("max(a, -b)", ["min(a, -b)", "max(a, +b)"]),
        ("f(a, key=b)", ["f(a)"]),
        ("a = [b for b in c if b]", ["a = [b for b in c]"]),
        ("a = b if c else d", ["a = b if not c else d"]),
        ("x = zip(a, b, strict=True)", []),
        ("def f(a: list[0]) -> 1: 'Said.'", []),
    ],
)
def test_one_place_at_a_time(text: str, forms: list[str]) -> None:
    assert broken(text) == forms


def test_a_tree_is_whole_again_after_its_breaks() -> None:
    tree = ast.parse("def f(a):\n    a += 1\n    return min(a, 2) if a > 0 else not a")
    whole = ast.unparse(tree)
    assert len(list(breaks(tree))) == 8
    assert ast.unparse(tree) == whole


PRICE = """\
MOST = 10
TWICE = MOST * 2
def price(n):
    if n > TWICE:
        n += 1
    return n
"""


def test_a_break_shows_where_its_statement_runs_or_where_what_it_names_is_read() -> None:
    assert [(each.line, sorted(each.lines)) for each in breaks(ast.parse(PRICE))] == [
        (1, [4, 5]),
        (2, [4, 5]),
        (2, [4, 5]),
        (4, [5]),
        (4, [4, 5]),
        (5, [5]),
        (5, [5]),
    ]


def test_words_of_sql_are_broken_where_they_stand() -> None:
    assert broken("s = 'SELECT * FROM a LEFT JOIN b ON a.x <= b.x1 AND 0 < 1'", sql=True) == [
        "s = 'SELECT * FROM a JOIN b ON a.x <= b.x1 AND 0 < 1'",
        "s = 'SELECT * FROM a LEFT JOIN b ON a.x < b.x1 AND 0 < 1'",
        "s = 'SELECT * FROM a LEFT JOIN b ON a.x <= b.x1 OR 0 < 1'",
        "s = 'SELECT * FROM a LEFT JOIN b ON a.x <= b.x1 AND 1 < 1'",
        "s = 'SELECT * FROM a LEFT JOIN b ON a.x <= b.x1 AND 0 <= 1'",
        "s = 'SELECT * FROM a LEFT JOIN b ON a.x <= b.x1 AND 0 < 0'",
    ]
    assert broken("s = 'a < 1'") == []


SHOP = """
LEAST = 10

class Shop:
    @property
    def price(self):
        return LEAST + 1

def open(hours=8):
    return hours < LEAST
"""


def test_a_break_reaches_those_who_already_hold_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = ModuleType("plaudit.shop")
    shop.__package__ = "plaudit"
    monkeypatch.setitem(sys.modules, "plaudit.shop", shop)
    exec(SHOP, vars(shop))  # noqa: S102 -- the text above
    held, seller = shop.open, shop.Shop()

    def told() -> list[object]:
        return [held(), held(10), seller.price]

    def broken(was: str, becomes: str) -> bool:
        return become(shop, compile(SHOP.replace(was, becomes), "<string>", "exec"))

    assert (broken("", ""), told()) == (False, [True, False, 11])
    assert (broken("hours <", "hours <="), told()) == (True, [True, True, 11])
    assert (broken("hours=8", "hours=12"), told()) == (True, [False, False, 11])
    assert (broken("+ 1", "- 1"), told()) == (True, [True, False, 9])
    assert (broken("LEAST = 10", "LEAST = 11"), told()) == (True, [True, True, 12])
