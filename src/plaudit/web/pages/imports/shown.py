"""Imports as a table."""

from collections.abc import Mapping

from django.urls import reverse

from plaudit.connectors.upload.models import Import, Turn
from plaudit.people.names import names
from plaudit.web.components.table import Column, Link, State, Table

SAYS: Mapping[str, State] = {
    Turn.Kind.SENT: State("waiting", "Columns to be named"),
    Turn.Kind.ARRANGED: State("waiting", "Being checked"),
    Turn.Kind.CHECKED: State("waiting", "Checked, not imported"),
    Turn.Kind.WRONG: State("problem", "Has problems"),
    Turn.Kind.CONFIRMED: State("waiting", "Being imported"),
    Turn.Kind.CANCELLED: State("plain", "Given up"),
    Turn.Kind.STORED: State("good", "Imported"),
}
_HISTORY = (
    Column("file", "File"),
    Column("table", "Table"),
    Column("source", "Source"),
    Column("by", "By"),
    Column("sent", "Sent", "moment"),
    Column("new", "New", "number"),
    Column("changed", "Changed", "number"),
    Column("state", "State", "state"),
)


def history() -> Table:
    # The states of all imports at once: the last turn of each.
    last = dict(Turn.objects.order_by("pk").values_list("imported", "what"))
    imports = list(Import.objects.all())
    called = names(each.by for each in imports if each.by)
    rows = [
        (
            Link(each.file_name, reverse("imports-one", args=[each.pk])),
            each.table,
            each.source,
            called.get(each.by) or "plaudit import",
            each.sent_at,
            _counted(each, "new"),
            _counted(each, "changed"),
            SAYS[last[each.pk]],
        )
        for each in imports
    ]
    return Table("imports", "Imports", _HISTORY, rows, empty="Nothing has been imported yet.")


def _counted(imported: Import, what: str) -> str | None:
    counted = imported.counted.get(what)
    return None if counted is None else str(counted)
