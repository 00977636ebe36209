"""Settings come from the surroundings; what cannot be used is told at once, all of it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plaudit.values.refused import Unreadable
from plaudit.web.configuration import configuration

KEY = "k" * 50


def test_all_mistakes_are_told_at_once() -> None:
    wrong = {
        "PLAUDIT_DATABASE": "mysql://x/y",
        "PLAUDIT_HTTPS": "maybe",
        "PLAUDIT_SECRET_KEY": "short",
        "PLAUDIT_OIDC": "nonsense",
        "PLAUDIT_TIME_ZONE": "Europe/Bern",
        "PLAUDIT_MAIL": "pigeon://x",
        "PLAUDIT_DATABSE": "postgresql://x/y",
    }
    with pytest.raises(Unreadable) as unreadable:
        configuration(wrong)
    assert [problem.path for problem in unreadable.value.problems] == [
        *("PLAUDIT_DATABSE", "PLAUDIT_HTTPS", "PLAUDIT_DATABASE", "PLAUDIT_MAIL", "PLAUDIT_OIDC"),
        *("PLAUDIT_TIME_ZONE", "PLAUDIT_SECRET_KEY"),
    ]


def test_the_key_is_made_once_and_nobody_else_reads_it(tmp_path: Path) -> None:
    first = configuration({"PLAUDIT_HOME": str(tmp_path)})
    assert first.secret_key == configuration({"PLAUDIT_HOME": str(tmp_path)}).secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_of_those_that_start_together_one_makes_the_key(tmp_path: Path) -> None:
    def key(number: int) -> str:
        return configuration({"PLAUDIT_HOME": str(tmp_path / str(number // 8))}).secret_key

    with ThreadPoolExecutor(8) as together:
        keys = list(together.map(key, range(400)))
    kept = [(tmp_path / str(number // 8) / "secret-key").read_text("utf-8") for number in range(400)]
    assert keys == kept
    assert {len(each) for each in keys} == {86}
    assert [path.name for path in (tmp_path / "0").iterdir()] == ["secret-key"]


def test_an_address_of_postgresql_is_taken_apart() -> None:
    said = configuration({"PLAUDIT_DATABASE": "postgresql://ada:p%40ss@db:5433/plaudit", "PLAUDIT_SECRET_KEY": KEY})
    assert [said.database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        *("plaudit", "ada", "p@ss", "db", "5433")
    ]


def test_the_provider_is_named_by_its_origin_too() -> None:
    said = configuration(
        {"PLAUDIT_OIDC": "plaudit:s@cret@https://id.example.com:8443/realms/x", "PLAUDIT_SECRET_KEY": KEY}
    )
    assert said.oidc == {
        "client_id": "plaudit",
        "secret": "s@cret",
        "server_url": "https://id.example.com:8443/realms/x",
        "origin": "https://id.example.com:8443",
    }
