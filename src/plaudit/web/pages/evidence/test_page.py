"""All studies with their last answers, and those without a page of their own."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from plaudit.evidence import studies
from tests.quarter import asked

SignedIn = Callable[[str], Client]
OWN = {
    "amount": "/evidence/pay/",
    "lift": "/evidence/worked/",
    "champions": "/champions/",
    "simulate": "/evidence/cost/",
}
# A picture, and the place that the page keeps for it.
SIZED = r'src(?:set)?="([^"]+[.]svg[^"]*)"(?: alt="[^"]*")? width="([0-9]+)" height="([0-9]+)"'


@pytest.mark.usefixtures("harbor")
def test_the_list_shows_what_was_answered_last(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    assert "Not asked yet." in pia.get("/evidence/").content.decode()
    pia.get("/evidence/forecast/")
    assert "Of 37 open leads 14.0 demos are to come" in pia.get("/evidence/").content.decode()


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("study", sorted(set(studies.names()) - set(OWN)))
def test_a_study_has_its_page(signed_in: SignedIn, study: str) -> None:
    shown = signed_in("fay").get(f"/evidence/{study}/").content.decode()
    assert studies.find(study).title in shown
    assert "What this rests on, and what would break it" in shown


@pytest.mark.usefixtures("harbor")
def test_people_are_called_by_their_names(signed_in: SignedIn) -> None:
    taken = signed_in("pia").get("/evidence/contest/?take=csv&of=a0-0").content.decode("utf-8-sig").splitlines()
    assert taken[:2] == ["Person,Acts a quarter,Wins", "Ada Okafor,31.5,21 %"]


@pytest.mark.usefixtures("harbor")
def test_whoever_a_table_names_has_a_link(signed_in: SignedIn) -> None:
    shown = signed_in("fay").get("/evidence/gaming/").content.decode()
    assert '<a href="/settings/people/ada/">Ada Okafor</a>' in shown


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("page", ["/evidence/rates/", "/evidence/pay/?value=4000", "/evidence/worked/"])
def test_a_page_keeps_the_place_of_its_pictures(signed_in: SignedIn, page: str) -> None:
    fay = signed_in("fay")
    kept = re.findall(SIZED, fay.get(page).content.decode())
    drawn = [fay.get(unescape(at)).content.decode() for at, _, _ in kept]
    assert len(kept) >= 3
    assert [re.findall(r'^<svg[^>]* width="([0-9]+)" height="([0-9]+)"', each) for each in drawn] == [
        [(width, height)] for _, width, height in kept
    ]


@pytest.mark.usefixtures("harbor")
def test_every_picture_has_a_title_of_its_own(signed_in: SignedIn) -> None:
    shown = signed_in("fay").get("/evidence/forecast/").content.decode()
    assert re.findall(r'class="drawn keep"><h2>([^<]+)', shown) == ["Open leads", "Open acts"]


@pytest.mark.usefixtures("harbor")
def test_sentences_call_people_by_their_names_and_channels_as_people_write_them(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    assert "Ada Okafor would be first in 21 % of quarters" in pia.get("/evidence/contest/").content.decode()
    assert "Ada Okafor would be first in 21 % of quarters" in pia.get("/evidence/").content.decode()
    rates = pia.get("/evidence/rates/").content.decode()
    assert "Of the leads by paid search, 9.7 % are won" in rates
    assert "by paid_search" not in rates


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("study", sorted(set(studies.names()) - set(OWN)))
def test_a_company_without_facts_reads_what_is_missing(signed_in: SignedIn, study: str) -> None:
    answer = signed_in("pia").get(f"/evidence/{study}/")
    assert answer.status_code == 200
    assert "What cannot be told" in answer.content.decode()


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(("study", "page"), OWN.items())
def test_a_study_with_a_page_of_its_own_leads_there(signed_in: SignedIn, study: str, page: str) -> None:
    assert signed_in("pia").get(f"/evidence/{study}/")["Location"] == page


@pytest.mark.usefixtures("harbor")
def test_an_answer_that_is_up_to_date_is_only_read(signed_in: SignedIn) -> None:
    assert asked(signed_in("pia"), "/evidence/rates/") == 10
