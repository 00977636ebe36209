"""All programs."""

from datetime import date

from django.urls import reverse

from plaudit.plans.programs.models import Version
from plaudit.web.components.table import Cell, Column, Link, State, Table

COLUMNS = (
    Column("title", "Program"),
    Column("state", "State", "state"),
    Column("version", "Version", "number"),
    Column("from", "From", "day"),
    Column("to", "Ends", "day"),
)


def listing(versions: list[Version], today: date) -> Table:
    """One row a program, as its newest version says."""
    newest = {version.program_id: version for version in versions}
    rows = [_row(version, today) for version in newest.values()]
    empty = (
        "No plan is published yet. Write one from a template, check it, and publish it; it stands here from then on."
    )
    return Table("programs", "Programs", COLUMNS, rows, empty=empty)


def _row(version: Version, today: date) -> tuple[Cell, ...]:
    begun = version.effective_from is None or version.effective_from <= today
    ended = version.effective_to is not None and version.effective_to <= today
    state = State("plain", "ended") if ended else State("good", "runs") if begun else State("waiting", "to come")
    link = Link(version.program.title, reverse("program", args=[version.program.key]), below=version.program.key)
    return (link, state, str(version.number), version.effective_from, version.effective_to)
