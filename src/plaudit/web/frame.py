"""What every page shows around its own matter: who reads, and where she can go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from plaudit.people.access import Reader
from plaudit.web.door import Asked


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the rail: `name` is its address's, `icon` one of icons.svg, `whose` says for whom it is there."""

    name: str
    label: str
    icon: str
    whose: Callable[[Reader], bool]
    # Whether the page is of a period, which then goes along from page to page.
    periodic: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as one reader sees it."""

    label: str
    icon: str
    url: str
    current: bool


PAGES = (
    Page("quarter", "My quarter", "quarter", lambda reader: reader.earns, periodic=True),
    Page("team", "Team", "team", lambda reader: reader.manages, periodic=True),
    Page("log", "Log an act", "log", lambda reader: reader.may_log()),
    Page("verify", "Verify", "verify", lambda reader: reader.manages or reader.operations),
    Page("people", "Statements", "statement", lambda reader: reader.operations or reader.finance, periodic=True),
    Page("disputes", "Disputes", "dispute", lambda reader: reader.manages or reader.operations or reader.finance),
    Page("payouts", "Payouts", "payout", lambda reader: reader.operations or reader.finance),
    Page("accrual", "Accrual", "accrual", lambda reader: reader.operations or reader.finance, periodic=True),
    Page("programs", "Programs", "program", lambda reader: reader.takes_part),
    Page("pay", "What to pay", "pay", lambda reader: reader.sees_evidence),
    Page("worked", "Did it work", "worked", lambda reader: reader.sees_evidence),
    Page("champions", "Champions", "champion", lambda reader: reader.sees_champions),
    Page("evidence", "Evidence", "evidence", lambda reader: reader.sees_evidence),
    Page("signoff", "Sign-off", "sign", lambda reader: reader.sees_signatures),
    Page("contests", "Contests", "contest", lambda reader: reader.takes_part, periodic=True),
    Page("close", "Close", "close", lambda reader: reader.operations or reader.finance),
    Page("recognition", "Recognition", "recognition", lambda reader: reader.takes_part, periodic=True),
    Page("grants", "Grants", "grant", lambda reader: reader.grants),
    Page("compare", "Compare", "compare", lambda reader: reader.operations or reader.finance),
    Page("imports", "Imports", "imports", lambda reader: reader.operations),
    Page("journal", "Journal", "journal", lambda reader: reader.operations or reader.finance or reader.admin),
    Page("settings", "Settings", "settings", lambda reader: reader.sees_people),
)

FIRST = ("quarter", "team", "people", "programs")


def frame(request: Asked) -> dict[str, Any]:
    # A page that answers before the door stands (a bad request) has no reader.
    reader: Reader | None = vars(request).get("reader")
    return {"reader": reader, "rail": () if reader is None else rail(request, reader)}


def rail(request: Asked, reader: Reader) -> tuple[Place, ...]:
    """Her own pages; the period she looks at stays chosen."""
    at = _at(request, reader)
    period = request.GET.get("period")
    daily = _daily(reader)
    hers = [page for page in PAGES if page.whose(reader)]
    return tuple(
        Place(
            page.label,
            page.icon,
            _address(page, period),
            current=at == page.name,
        )
        for page in sorted(hers, key=lambda page: daily.index(page.name) if page.name in daily else len(daily))
    )


def _daily(reader: Reader) -> tuple[str, ...]:
    """What a duty is about stands before what she may see besides."""
    operations = ("programs", "pay", "worked") if reader.operations else ()
    return operations + (("close", "payouts", "journal") if reader.finance else ())


def _at(request: Asked, reader: Reader) -> str:
    """The entry that a page belongs to: `program` and its curves to `programs`, a statement to where it is found."""
    match = request.resolver_match
    if match is None:
        return ""
    name = match.view_name.split("-")[0]
    if name == "statement":
        own = match.kwargs.get("person") == reader.key
        return "quarter" if own else "team" if reader.manages else "people"
    return {
        "program": "programs",
        "version": "programs",
        "grant": "grants",
        "champion": "champions",
        "comparison": "compare",
    }.get(name, name)


def first(reader: Reader) -> str | None:
    """Where she lands: where somebody stands; None for whom there is nothing here."""
    hers = {page.name for page in PAGES if page.whose(reader)}
    return next((name for name in FIRST if name in hers), None)


def _address(page: Page, period: str | None) -> str:
    kept = f"?{urlencode({'period': period})}" if page.periodic and period else ""
    return reverse(page.name) + kept
