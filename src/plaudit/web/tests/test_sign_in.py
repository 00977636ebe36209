"""The ways in: a password that can be guessed five times, a second factor, an invitation, a forgotten password."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from plaudit.people.models import Deed, Login
from tests.site import PASSWORD

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]
LOGIN = "/accounts/login/"
NOON = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)


def says(answer: object) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]  # the test client's


def attempt(client: Client, password: str, address: str = "ada@example.com") -> str:
    """Where an attempt leads, or what it is told."""
    answer = client.post(LOGIN, {"login": address, "password": password})
    return str(answer.get("Location") or says(answer))


def inside(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def work_off() -> None:
    """What the worker does with what waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, queue_name="*", verbosity=0)


@pytest.fixture(autouse=True)
def no_letters_yet() -> None:
    mail.outbox = []


def test_a_password_opens_without_any_script() -> None:
    client = Client()
    assert 'name="password"' in client.get(LOGIN).content.decode()
    assert attempt(client, PASSWORD) == "/"
    assert inside(client)


def test_the_sixth_wrong_password_in_a_row_shuts_the_address_for_five_minutes() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert ["not correct" in attempt(Client(), f"wrong {n}") for n in range(5)] == [True] * 5
        assert "Too many failed login attempts" in attempt(Client(), "wrong 6")
        # The right one is refused as well: whoever guesses learns nothing.
        assert "Too many failed login attempts" in attempt(Client(), PASSWORD)
        assert attempt(Client(), PASSWORD, "ben@example.com") == "/"
        clock.shift(timedelta(minutes=5, seconds=1))
        assert attempt(Client(), PASSWORD) == "/"


def test_an_address_that_is_nobodys_is_answered_like_one_that_is_somebodys() -> None:
    with time_machine.travel(NOON, tick=False):
        nobody = [attempt(Client(), f"wrong {n}", "nobody@example.com") for n in range(6)]
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        somebody = [attempt(Client(), f"wrong {n}", "ada@example.com") for n in range(6)]
    assert nobody == somebody


def test_nobody_signs_up_or_adds_an_address_or_links_an_account() -> None:
    client = Client()
    attempt(client, PASSWORD)
    closed = ("signup/", "email/", "confirm-email/", "social/connections/", "3rdparty/", "3rdparty/signup/")
    assert {path: client.get(f"/accounts/{path}").status_code for path in closed} == dict.fromkeys(closed, 404)


def test_a_forgotten_password_is_set_by_a_link_that_opens_once() -> None:
    client = Client()
    told = client.post("/accounts/password/reset/", {"email": "ada@example.com"}, follow=True)
    work_off()
    letter = mail.outbox[-1]
    assert letter.to == ["ada@example.com"]
    link = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert link is not None
    opened = client.get(link[1], follow=True)
    new = {"password1": "a much better one 7", "password2": "a much better one 7"}
    client.post(opened.redirect_chain[-1][0], new)
    assert attempt(Client(), "a much better one 7") == "/"
    again = Client().get(link[1], follow=True)
    assert 'name="password1"' not in again.content.decode()
    nobody = Client().post("/accounts/password/reset/", {"email": "nobody@example.com"}, follow=True)
    work_off()
    assert says(nobody) == says(told)
    assert [letter.to for letter in mail.outbox if letter.to == ["nobody@example.com"]] == []


def asked(address: str) -> list[str]:
    """What the page of a forgotten password asks the database for an address."""
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post("/accounts/password/reset/", {"email": address})
    assert answer["Location"] == "/accounts/password/reset/done/"
    # The cache counts who asks how often, by address and by place.
    return [re.split(r" WHERE | VALUES ", each["sql"])[0] for each in queries if '"cache"' not in each["sql"]]


def test_the_page_of_a_forgotten_password_does_the_same_for_everybody() -> None:
    """What takes as long for nobody as for Ada: it asks the same, and writes no letter itself."""
    assert asked("ada@example.com") == asked("nobody@example.com")
    assert mail.outbox == []


def test_a_mail_server_that_is_away_stops_no_worker() -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "nowhere.invalid"
    Client().post("/accounts/password/reset/", {"email": "ada@example.com"})
    work_off()
    settings.EMAIL_BACKEND = working
    assert [each.status for each in DBTaskResult.objects.all()] == ["SUCCESSFUL"]


def test_an_authenticator_app_is_asked_for_once_it_is_on_and_a_recovery_code_opens_once() -> None:
    client = Client()
    attempt(client, PASSWORD)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = seen(client, "/accounts/2fa/totp/activate/", r'value="([A-Z2-7]{32})"')
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        client.post("/accounts/2fa/totp/activate/", {"code": code(secret, datetime.now(UTC))})
        spare = seen(client, "/accounts/2fa/recovery-codes/", r"readonly>(\d+)")
        clock.shift(timedelta(minutes=2))
        guest = Client()
        assert attempt(guest, PASSWORD) == "/accounts/2fa/authenticate/"
        assert not inside(guest)
        wrong = guest.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert (wrong.status_code, inside(guest)) == (200, False)
        guest.post("/accounts/2fa/authenticate/", {"code": code(secret, datetime.now(UTC))})
        assert inside(guest)
        lost, late = Client(), Client()
        attempt(lost, PASSWORD)
        lost.post("/accounts/2fa/authenticate/", {"code": spare})
        attempt(late, PASSWORD)
        late.post("/accounts/2fa/authenticate/", {"code": spare})
        assert (inside(lost), inside(late)) == (True, False)


def seen(client: Client, path: str, pattern: str) -> str:
    """What a page shows in a place."""
    found = re.search(pattern, client.get(path).content.decode())
    assert found is not None
    return found[1]


def code(secret: str, at: datetime) -> str:
    """What the app shows at a moment."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30)))


def test_signing_out_everywhere_else_ends_the_other_browsers() -> None:
    here, there = Client(), Client()
    attempt(here, PASSWORD)
    attempt(there, PASSWORD)
    here.post("/accounts/sessions/")
    assert (inside(here), inside(there)) == (True, False)


def test_signing_out_takes_a_form_and_ends_the_session() -> None:
    client = Client()
    attempt(client, PASSWORD)
    client.get("/accounts/logout/")
    assert inside(client)
    client.post("/accounts/logout/")
    assert not inside(client)


def test_a_changed_password_wants_the_old_one() -> None:
    client = Client()
    attempt(client, PASSWORD)
    new = {"password1": "a much better one 7", "password2": "a much better one 7"}
    client.post("/accounts/password/change/", {"oldpassword": "wrong", **new})
    assert "not correct" in attempt(Client(), "a much better one 7")
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    assert attempt(Client(), "a much better one 7") == "/"


def test_an_invitation_opens_once_sets_the_password_and_signs_in(signed_in: SignedIn) -> None:
    link = invited(signed_in("amy"))
    guest = Client()
    assert "Welcome, Olga Brandt" in says(guest.get(link))
    weak = guest.post(link, {"password": "12345678901234"})
    assert "entirely numeric" in says(weak)
    assert guest.post(link, {"password": "a much better one 7"})["Location"] == "/"
    assert inside(guest)
    assert Client().get(link).status_code == 410
    assert attempt(Client(), "a much better one 7", "olga@example.com") == "/"
    assert [(deed.by, deed.did, deed.about) for deed in Deed.objects.all()] == [
        ("olga", "accepted", "person olga"),
        ("amy", "invited", "person olga"),
    ]


def test_an_invitation_wears_off_after_seven_days(signed_in: SignedIn) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        link = invited(signed_in("amy"))
        clock.shift(timedelta(days=7, seconds=-1))
        assert Client().get(link).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert Client().get(link).status_code == 410


def test_inviting_again_makes_the_first_link_void(signed_in: SignedIn) -> None:
    amy = signed_in("amy")
    first = invited(amy)
    amy.post("/settings/people/olga/invite/", {"email": "olga@example.com"})
    second = shown_link(amy)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)


@pytest.mark.parametrize("tampered", ["/accounts/invitation/nonsense/", "/accounts/invitation/a:b/"])
def test_a_forged_invitation_opens_nothing(tampered: str) -> None:
    assert Client().get(tampered).status_code == 410


def test_a_shut_login_is_out_at_once_and_comes_back_when_opened(signed_in: SignedIn) -> None:
    amy, ada = signed_in("amy"), signed_in("ada")
    amy.post("/settings/people/ada/login/", {"to": "shut"})
    assert not inside(ada)
    assert attempt(Client(), PASSWORD) == "/accounts/inactive/"
    amy.post("/settings/people/ada/login/", {"to": "open"})
    assert attempt(Client(), PASSWORD) == "/"


def test_nobody_shuts_herself_out(signed_in: SignedIn) -> None:
    amy = signed_in("amy")
    amy.post("/settings/people/amy/login/", {"to": "shut"})
    assert Login.objects.get(person__key="amy").is_active


def invited(admin: Client) -> str:
    """The link that an administrator gets for somebody new."""
    admin.post("/settings/people/new/", {"key": "olga", "name": "Olga Brandt", "email": "Olga@Example.com"})
    return shown_link(admin)


def shown_link(admin: Client) -> str:
    return seen(admin, "/settings/people/olga/", r"http://testserver(/accounts/invitation/[^\"]+)")
