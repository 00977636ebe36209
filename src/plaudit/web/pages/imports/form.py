"""What a sender says of her file."""

from typing import Any

from django import forms

from plaudit.connectors.folder.source import columns
from plaudit.connectors.upload.headings import arranged
from plaudit.connectors.upload.kept import TABLES
from plaudit.values.table import Table

LEFT_OUT = ""


class SendForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.parquet"}))
    source = forms.CharField(
        label="Where it comes from", max_length=80, widget=forms.TextInput(attrs={"list": "sources"})
    )


class ArrangeForm(forms.Form):
    """What each column of the file is called here; a field is a column, by its place."""

    def __init__(self, table: Table, names: tuple[str, ...], source: str, said: Any = None) -> None:
        super().__init__(said)
        self.table = table
        self.tables = [each.name for each in TABLES]
        self._names = names
        before = arranged(source, table, names)
        known = [column.name for column in columns(table)]
        for place, name in enumerate(names):
            own = before[name]
            choices = [(LEFT_OUT, "Leave it out"), *((column, column) for column in known)]
            if own not in {LEFT_OUT, *known}:
                choices.append((own, f"{own} (of your own)"))
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=name or f"Column {place + 1}", choices=choices, initial=own, required=False
            )

    def columns(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"column-{place}"] for place, name in enumerate(self._names)}

    def clean(self) -> dict[str, Any]:
        taken = [ours for ours in self.cleaned_data.values() if ours]
        for twice in sorted({ours for ours in taken if taken.count(ours) > 1}):
            self.add_error(None, f"Two columns are called {twice}: leave one of them out.")
        return self.cleaned_data


def chosen(name: str) -> Table | None:
    return next((table for table in TABLES if table.name == name), None)
