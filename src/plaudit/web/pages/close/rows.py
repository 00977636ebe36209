"""The tables around a close: periods, sums, adjustments, differences, budgets, what is booked."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from plaudit.ledger.models import Posting
from plaudit.people.names import names
from plaudit.statements.budget import Budget, budgets
from plaudit.statements.models import Draft
from plaudit.statements.points import differing
from plaudit.statements.review import adjustments, unknown
from plaudit.statements.sums import Summed, booked, paid_by_posting
from plaudit.values.money import Money
from plaudit.web.components import locale
from plaudit.web.components.table import Column, Link, State, Table
from plaudit.web.components.words import joined, plain
from plaudit.web.periods import label

KINDS = {
    "earned": "Earned",
    "adjusted": "Adjustments",
    "stated": "On statements",
    "due": "To be paid",
    "elsewhere": "Paid from the books before",
}


def periods(postings: Sequence[Posting]) -> Table:
    columns = (
        Column("period", "Period"),
        Column("how", "Closed", "state"),
        Column("by", "By"),
        Column("at", "On", "moment"),
        Column("paid", "Paid"),
        Column("head", "Head of the chain"),
    )
    paid, called = paid_by_posting(), names(each.by for each in postings)
    rows = [
        (
            Link(label(each.period), reverse("close-posting", args=[each.number])),
            State("good", "Closed") if each.what == "close" else State("plain", "Taken over"),
            called[each.by],
            each.at,
            money_words(paid.get(each.number, ())),
            each.head[:12],
        )
        for each in postings
    ]
    return Table("closed", "Closed periods", columns, rows, empty="No period is closed yet.")


def purses(summed: Sequence[Summed]) -> Table:
    columns = (
        Column("program", "Program"),
        Column("funded", "Funded by"),
        Column("people", "Statements", "number"),
        Column("currency", "Earned in"),
        Column("earned", "Earned", "money"),
        Column("adjusted", "Adjustments", "money"),
        Column("paid_in", "Paid in"),
        Column("brought", "Brought forward", "money"),
        Column("pays", "To be paid", "money"),
        Column("carries", "Carried on", "money"),
    )
    rows = [
        (
            each.program,
            each.funded_by,
            str(each.people),
            each.earned.currency,
            each.earned,
            each.adjusted,
            each.pays.currency,
            each.brought,
            each.pays,
            each.carries,
        )
        for each in summed
    ]
    return Table("purses", "Sums", columns, rows, empty="Nobody has anything to be stated.")


def adjusted(draft: Draft) -> Table:
    columns = (
        Column("person", "Person"),
        Column("incentive", "Incentive"),
        Column("activity", "Activity"),
        Column("origin", "Of"),
        Column("currency", "Currency"),
        Column("booked", "Booked", "money"),
        Column("now", "Now", "money"),
        Column("amount", "Adjustment", "money"),
        Column("why", "Because"),
    )
    found = adjustments(draft)
    called = names(each.person for each in found)
    rows = [
        (
            _statement(called[each.person], each.person, draft.period),
            plain(each.incentive),
            _activity(each.activity),
            label(each.origin),
            each.amount.currency,
            each.booked,
            each.now,
            each.amount,
            each.why,
        )
        for each in found
    ]
    return Table("adjustments", "Adjustments", columns, rows, empty="Closed periods still pay what was booked.")


def different(draft: Draft) -> Table:
    columns = (
        Column("person", "Person"),
        Column("currency", "Currency"),
        Column("was", "Last time", "money"),
        Column("is", "Now", "money"),
        Column("change", "Change", "money"),
    )
    found = differing(draft)
    called = names(person for person, _ in found)
    rows = [
        (
            _statement(called[person], person, draft.period),
            currency,
            Money(was, currency),
            Money(now, currency),
            Money(now - was, currency),
        )
        for (person, currency), (was, now) in found.items()
    ]
    return Table("differences", "Differences", columns, rows, empty="Nobody earns twice or half as much as last time.")


def not_known(draft: Draft) -> Table:
    columns = (
        Column("person", "Person"),
        Column("incentive", "Incentive"),
        Column("window", "Window"),
        Column("says", "What is wrong"),
        Column("remedy", "What to do"),
    )
    found = unknown(draft)
    called = names(each.person for each in found)
    rows = [(called[each.person], plain(each.incentive), each.window, each.says, each.remedy) for each in found]
    return Table("unknown", "Not known", columns, rows, empty="Every amount is calculated.")


def spent(draft: Draft) -> Table:
    columns = (
        Column("program", "Program"),
        Column("budget", "Budget"),
        Column("currency", "Currency"),
        Column("spent", "Used", "money"),
        Column("whole", "Of", "money"),
        Column("state", "State", "state"),
    )
    rows = [
        (
            each.program,
            f"{plain(each.incentive)}, {each.window}" if each.incentive else "The whole plan",
            each.whole.currency,
            each.spent,
            each.whole,
            _left(each),
        )
        for each in budgets(draft)
    ]
    return Table("budgets", "Budgets", columns, rows, empty="No plan has a budget.")


def entries(posting: Posting) -> Table:
    columns = (
        Column("program", "Program"),
        Column("funded", "Funded by"),
        Column("kind", "Booked as"),
        Column("entries", "Entries", "number"),
        Column("currency", "Currency"),
        Column("amount", "Amount", "money"),
    )
    rows = [
        (each.program, each.funded_by, KINDS[each.kind], str(each.entries), each.amount.currency, each.amount)
        for each in booked(posting)
    ]
    return Table("entries", "Booked", columns, rows, empty="Nothing was earned and nothing is owed.")


def money_words(those: Iterable[Money]) -> str:
    return joined([locale.money(each) for each in those])


def _left(budget: Budget) -> State:
    if budget.spent is None:
        return State("problem", "Not known")
    if budget.spent >= budget.whole:
        return State("attention", "Used up")
    return State("attention", "Nearly used") if budget.near else State("good", "Enough left")


def _statement(name: str, person: str, period: str) -> Link:
    return Link(name, reverse("statement", args=[person, period]))


def _activity(key: str | None) -> Link | None:
    return None if key is None else Link(key, reverse("activity", args=[key]))
