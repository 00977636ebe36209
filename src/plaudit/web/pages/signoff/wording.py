"""The text to sign: the plan in plain words, and what each curve pays as a table."""

from plaudit.plans.plan import Plan
from plaudit.plans.text import text
from plaudit.web.components.table import Table, said
from plaudit.web.pages.programs.curves import curved


def wording(plan: Plan) -> str:
    """Everything that the page shows, as the plain text whose hash is signed."""
    return "\n\n".join([text(plan).strip(), *(_table(curve.rates) for curve in curved(plan).values())]) + "\n"


def _table(rates: Table) -> str:
    head = " | ".join(column.heading for column in rates.columns)
    return "\n".join([f"## {rates.title}", "", head, *(" | ".join(said(cell) for cell in row) for row in rates.rows)])
