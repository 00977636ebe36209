"""Nobody comes in without a login; what comes out is guarded."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory

from plaudit.earnings.runs.claim import BeingCalculated
from plaudit.people.access import reader
from plaudit.people.models import Login
from plaudit.web import clock
from plaudit.web.door import Door

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]


def test_whoever_is_not_signed_in_goes_to_sign_in() -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/")


def test_nobody_signs_up() -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_every_answer_forbids_script_and_style_in_the_page(signed_in: SignedIn) -> None:
    policy = signed_in("ada").get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_large_period_that_somebody_calculates_is_asked_for_again_by_itself() -> None:
    request = RequestFactory().get("/quarter/")
    request.reader = reader(Login.objects.get(person__key="ada"), clock.today())  # type: ignore[attr-defined]  # as the door does
    request.user = AnonymousUser()
    request.resolver_match = None
    answer = Door(lambda _: HttpResponse()).process_exception(request, BeingCalculated("advocacy 2026-Q3"))
    assert answer is not None
    assert (answer.status_code, answer["Refresh"]) == (202, "3")
