"""Accounts and contacts by what people call them."""

from django.db.models import Q, QuerySet

from plaudit.customers.models import Account, Contact, Holding, Workplace
from plaudit.people.recorded import standing

SHOWN = 12


def accounts_like(said: str, among: "QuerySet[Account] | None" = None) -> list[Account]:
    """At most a dozen whose key or name contains what was said; those that begin with it first."""
    said = said.strip()
    accounts = Account.objects.all() if among is None else among
    begin = accounts.filter(Q(key__istartswith=said) | Q(name__istartswith=said))[:SHOWN]
    found = list(begin)
    if len(found) < SHOWN:
        contain = accounts.filter(Q(key__icontains=said) | Q(name__icontains=said))
        found += list(contain.exclude(pk__in=[account.pk for account in found])[: SHOWN - len(found)])
    return found


def book(person: str) -> "QuerySet[Account]":
    """The accounts that somebody holds or has held."""
    return Account.objects.filter(key__in=standing(Holding).filter(person_id=person).values("account"))


def contacts_of(account: str) -> list[Contact]:
    there = standing(Workplace).filter(account_id=account).values("contact")
    return list(Contact.objects.filter(key__in=there))
