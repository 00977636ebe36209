"""The books in other people's tools: every transaction adds up to nothing, by our own count and by bean-check's."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from plaudit.ledger.booking import Booking
from plaudit.ledger.general import COLUMNS, general
from plaudit.ledger.journal import journal
from plaudit.ledger.post import Reason, post

pytestmark = pytest.mark.usefixtures("company")
BEAN_CHECK = shutil.which("bean-check", path=str(Path(sys.executable).parent))
LEG = re.compile(r"  ([A-Z][A-Za-z]*(?::[A-Z0-9][A-Za-z0-9-]*)+)  (-?[0-9.]+) ([A-Z]{3})(?: @@ ([0-9.]+) ([A-Z]{3}))?")


def booking(kind: str, amount: int, currency: str = "USD", *, by: str = "sales", **more: object) -> Booking:
    return Booking(kind, "ada", "csm", 1, by, "2026-Q3", amount, currency, **more)  # type: ignore[arg-type]  # a table


def books() -> None:
    """A quarter in three currencies, with what is negative, and names that no account may have."""
    into = {"into_currency": "JPY", "rate": "149"}
    rows = [
        booking("earned", 10_001, activity='ref "1\\'),
        booking("adjusted", -2_500, cause="late:churned ref-2"),
        booking("stated", 7_501, into=11_176, **into),
        booking("due", 11_176, "JPY", into=11_176, into_currency="JPY"),
        booking("elsewhere", 11_176, "JPY", into=11_176, into_currency="JPY"),
        booking("earned", 300, "KWD", by="=customer success!"),
        booking("stated", 300, "KWD", by="=customer success!", into=300, into_currency="KWD"),
        booking("due", 300, "KWD", by="=customer success!", into=300, into_currency="KWD"),
        booking("adjusted", -100, by="Customer success"),
        booking("stated", -100, by="Customer success", into=-149, **into),
        booking("earned", 5_000, by=""),
    ]
    with transaction.atomic():
        post(Reason("close", "close 2026-Q3", "2026-Q3", "fay", datetime(2026, 10, 6, 9, tzinfo=UTC)), rows)


def transactions(lines: list[str]) -> Iterator[list[tuple[str, Decimal, str]]]:
    """The legs of each transaction with their weights: what is converted weighs its total price."""
    legs: list[tuple[str, Decimal, str]] = []
    for line in [*lines, "2026-10-06 *"]:
        found = LEG.fullmatch(line)
        if found is not None:
            account, amount, currency, price, priced_in = found.groups()
            weight = Decimal(amount) if price is None else Decimal(price).copy_sign(Decimal(amount))
            legs.append((account, weight, priced_in or currency))
        elif legs and re.match(r"\d{4}-\d\d-\d\d \*", line):
            yield legs
            legs = []


def test_every_transaction_adds_up_to_nothing() -> None:
    books()
    found = list(transactions(list(journal())))
    assert len(found) == 11
    assert [legs for legs in found if len(legs) != 2 or legs[0][1] + legs[1][1] or legs[0][2] != legs[1][2]] == []
    assert found[2] == [
        ("Liabilities:Earned:Sales", Decimal(11176), "JPY"),
        ("Liabilities:Stated:Sales", Decimal(-11176), "JPY"),
    ]


def test_every_account_is_opened_and_every_purse_has_its_own() -> None:
    books()
    lines = list(journal())
    opened = {line.split()[2] for line in lines if " open " in line}
    used = {leg[0] for legs in transactions(lines) for leg in legs}
    assert used <= opened
    assert {each.rpartition(":")[2] for each in used} == {
        *("Sales", "Customer-success", "Customer-success--2", "Variable-pay")
    }


def test_an_empty_book_is_a_journal_too() -> None:
    assert len(list(journal())) == 2
    assert list(general()) == []


@pytest.mark.skipif(BEAN_CHECK is None, reason="beancount is not installed")
def test_bean_check_accepts_it(tmp_path: Path) -> None:
    books()
    file = tmp_path / "books.beancount"
    file.write_text("\n".join(journal()) + "\n", encoding="utf-8")
    command = [str(BEAN_CHECK), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- what is installed beside us
    assert (done.returncode, done.stderr) == (0, "")


def test_the_general_ledger_has_what_each_posting_moves_by_who_pays() -> None:
    books()
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in general()]
    told = [(row["account"], row["funded_by"], row["currency"], row["debit"], row["credit"]) for row in rows]
    assert [each for each in told if each[1] == "sales"] == [
        ("expense", "sales", "USD", "", "25.00"),
        ("earned", "sales", "USD", "25.00", ""),
        ("stated", "sales", "JPY", "11176", ""),
        ("payable", "sales", "JPY", "", "11176"),
        ("expense", "sales", "USD", "100.01", ""),
        ("earned", "sales", "USD", "", "100.01"),
        ("payable", "sales", "JPY", "11176", ""),
        ("opening", "sales", "JPY", "", "11176"),
        ("earned", "sales", "USD", "75.01", ""),
        ("stated", "sales", "JPY", "", "11176"),
    ]
    assert {row["head"] for row in rows} == {rows[0]["head"]}
