"""The books as a beancount journal: one transaction for each entry, so that any accountant's tools can add them up."""

import re
from collections.abc import Iterable, Iterator, Mapping

from plaudit.ledger.accounts import CASH, CLEARING, EARNED, EXPENSE, MOVES, OPENING, PAYABLE, STATED
from plaudit.ledger.models import Entry, Posting
from plaudit.values.money import money_text

# What the company owes is credit: a liability has a minus sign in such a journal.
ACCOUNTS = {
    EXPENSE: "Expenses:Incentives",
    EARNED: "Liabilities:Earned",
    STATED: "Liabilities:Stated",
    PAYABLE: "Liabilities:Payable",
    CLEARING: "Liabilities:Clearing",
    CASH: "Assets:Cash",
    OPENING: "Equity:Elsewhere",
}
# Money that no funder is named for is variable pay.
UNNAMED = "Variable-pay"


def journal() -> Iterator[str]:
    """Line by line, in the order of the books; the last line is the head they end with."""
    postings = list(Posting.objects.order_by("number"))
    yield 'option "title" "Plaudit"'
    # Whatever is converted is written with its total, so nothing is left over but the last digit of a division.
    yield 'option "inferred_tolerance_default" "*:0.000001"'
    if not postings:
        return
    purses = _named(Entry.objects.order_by("funded_by").values_list("funded_by", flat=True).distinct())
    opened = postings[0].at.date().isoformat()
    for currency in _currencies():
        yield f"{opened} commodity {currency}"
    for root in ACCOUNTS.values():
        for purse in purses.values():
            yield f"{opened} open {root}:{purse}"
    for posting in postings:
        yield ""
        yield f"; posting {posting.number}, head {posting.head}"
        for entry in Entry.objects.filter(posting=posting).order_by("number").iterator(chunk_size=2_000):
            yield from _double_entry(posting, entry, purses[entry.funded_by])


def _double_entry(posting: Posting, entry: Entry, purse: str) -> Iterator[str]:
    move = MOVES[entry.kind]
    yield f"{posting.at.date().isoformat()} * {_text(posting.once)} {_text(f'{entry.kind} of {entry.origin}')}"
    yield f"  entry: {entry.number}"
    yield f"  person: {_text(entry.person)}"
    yield f"  program: {_text(entry.program)}"
    if entry.activity:
        yield f"  activity: {_text(entry.activity)}"
    amount, into = entry.amount, entry.amount if entry.into is None else entry.into
    turned = entry.into_currency and entry.into_currency != entry.currency
    price = f" @@ {money_text(abs(into), entry.into_currency)} {entry.into_currency}" if turned else ""
    currency = entry.into_currency if turned else entry.currency
    yield f"  {ACCOUNTS[move.debit]}:{purse}  {money_text(amount, entry.currency)} {entry.currency}{price}"
    yield f"  {ACCOUNTS[move.credit]}:{purse}  {money_text(-into, currency)} {currency}"


def _named(purses: Iterable[str]) -> Mapping[str, str]:
    """An account's name for each purse: letters, digits and hyphens, no two the same."""
    found: dict[str, str] = {}
    for purse in purses:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", purse).strip("-") or UNNAMED
        name = plain[0].upper() + plain[1:]
        same = sum(each == name or each.startswith(f"{name}--") for each in found.values())
        found[purse] = f"{name}--{same + 1}" if same else name
    return found


def _currencies() -> list[str]:
    plans = Entry.objects.order_by().values_list("currency", flat=True).distinct()
    pays = Entry.objects.order_by().exclude(into_currency="").values_list("into_currency", flat=True).distinct()
    return sorted({*plans, *pays})


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
