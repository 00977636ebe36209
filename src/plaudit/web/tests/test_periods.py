"""The period of a page: the quarter of today unless the address names one, in the company's own calendar."""

from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory

from plaudit.plans.plan import Calendar
from plaudit.web.periods import Chosen, chosen, label

TODAY = date(2026, 9, 16)
APRIL = Calendar(first_month=4)


def at(query: str, calendar: Calendar | None = None, today: date = TODAY) -> Chosen:
    return chosen(RequestFactory().get(f"/{query}"), Calendar() if calendar is None else calendar, today)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?period=2026-Q1", ("2025-Q4", "2026-Q1", "2026-Q2")),
        ("?period=2026-07", ("2026-06", "2026-07", "2026-08")),
        ("?period=2026-H1", ("2025-H2", "2026-H1", "2026-H2")),
        ("?period=2026", ("2025", "2026", "2027")),
        # Days that are no period by name lie between quarters.
        ("?period=2026-07-05/2026-07-20", ("2026-Q3", "2026-07-05/2026-07-20", "2026-Q3")),
    ],
)
def test_neighbours(query: str, names: tuple[str, str, str]) -> None:
    found = at(query)
    assert (found.before.name, found.name, found.after.name) == names


@pytest.mark.usefixtures("company")
def test_unless_it_is_named_it_is_the_quarter_of_today() -> None:
    found = at("")
    assert (found.before.name, found.name, found.after.name) == ("2026-Q2", "2026-Q3", "2026-Q4")


@pytest.mark.usefixtures("company")
def test_a_fiscal_year_has_its_own_quarters() -> None:
    found = at("", APRIL)
    assert (found.name, found.label, found.period.start) == ("2027-Q2", "Q2 2027", date(2026, 7, 1))


@pytest.mark.usefixtures("company")
def test_the_chooser_offers_two_years_back() -> None:
    assert [choice.label for choice in at("").choices] == [
        *("Q3 2026", "Q2 2026", "Q1 2026", "Q4 2025", "Q3 2025", "Q2 2025", "Q1 2025", "Q4 2024")
    ]


@pytest.mark.parametrize(
    ("today", "left", "over"),
    [(date(2026, 9, 30), 1, False), (date(2026, 10, 1), 0, True), (date(2026, 7, 1), 92, False)],
)
def test_the_days_that_are_left(today: date, left: int, *, over: bool) -> None:
    found = at("?period=2026-Q3", today=today)
    assert (found.days_left, found.over) == (left, over)


def test_what_names_no_period_is_not_found() -> None:
    with pytest.raises(Http404):
        at("?period=yesterday")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("2026-H1", "H1 2026"), ("2026-07", "2026-07"), ("2026-07-05/2026-07-20", "2026-07-05 to 2026-07-19")],
)
def test_labels(name: str, shown: str) -> None:
    assert label(name) == shown
