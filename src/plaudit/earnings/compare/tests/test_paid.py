"""The paid list: every mistake at once, each with its line and what to do."""

from pathlib import Path

import pytest

from plaudit.earnings.compare.paid import Known, read_paid
from plaudit.earnings.rates import Rates
from plaudit.values.period import Period
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

KNOWN = Known(
    people=frozenset({"ada", "ben"}),
    incentives=frozenset({"demos"}),
    activities=frozenset({"ref-1"}),
    currency="USD",
    period=Period.of("2026-Q3"),
    rates=Rates.of([]),
)


def problems(folder: Path, paid: bytes) -> tuple[Problem, ...]:
    (folder / "paid.csv").write_bytes(paid)
    with pytest.raises(Unreadable) as unreadable:
        read_paid(folder / "paid.csv", KNOWN)
    return unreadable.value.problems


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        b"person,incentive,activity,amount,currency\n"
        b"adda,demos,ref-1,100.00,\n"
        b'ada,demo,ref-1,"1,000.00",\n'
        b"ada,demos,ref-77,NaN,\n"
        b"ada,demos,,,USX\n"
        b",demos,ref-1,,USD\n"
        b"ada,demos,ref-1,1.234,USD\n"
        b"ada,demos,ref-1,12,GBP\n",
    )

    assert [f"{problem.place} {problem.code}" for problem in found] == [
        "paid.csv:2 person-unknown",
        "paid.csv:3 incentive-unknown",
        "paid.csv:3 number-unreadable",
        "paid.csv:4 activity-unknown",
        "paid.csv:4 number-unreadable",
        "paid.csv:5 currency-unknown",
        "paid.csv:6 value-missing",
        "paid.csv:6 value-missing",
        "paid.csv:7 number-unreadable",
        "paid.csv:8 rate-missing",
    ]
    assert found[0].remedy == "Do you mean ada?"
    assert found[2].remedy == "Write 1000.00."


@pytest.mark.parametrize(
    ("paid", "place"),
    [
        (b"", "paid.csv:1 file-empty"),
        (b"who,amount\nada,1\n", "paid.csv:1 column-unknown"),
        (b"person\nada\n", "paid.csv:1 column-missing"),
        (b"person,amount\nada,\xe9\n", "paid.csv:2 encoding-not-utf8"),
        (b"person,amount\nada,1\0\n", "paid.csv:2 nul-byte"),
        (b'person,amount\nada,"1\n', "paid.csv:2 quote-open"),
        (b"person,amount\nada,1,5\n", "paid.csv:2 fields-wrong"),
    ],
)
def test_a_file_that_is_no_list_says_why(tmp_path: Path, paid: bytes, place: str) -> None:
    assert place in [f"{problem.place} {problem.code}" for problem in problems(tmp_path, paid)]


def test_a_list_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not a file"):
        read_paid(tmp_path / "paid.csv", KNOWN)


def test_a_byte_order_mark_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "paid.csv").write_bytes(b"\xef\xbb\xbfperson,amount\nada,1\n")

    paid = read_paid(tmp_path / "paid.csv", KNOWN)

    assert [problem.severity for problem in paid.problems] == ["warning"]
    assert list(paid.amounts.values()) == [100]


def test_a_line_break_inside_quotes_counts_as_a_line(tmp_path: Path) -> None:
    found = problems(tmp_path, b'person,amount\n"a\nda",1\nadda,1\n')

    assert [problem.line for problem in found] == [2, 4]


def test_many_mistakes_of_one_kind_are_counted(tmp_path: Path) -> None:
    found = problems(tmp_path, b"person,amount\n" + b"zed,1\n" * 72)

    assert len(found) == 50
    assert found[-1].line == 51
    assert found[-1].says.endswith("There are 22 more of this kind.")
