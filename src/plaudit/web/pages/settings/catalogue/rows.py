"""The map as a table."""

from decimal import Decimal

from plaudit.activities.catalogue import Catalogue
from plaudit.web.components.table import Column, Link, Table

COLUMNS = (
    Column("kind", "Kind"),
    Column("milestones", "Milestones"),
    Column("stage", "Stage"),
    Column("complexity", "Complexity"),
    Column("value", "Value"),
    Column("points", "Points", "number"),
    Column("guidance", "How to get one"),
)


def mapped(catalogue: Catalogue) -> Table:
    """Every kind in the order of the map."""
    rows = [
        (
            Link(kind.title, None, kind.kind),
            Link(", ".join(kind.milestones), None, f"or {', '.join(kind.ends)}" if kind.ends else ""),
            kind.stage,
            kind.complexity,
            kind.value,
            # Points have six decimals at most, so that this is exact.
            format(Decimal(kind.points.numerator) / kind.points.denominator, "f"),
            kind.guidance,
        )
        for kind in catalogue.kinds
    ]
    return Table("kinds", "Kinds of activity", COLUMNS, rows)
