"""Programs in sentences and curves; where people stand is shown to nobody who may not see their pay."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from plaudit.plans.programs.publish import publish
from tests.quarter import PLAN, asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
CURVE = "/programs/csm/curves/referral-demo.svg"


@pytest.mark.parametrize("path", ["/programs/", "/programs/csm/", "/programs/csm/curves/stories/", CURVE])
@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("mo", 200), ("pia", 200), ("kim", 200), ("zed", 404)])
def test_who_reads_plans(signed_in: SignedIn, path: str, who: str, status: int) -> None:
    assert signed_in(who).get(path).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/programs/none/",
        "/programs/csm/curves/none/",
        "/programs/csm/curves/none.svg",
        "/programs/csm/curves/top-referrer.svg",
    ],
)
def test_what_is_not_there(signed_in: SignedIn, path: str) -> None:
    assert signed_in("pia").get(path).status_code == 404


def test_the_promise_is_told_in_sentences(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get("/programs/csm/").content.decode()
    assert "Up to and including 5: 100.00 USD each; above 5: 150.00 USD each." in shown
    assert "Read and agreed" not in shown


def test_each_curve_has_its_rates_as_a_table(signed_in: SignedIn) -> None:
    lines = signed_in("ada").get("/programs/csm/?take=csv&of=rates-referral-demo").content.decode("utf-8-sig")
    assert lines.splitlines() == [
        "From referrals,Pays there (USD),And each further one (USD)",
        "0,0,100",
        "5,500,150",
    ]


def test_a_curve_names_those_whose_pay_the_reader_may_see(signed_in: SignedIn) -> None:
    named = {who: signed_in(who).get(CURVE).content.decode() for who in ("ada", "mo", "kim")}
    assert "Ada Okafor" in named["ada"]
    assert "Ben Lindt" not in named["ada"]
    assert "Ben Lindt" in named["mo"]
    assert "Okafor" not in named["kim"]


def test_where_each_stands_is_a_table_too(signed_in: SignedIn) -> None:
    asked = "/programs/csm/curves/stories/?take=csv&of=stands-stories"
    assert signed_in("ada").get(asked).content.decode("utf-8-sig").splitlines() == [
        "Person,Testimonials,Target,Earned (USD)",
        "Ada Okafor,1,3,100.00",
    ]
    assert len(signed_in("mo").get(asked).content.decode("utf-8-sig").splitlines()) == 4


def test_a_curve_is_drawn_for_the_dark_as_well(signed_in: SignedIn) -> None:
    light, dark = (signed_in("ada").get(f"{CURVE}?theme={theme}") for theme in ("light", "dark"))
    assert light["Content-Type"] == "image/svg+xml"
    assert "#0a6060" in light.content.decode()
    assert "#5fcac1" in dark.content.decode()


def test_the_budget_is_for_those_who_answer_for_it(signed_in: SignedIn) -> None:
    assert "$1,000.00" in signed_in("fay").get("/programs/csm/").content.decode()
    assert "h-budget" not in signed_in("ada").get("/programs/csm/").content.decode()
    assert "h-budget" not in signed_in("mo").get("/programs/csm/").content.decode()


def test_a_version_shows_what_it_changed(signed_in: SignedIn) -> None:
    second = PLAN.replace("version: 1", "version: 2").replace("from: 2026-01-01", "from: 2026-10-01")
    publish(second.replace("each: 150.00", "each: 175.00"), by="pia", at=datetime(2026, 9, 16, tzinfo=UTC))
    shown = signed_in("ada").get("/programs/csm/").content.decode()
    assert "published by Pia Strand" in shown
    assert '<div class="gone">\N{MINUS SIGN}         - {each: 150.00}</div>' in shown
    assert '<div class="added">+         - {each: 175.00}</div>' in shown


def test_it_asks_as_often_however_many_are_on_it(signed_in: SignedIn) -> None:
    assert asked(signed_in("pia"), "/programs/csm/") == 22


def test_a_program_is_called_as_its_newest_version_calls_it(signed_in: SignedIn) -> None:
    later = PLAN.replace("version: 1", "version: 2").replace("CSM advocacy 2026", "CSM advocacy 2027")
    later = later.replace("{from: 2026-01-01, to: 2027-01-01}", "{from: 2027-01-01, to: 2028-01-01}")
    publish(later, by="pia", at=datetime(2026, 9, 16, 10, tzinfo=UTC))
    assert "CSM advocacy 2027" in signed_in("pia").get("/programs/").content.decode()
