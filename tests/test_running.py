"""Running the site: it starts from nothing, says how it is, counts and logs without names, and its worker writes."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.serving import answers, asked, free_port, plaudit, served, surroundings

pytestmark = pytest.mark.journey


@pytest.mark.served
@pytest.mark.slow
def test_a_site_starts_from_nothing_and_says_how_it_is(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, "--metrics", str(port), "--processes", "2") as site:
        assert asked(f"{site}/healthy") == (200, "healthy\n")
        assert asked(f"{site}/ready") == (200, "ready\n")
        status, page = asked(f"{site}/accounts/login/")
        assert status == 200
        assert asked(site + str(re.findall(r'href="(/static/plaudit\.[^"]+)"', page)[0]))[0] == 200
        assert asked(f"{site}/accounts/invitation/secret-of-ada/")[0] == 410
        assert asked(f"{site}/people/ada/")[0] == 200  # the page of signing in, to which it leads
        counted = asked(f"http://localhost:{port}/metrics")[1]
    assert 'plaudit_requests_total{method="GET",path="accounts/login/",status="200"}' in counted
    logged = (tmp_path / "serve.log").read_text()
    lines = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    line = next(each for each in lines if each.get("path") == "accounts/invitation/<str:said>/")
    assert {name: line[name] for name in ("level", "logger", "method", "status")} == {
        "level": "info",
        "logger": "plaudit.requests",
        "method": "GET",
        "status": 410,
    }
    assert isinstance(line["milliseconds"], int)
    assert "secret-of-ada" not in logged + counted
    assert "127.0.0.1" not in "".join(map(json.dumps, lines))


def test_the_first_administrator_gets_a_link_and_a_letter(tmp_path: Path) -> None:
    done = plaudit(tmp_path, "invite", "amy", "amy@example.com", "--name", "Amy Roth", "--duty", "admin")
    link = done.stdout.splitlines()[-1]
    assert link.startswith("http://localhost:8000/accounts/invitation/")
    sent = plaudit(tmp_path, "worker", "--once").stdout
    assert [said in sent for said in ("To: amy@example.com", "Message-ID: <notice-1@localhost>", link)] == [True] * 3
    assert "amy@example.com" not in plaudit(tmp_path, "worker", "--once").stdout


def test_settings_that_cannot_be_used_are_all_told_at_once(tmp_path: Path) -> None:
    done = plaudit(tmp_path, "serve", PLAUDIT_HTTPS="maybe", PLAUDIT_DATABSE="postgresql://x/y")
    assert done.returncode == 2
    assert ["PLAUDIT_HTTPS" in done.stderr, "PLAUDIT_DATABSE" in done.stderr] == [True, True]
    assert list(tmp_path.iterdir()) == []


def test_a_duty_that_is_none_is_refused(tmp_path: Path) -> None:
    done = plaudit(tmp_path, "invite", "amy", "amy@example.com", "--duty", "king")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "king is no duty; duties are operations, finance, marketing, admin.",
    )


@pytest.mark.served
@pytest.mark.slow
def test_behind_tls_cookies_travel_over_tls_only(tmp_path: Path) -> None:
    with served(tmp_path, "--processes", "1", PLAUDIT_HTTPS="yes") as site:
        behind = Request(f"{site}/accounts/login/", headers={"X-Forwarded-Proto": "https"})  # noqa: S310 -- our own
        with urlopen(behind, timeout=30) as answer:  # noqa: S310 -- as above
            cookie, security = answer.headers["Set-Cookie"], answer.headers["Strict-Transport-Security"]
    flags = {part.strip() for part in cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= flags
    assert security == "max-age=31536000; includeSubDomains; preload"


def test_djangos_own_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    environment = surroundings(tmp_path, {"PLAUDIT_HTTPS": "yes", "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"})
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_the_migrations_say_what_the_models_say(tmp_path: Path) -> None:
    environment = surroundings(tmp_path, {"DJANGO_SETTINGS_MODULE": "plaudit.web.settings"})
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_demo_asks_every_page_once_when_nobody_watches(tmp_path: Path) -> None:
    done = plaudit(tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    assert "ada.okafor@harbor.example" in done.stdout
    assert int(re.findall(r"(\d+) pages answer", done.stdout)[0]) >= 25


@contextmanager
def in_a_terminal(home: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command whose output somebody watches."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "plaudit", *arguments]
    process = subprocess.Popen(command, env=surroundings(home, {}), stdout=theirs, stderr=theirs)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)
        os.close(ours)
        os.close(theirs)


@pytest.mark.served
@pytest.mark.slow
def test_the_demo_opens_as_a_site_in_a_terminal(tmp_path: Path) -> None:
    port = free_port()
    with in_a_terminal(tmp_path, "demo", "--port", str(port)) as process:
        assert any(answers(f"http://localhost:{port}/ready", process) for _ in range(900))
