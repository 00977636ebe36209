"""Nobody comes in without a login; what comes out is guarded."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.defaults import server_error

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


HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/", "/nothing/", "/settings/"])
def test_every_answer_carries_the_headers_that_guard_it(signed_in: SignedIn, path: str) -> None:
    answer = signed_in("amy").get(path)
    assert {name: answer[name] for name in HEADERS} == HEADERS
    directives = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert (directives["default-src"], directives["frame-ancestors"]) == ("'none'", "'none'")
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == "'self'"


def test_no_page_of_ones_own_is_kept_by_a_browser_that_others_use(signed_in: SignedIn) -> None:
    assert "no-store" in signed_in("ada").get("/accounts/")["Cache-Control"]


def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ada@example.com", "password": "x"})
    assert (answer.status_code, b"too old to be sent" in answer.content) == (403, True)


def test_what_is_not_there_is_said_in_words_and_so_is_what_is_not_hers(signed_in: SignedIn) -> None:
    nowhere, closed = signed_in("ada").get("/nowhere/"), signed_in("ada").get("/settings/")
    assert (nowhere.status_code, closed.status_code) == (404, 404)
    assert nowhere.content == closed.content
    assert b"There is nothing here for you" in nowhere.content


def test_a_mistake_of_ours_is_said_in_words() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert (answer.status_code, b"Something went wrong here" in answer.content) == (500, True)


def test_a_host_that_is_not_ours_is_refused() -> None:
    assert Client().get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/healthy", "/ready"])
def test_a_load_balancer_asks_by_whatever_name(path: str) -> None:
    assert Client().get(path, headers={"host": "10.0.0.7"}).status_code == 200


def test_a_site_whose_tables_are_of_another_version_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web'")
    answer = Client().get("/ready")
    assert (answer.status_code, answer.content) == (503, b"1 migrations are not applied: restart plaudit serve\n")
    assert Client().get("/healthy").status_code == 200
