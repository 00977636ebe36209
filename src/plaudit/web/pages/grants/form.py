"""What somebody says who proposes a grant."""

from typing import Any

from django import forms

from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.grants.find import REASONS
from plaudit.earnings.grants.propose import New
from plaudit.earnings.promised import promised
from plaudit.people.access import Reader
from plaudit.people.models import Person
from plaudit.plans.programs.find import programs
from plaudit.values.refused import Refused
from plaudit.web.components.day import DayField

# Beside which field a refusal belongs.
PLACES = {
    "grant-amount": "amount",
    "grant-closed": "on",
    "grant-day-to-come": "on",
    "grant-no-window": "on",
    "grant-not-covered": "person",
    "grant-without-money": "incentive",
    "grant-reason": "reason",
}


class GrantForm(forms.Form):
    """Short: to whom, in which incentive, for which day, how much, why."""

    key = forms.SlugField(max_length=100, widget=forms.HiddenInput)
    person = forms.ChoiceField(label="To whom")
    incentive = forms.ChoiceField(label="In which incentive")
    on = DayField(label="For which day")
    amount = forms.CharField(
        label="Amount", max_length=25, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
    reason = forms.ChoiceField(label="Why", choices=[(each, each.capitalize()) for each in REASONS])
    words = forms.CharField(
        label="More about it", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.exclude(key=reader.key).order_by("name")
        if not reader.operations:
            people = people.filter(key__in=reader.reports)
        choices = [("", "Choose"), *((person.key, person.name) for person in people)]
        self.fields["person"] = forms.ChoiceField(label="To whom", choices=choices)
        self.fields["incentive"] = forms.ChoiceField(label="In which incentive", choices=_incentives())

    def new(self) -> New:
        said = self.cleaned_data
        program, _, incentive = said["incentive"].partition("/")
        return New(
            key=said["key"],
            program=program,
            incentive=incentive,
            person=said["person"],
            on=said["on"],
            amount=said["amount"],
            reason=said["reason"],
            words=said["words"],
        )

    def blame(self, refused: Refused) -> None:
        self.add_error(PLACES.get(refused.code), refused.says)


def _incentives() -> list[tuple[str, Any]]:
    """What pays money, by program, with the currency of its amounts."""
    found = []
    for program, plans in programs(catalogue()).items():
        plan = plans[-1]
        paying = [each for each in plan.incentives if promised(each, plan.currency).pays]
        choices = [(f"{program.key}/{each.key}", f"{each.title} ({plan.currency})") for each in paying]
        found.append((plan.title, choices))
    return [("", "Choose"), *found]
