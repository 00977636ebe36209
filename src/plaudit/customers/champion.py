"""Naming a champion, and taking that back: a later row, never a change."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from plaudit.customers.models import Champion, Holding
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

# What is named on a page; a champion of an import is withdrawn by an import.
SOURCE = "form"


@transaction.atomic
def name_champion(account: str, *, by: str, on: date, at: datetime) -> Champion:
    """From that day on, until somebody says otherwise."""
    arrival = arrive(SOURCE, by=by, at=at)
    if champions(on).filter(account_id=account).exists():
        raise Refused("champion-already", f"{account} is a champion already.")
    named = Champion.objects.create(account_id=account, starts=on, **arrival.stamp)
    journal("named-champion", f"account {account}", by=by, at=at, since=on.isoformat())
    return named


@transaction.atomic
def withdraw_champion(account: str, *, by: str, on: date, at: datetime) -> None:
    """As if it had never been named; what it paid goes with it, or becomes an adjustment."""
    arrival = arrive(SOURCE, by=by, at=at)
    named = champions(on).filter(account_id=account).select_related("arrival").first()
    if named is None or not named_here(named):
        raise Refused("champion-not-named-here", f"Nobody named {account} a champion on this site.")
    Champion.objects.create(
        account_id=account, starts=named.starts, ends=named.ends, retracted_at=arrival.recorded_at, **arrival.stamp
    )
    journal("withdrew-champion", f"account {account}", by=by, at=at, since=named.starts.isoformat())


def named_here(champion: Champion | None) -> bool:
    return champion is not None and champion.arrival.source == SOURCE


def champions(on: date) -> "QuerySet[Champion]":
    """Who is one on a day."""
    return standing(Champion).filter(Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on)))


def holders(accounts: Collection[str], on: date) -> dict[str, frozenset[str]]:
    """Who holds each account on a day; asks once."""
    there = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    found: dict[str, set[str]] = {account: set() for account in accounts}
    for account, person in (
        standing(Holding).filter(there, account__key__in=list(found)).values_list("account__key", "person__key")
    ):
        found[account].add(person)
    return {account: frozenset(people) for account, people in found.items()}
