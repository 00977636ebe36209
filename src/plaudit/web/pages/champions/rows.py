"""Proposals as a table to sort and take away, and as what can be decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plaudit.evidence.answer import in_words
from plaudit.evidence.site.propose import Proposal
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, State, Table
from plaudit.web.components.words import joined

COLUMNS = (
    Column("account", "Account"),
    Column("segment", "Segment"),
    Column("sure", "Among the best", "number"),
    Column("because", "Because of"),
    Column("held", "Held by"),
    Column("asked", "Last asked", "day"),
    Column("state", "State", "state"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal in words."""

    proposal: Proposal
    sure: str
    reasons: tuple[str, ...]
    held_by: str
    declined_by: str


def shown(proposals: Iterable[Proposal], names: Mapping[str, str]) -> tuple[Table, list[Card]]:
    cards = [_card(each, names) for each in proposals]
    empty = "No account stands out for good, or none that you may see."
    return Table("champions", "Proposed champions", COLUMNS, [_row(card) for card in cards], empty=empty), cards


def _card(each: Proposal, names: Mapping[str, str]) -> Card:
    return Card(
        proposal=each,
        sure=f"{in_words(each.probability)} among the best ({locale.percent(f'{each.probability:.2f}')})",
        reasons=tuple(_reason(reason) for reason in each.reasons),
        held_by=joined(sorted(names[key] for key in each.holders)),
        declined_by="" if each.declined is None else names[each.declined.arrival.by],
    )


def _reason(said: str) -> str:
    """`nps +2.4 spreads`: how far it stands from the typical account of its segment."""
    metric, _, far = said.partition(" +")
    return (
        f"{metric.replace('_', ' ')}: {far.removesuffix(' spreads')} usual spreads above its segment" if far else said
    )


def _row(card: Card) -> tuple[Cell, ...]:
    each = card.proposal
    state = State("good", "champion") if each.champion else State("plain", "dismissed") if each.declined else None
    return (
        each.account.name,
        each.segment,
        f"{each.probability:.2f}",
        "; ".join(card.reasons),
        card.held_by,
        each.last_asked,
        state if state is not None else State("waiting", "proposed"),
    )
