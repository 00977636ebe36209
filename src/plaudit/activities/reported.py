"""What somebody says about an activity, checked as a whole: every problem at once, each with its place and remedy."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from plaudit.activities.catalogue import Catalogue, Kind
from plaudit.activities.models import Report
from plaudit.customers.models import Profile, Workplace
from plaudit.people.models import Person
from plaudit.people.recorded import standing
from plaudit.values.currency import codes
from plaudit.values.problem import Problem

# The largest amount whose millionths are exact in the database and in the calculation.
LARGEST = 9_000_000_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """An activity as it was told; `amount` in whole millionths of `currency`."""

    kind: str
    opened_on: date
    account: str | None = None
    contact: str | None = None
    person: str | None = None
    amount: int | None = None
    currency: str = ""
    channel: str = ""
    platform: str = ""
    deal: str = ""
    lead: str = ""
    title: str = ""
    url: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def columns(told: Told) -> dict[str, Any]:
    """The columns of a report; title and url stand beside the seal, with the activity itself."""
    said = asdict(told)
    del said["title"], said["url"]
    return {f"{name}_id" if name in {"account", "contact", "person"} else name: value for name, value in said.items()}


def told_by(report: Report) -> Told:
    """A report as it could be told again, to be corrected."""
    return Told(
        kind=report.kind,
        opened_on=report.opened_on,
        account=report.account_id,
        contact=report.contact_id,
        person=report.person_id,
        amount=report.amount,
        currency=report.currency,
        channel=report.channel,
        platform=report.platform,
        deal=report.deal,
        lead=report.lead,
        title=report.activity.title,
        url=report.activity.url,
        attributes=report.attributes,
    )


def wrong(told: Told, catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Whatever keeps it from being recorded."""
    if catalogue.find(told.kind) is None:
        says = f"There is no activity of the kind {told.kind!r}."
        yield Problem("kind-unknown", says, f"Choose one of {', '.join(catalogue.names)}.", path="kind")
    if told.opened_on > today:
        says = f"{told.opened_on} has not come yet."
        yield Problem("day-to-come", says, "Give the day on which it began.", path="opened_on")
    if told.account is not None and not standing(Profile).filter(account_id=told.account).exists():
        says = f"There is no account {told.account!r}."
        yield Problem("account-unknown", says, "Choose one from the list, or have it imported.", path="account")
    if told.person is not None and not Person.objects.filter(key=told.person).exists():
        says = f"There is no person {told.person!r}."
        yield Problem("person-unknown", says, "Choose one from the list.", path="person")
    if told.account is None and told.person is None:
        says = "Nobody could be credited: it names neither an account nor a person."
        yield Problem("nobody-to-credit", says, "Name the account, or who brought it.", path="account")
    yield from _contact(told)
    yield from _amount(told)
    yield from wrong_link(told.url)


def wrong_milestone(kind: Kind, milestone: str, on: date, *, opened: date, today: date) -> Iterator[Problem]:
    """A milestone lies between the day its activity began and today."""
    if milestone not in kind.steps:
        says = f"A {kind.title.lower()} has no milestone {milestone!r}."
        yield Problem("milestone-unknown", says, f"Choose one of {', '.join(kind.steps)}.", path="milestone")
    if on > today:
        yield Problem("day-to-come", f"{on} has not come yet.", "Give the day on which it was reached.", path="on")
    if on < opened:
        says = f"It was reached on {on}, before it began on {opened}."
        yield Problem("milestone-too-early", says, "Correct one of the two days.", path="on")


def _contact(told: Told) -> Iterator[Problem]:
    if told.contact is None:
        return
    workplace = standing(Workplace).filter(contact_id=told.contact).first()
    if workplace is None:
        says = f"There is no contact {told.contact!r}."
        yield Problem("contact-unknown", says, "Choose one of the account's contacts.", path="contact")
    elif workplace.account_id != told.account:
        says = f"{told.contact} works at {workplace.account_id}, not at {told.account}."
        yield Problem("contact-elsewhere", says, "Choose one of the account's contacts.", path="contact")


def _amount(told: Told) -> Iterator[Problem]:
    if told.amount is None:
        return
    if told.amount < 0:
        remedy = "Reduce a deal by correcting its amount."
        yield Problem("amount-negative", "The amount is below zero.", remedy, path="amount")
    if told.amount >= LARGEST * 1_000_000:
        says = f"The amount is beyond {LARGEST:,}."
        yield Problem("number-too-large", says, "Check the amount and its currency.", path="amount")
    if told.currency not in codes():
        says = f"{told.currency!r} is no currency." if told.currency else "The amount has no currency."
        yield Problem("currency-unknown", says, "Write its three letters, such as USD.", path="currency")


def wrong_link(url: str) -> Iterator[Problem]:
    """A link that a browser would run, or look for on this machine, shows nothing."""
    if url and not url.startswith(("https://", "http://")):
        says = "The link is none that a browser should open."
        yield Problem("link-unreadable", says, "Copy it from the browser; it starts with https://.", path="url")
