"""The books as rows for a general ledger: what each posting moves between accounts, by who pays and by currency."""

from collections.abc import Iterator

from django.db.models import Sum

from plaudit.ledger.accounts import MOVES
from plaudit.ledger.models import Entry
from plaudit.values.money import money_text

COLUMNS = ("posting", "date", "booked", "period", "account", "funded_by", "currency", "debit", "credit", "head")
Row = tuple[str, ...]


def general() -> Iterator[Row]:
    """Debits and credits of a posting are equal in each currency, but for what a statement converts. Asks once."""
    names = ("posting", "posting__at", "posting__once", "posting__period", "posting__head")
    sums = Entry.objects.order_by("posting", "funded_by", "kind", "currency", "into_currency").values_list(
        *names, "funded_by", "kind", "currency", "into_currency"
    )
    for *booked, funder, kind, currency, into_currency, amount, into in sums.annotate(Sum("amount"), Sum("into")):
        number, at, once, period, head = booked
        turned = into_currency not in {"", currency}
        ends = (into, into_currency) if turned else (amount, currency)
        said = (str(number), at.date().isoformat(), once, period)
        for account, (minor, of) in (
            (MOVES[kind].debit, (amount, currency)),
            (MOVES[kind].credit, (-ends[0], ends[1])),
        ):
            yield (*said, account, funder, of, *_sides(minor, of), head)


def _sides(minor: int, currency: str) -> tuple[str, str]:
    """Debit and credit; a ledger knows no negative amounts."""
    shown = money_text(abs(minor), currency)
    return (shown, "") if minor >= 0 else ("", shown)
