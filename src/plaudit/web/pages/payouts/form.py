"""What somebody who pays says: what a batch is made of, what payroll calls things."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from django import forms

from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.codes import Codes
from plaudit.statements.payouts.layouts import Layout
from plaudit.statements.payouts.make import Asked
from plaudit.web.pages.payouts.shown import Choice


class Offered(forms.ChoiceField):
    """What another window made or paid meanwhile is answered by the books, not by the list of today."""

    def valid_value(self, value: str) -> bool:
        return value.count("|") >= 2


class MakeForm(forms.Form):
    """What is to be paid, how, and on which day."""

    what = Offered(label="What")
    layout = forms.ChoiceField(label="For")
    pay_on = forms.DateField(label="Paid on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, choices: Iterable[Choice], said: Mapping[str, str] | None, today: date) -> None:
        super().__init__(said, initial={"pay_on": today, "layout": "generic"})
        named = [(choice.key, choice.label) for choice in choices]
        titles = [(name, layouts.find(name).title) for name in layouts.names()]
        self.fields["what"] = Offered(label="What", choices=named)
        self.fields["layout"] = forms.ChoiceField(label="For", choices=titles)

    def asked(self) -> Asked:
        said = self.cleaned_data
        period, currency, purse = said["what"].split("|", 2)
        return Asked(period, purse, currency, said["layout"], said["pay_on"])


class ConfirmForm(forms.Form):
    """The bank's or payroll's file."""

    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"accept": ".csv"}))


class CodesForm(forms.Form):
    """What one payroll system calls the company, the purses and the people."""

    people = forms.CharField(
        label="People",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "code", "spellcheck": "false"}),
    )

    def __init__(self, layout: Layout, purses: Iterable[str], known: Codes, said: Mapping[str, str] | None) -> None:
        super().__init__(said)
        self._company = dict(layout.asks)
        self._purses = {f"purse-{place}": purse for place, purse in enumerate(purses)}
        own = {key: (label, known.company.get(key, "")) for key, label in self._company.items()}
        own |= {
            key: (f"What {purse or 'no purse'} pays", known.purse.get(purse, "")) for key, purse in self._purses.items()
        }
        for key, (label, value) in own.items():
            self.fields[key] = forms.CharField(label=label, max_length=100, required=False, initial=value)
        self.order_fields([*own, "people"])

    def clean_people(self) -> dict[str, str]:
        rows = [row for row in csv.reader(io.StringIO(self.cleaned_data["people"])) if any(row)]
        for number, row in enumerate(rows, start=1):
            if len(row) != 2:
                raise forms.ValidationError(f"Row {number} is not a key, a comma and a number: {', '.join(row)[:60]}")
        return {key.strip(): value.strip() for key, value in rows}

    def codes(self) -> Codes:
        said = self.cleaned_data
        return Codes(
            person=said["people"],
            purse={purse: said[key].strip() for key, purse in self._purses.items()},
            company={key: said[key].strip() for key in self._company},
        )
