"""Running the site: it starts from nothing, says how it is, counts and logs without names, and its worker writes."""

import json
import re
from pathlib import Path

import pytest

from tests.serving import asked, free_port, plaudit, served


@pytest.mark.served
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
