"""The company's own sign-on, against a real OpenID Connect provider that the test runs on this machine."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.serving import answers, free_port, plaudit, served

pytestmark = [pytest.mark.served, pytest.mark.slow]

# What the company's directory says about people.
DIRECTORY: tuple[dict[str, object], ...] = (
    {"sub": "amy-1", "email": "Amy@Example.com", "email_verified": True},
    {"sub": "eve-1", "email": "amy@example.com", "email_verified": False},
    {"sub": "eve-2", "email": "amy@example.com"},
    {"sub": "out-1", "email": "out@example.com", "email_verified": True},
)


@dataclass(frozen=True, slots=True)
class Site:
    """A site with the company's sign-on, its home, and who answers for the company."""

    address: str
    home: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("sso")
    done = plaudit(home, "invite", "amy", "amy@example.com", "--duty", "admin")
    assert done.returncode == 0, done.stderr
    with provider() as issuer, served(home, "--processes", "1", PLAUDIT_OIDC=f"plaudit:secret@{issuer}") as address:
        yield Site(address, home)


@contextmanager
def provider() -> Iterator[str]:
    """A provider as a process of its own, with the people of the directory."""
    port = free_port()
    people = [word for claims in DIRECTORY for word in ("--user-claims", json.dumps(claims))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--host", "localhost", *people]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        issuer = f"http://localhost:{port}"
        assert any(answers(f"{issuer}/.well-known/openid-configuration", process) for _ in range(300))
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=30)


def come_in(site: Site, sub: str, session: requests.Session, process: str = "login") -> requests.Response:
    """From the sign-in page to the provider, there as somebody, and back."""
    page = session.get(f"{site.address}/accounts/login/").text
    found = re.search(r'action="(/accounts/oidc/sso/login/[^"]*)"', page) or re.search(r"()", page)
    assert found is not None
    action = found[1] or "/accounts/oidc/sso/login/?process=login"
    form = {"csrfmiddlewaretoken": session.cookies["csrftoken"]}
    url = site.address + action.replace("process=login", f"process={process}")
    asked = session.post(url, form, allow_redirects=False)
    assert "/oauth2/authorize" in asked.headers["Location"]
    return session.post(asked.headers["Location"], {"sub": sub})


def inside(site: Site, session: requests.Session) -> bool:
    return session.get(f"{site.address}/accounts/", allow_redirects=False).status_code == 200


def test_an_invited_address_that_the_company_vouches_for_comes_in(site: Site) -> None:
    session = requests.Session()
    come_in(site, "amy-1", session)
    assert inside(site, session)
    again = requests.Session()
    come_in(site, "amy-1", again)
    assert inside(site, again)


@pytest.mark.parametrize("sub", ["out-1", "eve-1", "eve-2"])
def test_an_address_that_nobody_invited_or_nobody_vouches_for_stays_outside(site: Site, sub: str) -> None:
    session = requests.Session()
    answer = come_in(site, sub, session)
    assert (answer.status_code, "You are not invited yet" in answer.text) == (403, True)
    assert not inside(site, session)


def test_another_identity_cannot_be_linked_to_a_login(site: Site) -> None:
    session = requests.Session()
    come_in(site, "amy-1", session)
    assert come_in(site, "out-1", session, process="connect").status_code == 403
    assert not inside(site, requests.Session())
    stranger = requests.Session()
    come_in(site, "out-1", stranger)
    assert not inside(site, stranger)


def test_going_back_at_the_provider_changes_nothing(site: Site) -> None:
    session = requests.Session()
    session.get(f"{site.address}/accounts/login/")
    form = {"csrfmiddlewaretoken": session.cookies["csrftoken"]}
    asked = session.post(f"{site.address}/accounts/oidc/sso/login/?process=login", form, allow_redirects=False)
    denied = session.post(asked.headers["Location"], {"action": "deny"})
    assert "Not signed in" in denied.text
    assert not inside(site, session)
