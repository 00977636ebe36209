"""What the company is, changed in the settings: dated, journalled, and told with what it moves in money."""

from collections.abc import Callable

import pytest
from django.test import Client

from plaudit.customers.models import Holding
from plaudit.people.models import Deed, Position
from plaudit.people.recorded import standing
from plaudit.plans.programs.models import CompanyCalendar
from plaudit.plans.programs.publish import publish
from plaudit.web.pages.imports.test_page import stored
from tests.quarter import MOMENT

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
# Ben, who has one referral of the quarter, is no CSM from before that day.
OUT = {"role": "trainer", "team": "west", "manager": "mo", "pay_currency": "", "starts": "2026-07-01"}
BEN = "/settings/people/ben/positions/"


def test_another_position_is_told_with_what_it_moves(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.get("/people/")
    page = pia.post(BEN, OUT, follow=True).content.decode()
    assert "Recorded. It moves Ben Lindt \N{MINUS SIGN}$100.00 in Q3 2026." in page
    assert standing(Position).get(person_id="ben", starts="2026-07-01").role == "trainer"
    assert [(deed.did, deed.by) for deed in Deed.objects.all()[:2]] == [("moved-pay", "pia"), ("moved-person", "pia")]
    assert Deed.objects.all()[0].facts == {"csm 2026-Q3 ben": "-100.00 USD"}


def test_an_administrator_reads_in_the_journal_that_pay_moved_but_not_whose(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.get("/people/")
    pia.post(BEN, OUT)
    told = {who: signed_in(who).get("/journal/?take=csv&of=journal").content.decode() for who in ("amy", "fay")}
    assert ["moved pay" in told[who] for who in ("amy", "fay")] == [True, True]
    assert ["100.00" in told[who] for who in ("amy", "fay")] == [False, True]


def test_only_operations_changes_a_position_and_not_her_own(signed_in: SignedIn) -> None:
    assert [signed_in(who).post(BEN, OUT).status_code for who in ("amy", "fay", "mo", "ada")] == [404] * 4
    page = signed_in("pia").post("/settings/people/pia/positions/", OUT, follow=True).content.decode()
    assert "Nobody changes her own position" in page
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"manager": "nobody"}, "nobody is nobody here"),
        ({"pay_currency": "XXX"}, "XXX is not a currency"),
        ({"starts": "tomorrow"}, "Enter a valid date"),
        ({"role": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(signed_in: SignedIn, wrong: dict[str, str], says: str) -> None:
    page = signed_in("pia").post(BEN, OUT | wrong)
    assert (page.status_code, says in page.content.decode()) == (422, True)
    assert not Position.objects.exists()


def test_a_last_day_is_told_with_what_it_moves_and_can_be_taken_back(signed_in: SignedIn) -> None:
    pia, ben = signed_in("pia"), "/settings/people/ben/employment/"
    pia.get("/people/")
    # The day before Ben's only referral came to a demo.
    page = pia.post(ben, {"last_day": "2026-07-29"}, follow=True).content.decode()
    assert "Recorded. It moves Ben Lindt \N{MINUS SIGN}$100.00 in Q3 2026." in page
    assert "Jul 29, 2026</time>, her last day" in page
    page = pia.post(ben, {"last_day": ""}, follow=True).content.decode()
    assert "Recorded. It moves Ben Lindt $100.00 in Q3 2026." in page
    assert "without a last day" in page
    assert [signed_in(who).post(ben, {"last_day": ""}).status_code for who in ("amy", "fay", "mo", "ada")] == [404] * 4
    assert pia.post(ben, {"last_day": "soon"}).status_code == 422


POINTS = """
plan: points
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01}
incentives:
  - key: assets
    kind: bounty
    window: quarter
    counts: {activity: testimonial, milestone: published}
    measure: points
    pays: {each: 10.00}
"""


def test_another_map_is_told_with_what_it_moves(signed_in: SignedIn) -> None:
    publish(POINTS, by="pia", at=MOMENT)
    pia = signed_in("pia")
    pia.get("/people/")
    # Ada's testimonial is worth two points in the built-in map.
    page = pia.post("/settings/catalogue/edit/", {"text": "testimonial:\n  points: 5\n"}, follow=True)
    assert "Recorded. It moves Ada Okafor $30.00 in Q3 2026." in page.content.decode()
    told = [(deed.did, deed.about, deed.facts) for deed in Deed.objects.all()[:1]]
    assert told == [("moved-pay", "catalogue", {"points 2026-Q3 ada": "30.00 USD"})]


def test_imported_positions_are_journalled_with_what_they_move(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.get("/people/")
    stored(pia, "positions.csv", b"person,role,from\nben,trainer,2026-07-01\n")
    told = [(deed.did, deed.about, deed.by, deed.facts) for deed in Deed.objects.filter(did="moved-pay")]
    assert told == [("moved-pay", "file positions.csv", "pia", {"csm 2026-Q3 ben": "-100.00 USD"})]


def test_an_account_goes_to_others_from_a_day_on(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    assert "Ada Okafor" in pia.get("/settings/accounts/").content.decode()
    said = {"starts": "2026-09-01", "person-1": "ben", "share-1": "1/3", "person-2": "lee", "share-2": "2/3"}
    assert pia.post("/settings/accounts/oak/", said).status_code == 302
    page = pia.get("/settings/accounts/").content.decode()
    assert "Ben Lindt 1/3, Lee Tanaka 2/3" in page
    found = pia.get("/settings/accounts/?take=csv&of=accounts&accounts.find=lindt").content.decode("utf-8-sig")
    assert [line.partition(",")[2] for line in found.splitlines()] == ["Held by", '"Ben Lindt 1/3, Lee Tanaka 2/3"']
    assert standing(Holding).count() == 3
    assert [(deed.did, deed.about) for deed in Deed.objects.all()[:1]] == [("gave-account", "account oak")]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"person-1": "ben", "share-1": "half"}, "Write a share as 1, 0.5 or 1/3."),
        ({"person-1": "ben", "share-1": "1/2"}, "together they must be exactly 1"),
        ({"person-1": "bob"}, "bob is not employed here"),
    ],
)
def test_shares_that_are_wrong_change_nothing(signed_in: SignedIn, said: dict[str, str], says: str) -> None:
    page = signed_in("pia").post("/settings/accounts/oak/", {"starts": "2026-09-01", **said}).content.decode()
    assert says in page
    assert Holding.objects.count() == 1


def test_the_companys_year_divides_every_page_and_moves_no_pay(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.post("/settings/calendar/", {"first_month": "2", "named_by": "end"})
    assert "<h1>Statements</h1>" in pia.get("/people/?period=2027-Q3").content.decode()
    assert "Q3 2027" in pia.get("/people/").content.decode()
    assert "August" not in pia.get("/settings/calendar/").content.decode().partition("Programs</h2>")[2]
    assert [deed.did for deed in Deed.objects.all()[:1]] == ["changed-calendar"]


def test_saying_the_same_calendar_again_records_nothing(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    pia.post("/settings/calendar/", {"first_month": "1", "named_by": "end"})
    assert not CompanyCalendar.objects.exists()
    assert signed_in("fay").post("/settings/calendar/", {"first_month": "2", "named_by": "end"}).status_code == 404
