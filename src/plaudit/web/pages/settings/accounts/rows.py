"""Every account with who holds it on a day: two questions, whatever the size of the company."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.db.models import Q
from django.urls import reverse

from plaudit.customers.models import Account, Holding
from plaudit.people.recorded import standing
from plaudit.web.components.table import Cell, Column, Link, Rows, Table

COLUMNS = (Column("account", "Account"), Column("holders", "Held by"))
# More accounts are not named in the question: their holders are everybody's.
FEW = 1_000
HISTORY = (
    Column("holder", "Holder"),
    Column("share", "Share"),
    Column("from", "From", "day"),
    Column("to", "Up to and without", "day"),
)


def table(on: date) -> Table:
    accounts = Account.objects.order_by("name", "key").values_list("key", "name")
    rows = Rows(accounts, lambda found: _rows(found, on))
    return Table("accounts", "Accounts", COLUMNS, rows, empty="None yet. Import accounts.csv.")


def _rows(found: Sequence[tuple[str, str]], on: date) -> list[tuple[Cell, ...]]:
    holders: dict[str, list[str]] = {}
    held = standing(Holding).filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on).order_by("person__name")
    if len(found) <= FEW:
        held = held.filter(account__in=[key for key, _ in found])
    for account, name, share in held.values_list("account__key", "person__name", "share"):
        holders.setdefault(account, []).append(name if share == "1" else f"{name} {share}")
    # To ask for each address by itself takes longer than all the rest, where a filter looks at twenty thousand.
    here = reverse("settings-accounts")
    return [(Link(name, f"{here}{quote(key, safe='')}/"), ", ".join(holders.get(key, ()))) for key, name in found]


def history(account: Account) -> Table:
    """Who holds it from when to when, as it stands, the latest first."""
    held = standing(Holding).filter(account=account).select_related("person").order_by("-starts", "person")
    rows = [(each.person.name, each.share, each.starts, each.ends) for each in held]
    return Table("holdings", "Holders", HISTORY, rows, empty="Nobody has held it yet.")
