"""Grants as a table, with those that came in with an import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.models import Grant
from plaudit.earnings.grants.find import Followed
from plaudit.earnings.grants.models import Turn
from plaudit.people.names import names
from plaudit.plans.programs.find import programs
from plaudit.values.money import Money, decimal_text
from plaudit.web.components.table import Cell, Column, Link, State, Table


@dataclass(frozen=True, slots=True)
class Paying:
    """What an incentive is called, and the currency of its plan."""

    title: str
    currency: str | None


Known = Mapping[str, Paying]

SAYS: Mapping[str, State] = {
    Turn.Kind.PROPOSED: State("waiting", "Waits for approval"),
    Turn.Kind.WITHDRAWN: State("plain", "Withdrawn"),
    Turn.Kind.DECLINED: State("problem", "Declined"),
    Turn.Kind.APPROVED: State("good", "Granted"),
    Turn.Kind.DOUBTED: State("attention", "To be taken back?"),
    Turn.Kind.KEPT: State("good", "Granted"),
    Turn.Kind.RETRACTED: State("problem", "Taken back"),
}
IMPORTED = State("good", "Granted, imported")
COLUMNS = (
    Column("person", "To"),
    Column("incentive", "Incentive"),
    Column("on", "For", "day"),
    Column("amount", "Amount", "money"),
    Column("currency", "Currency"),
    Column("reason", "Why"),
    Column("given", "Proposed by"),
    Column("approved", "Approved by"),
    Column("state", "State", "state"),
)


def paying(catalogue: Catalogue) -> Known:
    """Every incentive of every program, as its newest version says."""
    plans = [plan for those in programs(catalogue).values() for plan in those]
    return {each.key: Paying(each.title, plan.currency) for plan in plans for each in plan.incentives}


def listed(key: str, title: str, those: Sequence[Followed], imported: Sequence[Grant], known: Known) -> Table:
    called = names(
        [name for each in those for name in (each.given_by, each.approved_by)]
        + [name for fact in imported for name in (fact.given_by, fact.approved_by)]
    )
    rows = [_row(each, called, known) for each in those]
    rows += [_imported(fact, called, known) for fact in imported]
    empty = "Nothing is given by hand yet. A grant is the one way to pay beside a curve, and it takes two people."
    return Table(key, title, COLUMNS, rows, empty=empty)


def _row(each: Followed, called: Mapping[str, str], known: Known) -> tuple[Cell, ...]:
    proposal = each.proposal
    return (
        Link(proposal.person.name, reverse("grant", args=[proposal.key])),
        known[proposal.incentive].title,
        proposal.on,
        each.money,
        proposal.currency,
        proposal.reason,
        called[each.given_by],
        called[each.approved_by] if each.approved_by else "",
        SAYS[each.last.what],
    )


def _imported(fact: Grant, called: Mapping[str, str], known: Known) -> tuple[Cell, ...]:
    """In the currency of its plan; an incentive that no plan has any more leaves the amount unknown."""
    of = known.get(fact.incentive, Paying(fact.incentive, None))
    money = None if of.currency is None else Money.of(decimal_text(fact.amount, 6), of.currency)
    words = (fact.reason, called[fact.given_by], called[fact.approved_by])
    return (fact.person.name, of.title, fact.on, money, of.currency, *words, IMPORTED)
