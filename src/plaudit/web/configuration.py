"""What the surroundings say, read once at start: each setting with its meaning, every mistake told at once."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

SETTINGS: Mapping[str, str] = {
    "PLAUDIT_HOME": "The folder of the database, the files that prove acts, and the key; ./plaudit-home otherwise.",
    "PLAUDIT_DATABASE": "postgresql://user:password@host/name; an SQLite file in the home folder otherwise.",
    "PLAUDIT_SECRET_KEY": "What signs sessions, at least 50 characters; made and kept in the home folder otherwise.",
    "PLAUDIT_HOSTS": "The names under which the site is reached, with commas; localhost otherwise.",
    "PLAUDIT_HTTPS": "yes behind TLS: cookies travel over TLS only; no otherwise.",
    "PLAUDIT_MAIL": "smtp://user:password@host:port for notices; printed by the worker otherwise.",
    "PLAUDIT_MAIL_FROM": "The address from which notices come; plaudit@localhost otherwise.",
    "PLAUDIT_OIDC": "client:secret@issuer address, for single sign-on; none otherwise.",
    "PLAUDIT_TIME_ZONE": "The zone whose day today is; UTC otherwise.",
}

# Settings of the command line and of the tests, which the site passes by.
ELSEWHERE = {"PLAUDIT_CSV_LIMIT", "PLAUDIT_MEMORY", "PLAUDIT_EXAMPLES"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """How this site runs."""

    home: Path
    database: dict[str, Any]
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    mail: dict[str, Any]
    mail_from: str
    oidc: dict[str, str] | None
    time_zone: str


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Raises Unreadable with every setting that cannot be used."""
    wrong: list[Problem] = [
        _problem("setting-unknown", f"{name} is not a setting.", f"Settings are {', '.join(SETTINGS)}.", name)
        for name in environment
        if name.startswith("PLAUDIT_") and name not in {*SETTINGS, *ELSEWHERE}
    ]
    said = {name: environment[name] for name in SETTINGS if environment.get(name)}
    home = Path(said.get("PLAUDIT_HOME", "plaudit-home")).absolute()
    https = said.get("PLAUDIT_HTTPS", "no")
    if https not in {"yes", "no"}:
        wrong.append(_problem("setting-wrong", f"PLAUDIT_HTTPS is {https!r}.", "Write yes or no.", "PLAUDIT_HTTPS"))
    database = _database(said.get("PLAUDIT_DATABASE"), home, wrong)
    mail = _mail(said.get("PLAUDIT_MAIL"), wrong)
    oidc = _oidc(said.get("PLAUDIT_OIDC"), wrong)
    zone = _zone(said.get("PLAUDIT_TIME_ZONE", "UTC"), wrong)
    key = said.get("PLAUDIT_SECRET_KEY", "")
    if key and len(key) < 50:
        says = f"PLAUDIT_SECRET_KEY has {len(key)} characters."
        wrong.append(_problem("setting-wrong", says, "Give it at least 50 random ones.", "PLAUDIT_SECRET_KEY"))
    if wrong:
        raise Unreadable(tuple(wrong))
    return Configuration(
        home=home,
        database=database,
        secret_key=key or _kept_key(home),
        hosts=tuple(said.get("PLAUDIT_HOSTS", "localhost,127.0.0.1").split(",")),
        https=https == "yes",
        mail=mail,
        mail_from=said.get("PLAUDIT_MAIL_FROM", "plaudit@localhost"),
        oidc=oidc,
        time_zone=zone,
    )


def _problem(code: str, says: str, remedy: str, name: str) -> Problem:
    return Problem(code, says, remedy, path=name)


def _kept_key(home: Path) -> str:
    """A key of this site's own, readable by nobody else; of processes that start together one makes it."""
    place = home / "secret-key"
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=home, encoding="utf-8") as whole:
            whole.write(secrets.token_urlsafe(64))
            whole.flush()
            with suppress(FileExistsError):
                # A link appears at once and whole, and takes nobody else's place.
                place.hardlink_to(whole.name)
    return place.read_text("utf-8")


def _database(said: str | None, home: Path, wrong: list[Problem]) -> dict[str, Any]:
    if said is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "plaudit.sqlite3",
            "OPTIONS": {
                # A transaction that will write says so at once: no two writers find out at the end.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # A row that REPLACE removes must meet the triggers of the seal too.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
                "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456",
            },
        }
    url = urlsplit(said)
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        says = "PLAUDIT_DATABASE is not the address of a PostgreSQL database."
        wrong.append(_problem("setting-wrong", says, "Write postgresql://user:password@host/name.", "PLAUDIT_DATABASE"))
        return {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": _part(url.username),
        "PASSWORD": _part(url.password),
        "HOST": _part(url.hostname),
        "PORT": "" if url.port is None else str(url.port),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _part(written: str | None) -> str:
    return "" if written is None else unquote(written)


def _zone(said: str, wrong: list[Problem]) -> str:
    if said not in available_timezones():
        says = f"PLAUDIT_TIME_ZONE is {said!r}, which is not a time zone of the IANA database."
        wrong.append(_problem("setting-wrong", says, "Write one such as America/New_York.", "PLAUDIT_TIME_ZONE"))
    return said


def _mail(said: str | None, wrong: list[Problem]) -> dict[str, Any]:
    if said is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = urlsplit(said)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        says = "PLAUDIT_MAIL is not the address of a mail server."
        wrong.append(_problem("setting-wrong", says, "Write smtp://user:password@host:587.", "PLAUDIT_MAIL"))
        return {}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": 587 if url.port is None else url.port,
        "EMAIL_HOST_USER": _part(url.username),
        "EMAIL_HOST_PASSWORD": _part(url.password),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp",
    }


def _oidc(said: str | None, wrong: list[Problem]) -> dict[str, str] | None:
    if said is None:
        return None
    credentials, at, issuer = said.rpartition("@")
    client, colon, secret = credentials.partition(":")
    if not (at and colon and client and urlsplit(issuer).scheme in {"http", "https"}):
        says = "PLAUDIT_OIDC is not client:secret@issuer."
        remedy = "Write the client's name and secret and the issuer's address: plaudit:secret@https://id.example.com."
        wrong.append(_problem("setting-wrong", says, remedy, "PLAUDIT_OIDC"))
        return None
    # The policy of the pages names the provider by its origin: it asks under another path than the issuer's.
    origin = f"{urlsplit(issuer).scheme}://{urlsplit(issuer).netloc}"
    return {"client_id": client, "secret": secret, "server_url": issuer, "origin": origin}
