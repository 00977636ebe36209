"""What waits, weighed: beside each face value what is to be expected of it, or why nobody can say."""

from collections.abc import Iterable
from dataclasses import dataclass

from plaudit.earnings.runs.stood import Stood
from plaudit.evidence.site.models import Answered
from plaudit.evidence.site.weigh import Weighed, weigh
from plaudit.statements.accrual.pending import Pending
from plaudit.values.money import Money
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, Table
from plaudit.web.components.words import plain
from plaudit.web.pages.evidence.figures import digits, say

UNKNOWN = "No forecast: too few such acts are old enough and came to an end, or all are older than such acts take."


@dataclass(frozen=True, slots=True)
class Expected:
    """A table by kind, and one sentence for all of them."""

    table: Table
    says: str


def expected(stood: Stood, pending: Pending, forecast: Answered | None) -> Expected | None:
    """None where nothing that waits would earn anything by itself."""
    faces: dict[str, int] = {}
    for stage in (each for each in pending.stages if each.amount):
        faces[stage.kind] = faces.get(stage.kind, 0) + stage.amount
    if not faces:
        return None
    told = {"answers": []} if forecast is None else forecast.document
    found = weigh(told, faces)
    currency = pending.currency
    columns = (
        Column("kind", "Activity"),
        Column("face", "At face value", "money", currency),
        Column("share", "Come so far (%)", "number"),
        Column("expected", f"To be expected ({currency})", "number"),
        Column("low", f"80 % from ({currency})", "number"),
        Column("high", f"80 % to ({currency})", "number"),
        Column("why", "Otherwise"),
    )
    title = f"What is to be expected of it in {stood.title}"
    table = Table(f"weighed-{stood.program.key}", title, columns, [_row(each, currency) for each in found])
    return Expected(table, _says(found, currency) if forecast is not None else "The forecast is being made.")


def _row(each: Weighed, currency: str) -> tuple[Cell, ...]:
    kind, face = plain(each.kind), Money(each.face, currency)
    if each.share is None:
        return kind, face, None, None, None, None, UNKNOWN
    ends = (each.share.middle, each.share.low, each.share.high)
    return (
        kind,
        face,
        digits(each.share.middle, "share"),
        *(digits(each.of(end, currency), "money") for end in ends),
        "",
    )


def _says(found: Iterable[Weighed], currency: str) -> str:
    known = [(each, each.share) for each in found if each.share is not None]
    rest = sum(each.face for each in found if each.share is None)
    if not known:
        return "Nobody can say yet how many of them get so far."
    middle, low, high = (
        say(sum(each.of(end, currency) for each, end in ends), "money", currency)
        for ends in (
            [(each, share.middle) for each, share in known],
            [(each, share.low) for each, share in known],
            [(each, share.high) for each, share in known],
        )
    )
    without = f" {locale.money(Money(rest, currency))} at face value have no forecast." if rest else ""
    return f"About {middle} are to be expected of it; from {low} to {high} if all kinds went the same way.{without}"
