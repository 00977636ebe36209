"""When the company's years start, and by which of their two calendar years they are called."""

from calendar import month_name

from django import forms

from plaudit.plans.plan import Calendar
from plaudit.plans.programs.find import named


class Years(forms.Form):
    """The months as the reader's form shows them; the values are their numbers."""

    first_month = forms.TypedChoiceField(
        label="The year starts in", coerce=int, choices=[(number, month_name[number]) for number in range(1, 13)]
    )
    named_by = forms.ChoiceField(
        label="It is called by the year in which it", choices=[("end", "ends"), ("start", "starts")]
    )

    def calendar(self) -> Calendar:
        return named(self.cleaned_data["first_month"], self.cleaned_data["named_by"])
