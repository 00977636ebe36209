"""Finance sees what was earned, what waits, whether budgets hold, and what is spread over years."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from plaudit.values.money import Money
from plaudit.web.pages.accrual.shown import Budget

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]


def said(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode()))


def test_what_waits_stands_beside_what_was_earned(signed_in: SignedIn) -> None:
    page = said(signed_in("fay"), "/accrual/?period=2026-Q3")
    assert "$1,000.00 earned in Q3 2026 so far" in page
    assert "referral demo not verified 1 100.00" in page
    assert "The whole plan $50,000.00 $1,000.00 $49,000.00 $100.00 holds" in page


def test_what_waits_is_weighed_or_it_is_said_why_not(signed_in: SignedIn) -> None:
    page = said(signed_in("fay"), "/accrual/?period=2026-Q3")
    assert "Nobody can say yet how many of them get so far." in page
    assert "referral 100.00 No forecast: too few such acts are old enough and came to an end" in page
    assert b'href="/evidence/forecast/"' in signed_in("fay").get("/accrual/?period=2026-Q3").content


def test_only_those_who_answer_for_the_budget_see_it(signed_in: SignedIn) -> None:
    seen = {who: signed_in(who).get("/accrual/").status_code for who in ("pia", "fay", "mo", "ada", "kim", "zed")}
    assert seen == {"pia": 200, "fay": 200, "mo": 404, "ada": 404, "kim": 404, "zed": 404}


def test_months_that_are_none_are_the_usual_ones(signed_in: SignedIn) -> None:
    assert "over 36 months" in said(signed_in("fay"), "/accrual/?months=many")
    assert "over 120 months" in said(signed_in("fay"), "/accrual/?months=999")
    assert "may be an expense at once" in said(signed_in("fay"), "/accrual/?months=12")


@pytest.mark.parametrize(
    ("spent", "waits", "says"),
    [
        ("10.00", "0.00", "holds"),
        ("80.00", "0.00", "80 % are used"),
        ("60.00", "40.01", "breaks if what waits is earned"),
        ("60.00", "40.00", "holds"),
        ("100.00", "0.00", "used up"),
        (None, "0.00", "not known until problems are solved"),
    ],
)
def test_a_budget_warns_before_it_breaks(spent: str | None, waits: str, says: str) -> None:
    used = None if spent is None else Money.of(spent, "USD")
    assert Budget("Referrals", "sales", used, Money.of(waits, "USD"), Money.of("100.00", "USD")).says.words == says
