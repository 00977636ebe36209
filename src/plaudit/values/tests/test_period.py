"""Periods in the words people use; fiscal years are named by the year in which they end, unless the plan says start."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.period import Length, Period, PeriodUnreadable, day, day_number, previous, windows

FISCAL = [
    # text      first month  named by  key
    ("2026-Q3", 1, "end", "2026-07-01/2026-10-01"),
    ("2026-Q4", 1, "end", "2026-10-01/2027-01-01"),
    ("2026-H1", 1, "end", "2026-01-01/2026-07-01"),
    ("2026-H2", 1, "end", "2026-07-01/2027-01-01"),
    ("2026", 1, "end", "2026-01-01/2027-01-01"),
    ("2026", 1, "start", "2026-01-01/2027-01-01"),
    ("2026-07", 1, "end", "2026-07-01/2026-08-01"),
    ("2026-12", 4, "end", "2026-12-01/2027-01-01"),
    ("2026-Q1", 4, "end", "2025-04-01/2025-07-01"),
    ("2026-Q4", 4, "end", "2026-01-01/2026-04-01"),
    ("2026-Q1", 4, "start", "2026-04-01/2026-07-01"),
    ("2026-Q4", 4, "start", "2027-01-01/2027-04-01"),
    ("2026-H2", 10, "end", "2026-04-01/2026-10-01"),
    ("2026", 2, "end", "2025-02-01/2026-02-01"),
    ("2026", 2, "start", "2026-02-01/2027-02-01"),
    ("2026", 12, "end", "2025-12-01/2026-12-01"),
]


@pytest.mark.parametrize(("text", "first_month", "named_by", "key"), FISCAL)
def test_a_name_stands_for_these_days(text: str, first_month: int, named_by: str, key: str) -> None:
    assert Period.of(text, first_month, named_by).key == key


@pytest.mark.parametrize(("text", "first_month", "named_by", "key"), FISCAL)
def test_the_days_are_named_as_they_were_written(text: str, first_month: int, named_by: str, key: str) -> None:
    assert Period.of(key).name(first_month, named_by) == text


@pytest.mark.parametrize(
    ("key", "first_month"),
    [
        ("2026-07-02/2026-10-01", 1),
        ("2026-07-01/2026-10-02", 1),
        ("2026-08-01/2026-11-01", 1),
        ("2026-04-01/2026-10-01", 1),
        ("2026-07-01/2026-09-01", 1),
        ("2026-01-01/2026-06-01", 1),
        ("2026-01-01/2028-01-01", 1),
        ("2026-01-01/2027-01-01", 4),
    ],
)
def test_days_that_are_no_window_are_named_by_their_days(key: str, first_month: int) -> None:
    assert Period.of(key).name(first_month, "end") == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-Q5",
        "2026-Q0",
        "2026-H3",
        "2026-13",
        "2026-00",
        "2026-7",
        "26-Q3",
        "2026Q3",
        "2026-Q3 ",
        "2026-Q3\n",
        "2026-q3",
        "Q3",
        "2026-07-01",
        "2026-10-01/2026-07-01",
        "2026-07-01/2026-07-01",
        "2026-02-29/2026-04-01",
        "20260701/20261001",
        "2026-W01-1/2026-W09-1",
        "2026-07-01/",
        "0000",
        "9999",
        "9999-Q4",
        "٢٠٢٦",
    ],
)
def test_what_names_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(PeriodUnreadable) as refused:
        Period.of(text)
    assert refused.value.text == text
    assert str(refused.value) == (
        f"{text!r} is not a period: write 2026-Q3, 2026-07, 2026-H2, 2026 or 2026-07-01/2026-10-01 "
        "(the first day, then the day after the last)."
    )


def test_the_first_day_is_in_and_the_day_after_the_last_is_out() -> None:
    quarter = Period.of("2026-Q3")
    assert not quarter.holds(date(2026, 6, 30))
    assert quarter.holds(date(2026, 7, 1))
    assert quarter.holds(date(2026, 9, 30))
    assert not quarter.holds(date(2026, 10, 1))
    assert quarter.last == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "days"),
    [("2026-02", 28), ("2028-02", 29), ("2026-Q1", 90), ("2028-Q1", 91), ("2026-Q3", 92), ("2026", 365), ("2028", 366)],
)
def test_days_are_counted_as_the_calendar_has_them(text: str, days: int) -> None:
    assert Period.of(text).days == days


def test_a_period_without_a_day_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"^A period ends after it starts: 2026-07-01 to 2026-07-01 holds no day\.$"):
        Period(date(2026, 7, 1), date(2026, 7, 1))


def test_periods_overlap_in_the_days_of_both() -> None:
    spiff = Period.of("2026-06-15/2026-08-01")
    assert spiff.overlap(Period.of("2026-Q3")) == Period.of("2026-07-01/2026-08-01")
    assert spiff.overlap(Period.of("2026-07")) == Period.of("2026-07")
    assert spiff.overlap(Period.of("2026-08")) is None
    assert spiff.overlap(Period.of("2026-05-01/2026-06-15")) is None


@pytest.mark.parametrize(
    ("length", "within", "first_month", "keys"),
    [
        ("month", "2026-Q3", 1, ["2026-07-01/2026-08-01", "2026-08-01/2026-09-01", "2026-09-01/2026-10-01"]),
        ("quarter", "2026-Q3", 1, ["2026-07-01/2026-10-01"]),
        ("quarter", "2026-08", 1, ["2026-07-01/2026-10-01"]),
        ("quarter", "2026-09-30/2026-10-02", 1, ["2026-07-01/2026-10-01", "2026-10-01/2027-01-01"]),
        ("quarter", "2026-07-01/2026-10-01", 2, ["2026-05-01/2026-08-01", "2026-08-01/2026-11-01"]),
        ("half", "2026-Q1", 4, ["2025-10-01/2026-04-01"]),
        ("half", "2026-Q4", 11, ["2026-05-01/2026-11-01", "2026-11-01/2027-05-01"]),
        ("year", "2026-Q3", 1, ["2026-01-01/2027-01-01"]),
        ("year", "2026-07-01/2026-10-01", 8, ["2025-08-01/2026-08-01", "2026-08-01/2027-08-01"]),
        ("year", "2026-07-31/2026-08-01", 8, ["2025-08-01/2026-08-01"]),
    ],
)
def test_every_window_with_a_day_in_the_period(length: Length, within: str, first_month: int, keys: list[str]) -> None:
    assert [window.key for window in windows(length, Period.of(within), first_month)] == keys


@pytest.mark.parametrize(
    ("key", "length", "first_month", "before"),
    [
        ("2026-07-01/2026-10-01", "quarter", 1, "2026-04-01/2026-07-01"),
        ("2026-01-01/2026-02-01", "month", 1, "2025-12-01/2026-01-01"),
        ("2026-04-01/2027-04-01", "year", 4, "2025-04-01/2026-04-01"),
        ("2026-08-01/2026-11-01", "quarter", 2, "2026-05-01/2026-08-01"),
        ("2026-01-01/2026-07-01", "half", 1, "2025-07-01/2026-01-01"),
    ],
)
def test_the_window_before(key: str, length: Length, first_month: int, before: str) -> None:
    assert previous(Period.of(key), length, first_month).key == before


def test_a_period_that_starts_within_a_window_comes_after_the_days_before_it() -> None:
    assert previous(Period.of("2026-07-02/2026-08-02"), "month") == Period.of("2026-07")


def test_years_are_the_calendars_and_named_by_their_end_unless_told_otherwise() -> None:
    quarter = Period.of("2026-Q3")
    assert quarter == Period(date(2026, 7, 1), date(2026, 10, 1))
    assert quarter.name() == "2026-Q3"
    assert windows("year", quarter) == (Period.of("2026"),)
    assert previous(Period.of("2026"), "year") == Period.of("2025")
    assert Period.of("2026", 4) == Period(date(2025, 4, 1), date(2026, 4, 1))
    assert Period.of("2026", 4).name(4) == "2026"


@pytest.mark.parametrize(
    ("on", "number"),
    [(date(1970, 1, 1), 0), (date(1969, 12, 31), -1), (date(2026, 7, 1), 20635), (date(2000, 3, 1), 11017)],
)
def test_days_are_numbered_from_1970(on: date, number: int) -> None:
    assert day_number(on) == number
    assert day(number) == on


@given(
    st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(1, 12), st.sampled_from(["month", "quarter", "half", "year"])
)
def test_every_day_lies_in_one_window_and_its_name_reads_back(on: date, first_month: int, length: Length) -> None:
    (window,) = windows(length, Period(on, day(day_number(on) + 1)), first_month)
    assert window.holds(on)
    assert window.start.day == 1
    assert Period.of(window.name(first_month, "end"), first_month, "end") == window
    assert Period.of(window.name(first_month, "start"), first_month, "start") == window
    assert previous(window, length, first_month).end == window.start
