"""The form of an activity: short, and the same for logging and correcting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from plaudit.activities.catalogue import Kind
from plaudit.activities.find import alike
from plaudit.activities.log import Reached
from plaudit.activities.models import Report
from plaudit.activities.proof import Shown, keep
from plaudit.activities.reported import Told
from plaudit.customers.find import accounts_like, contacts_of
from plaudit.customers.models import Account
from plaudit.people.access import Reader
from plaudit.people.models import Person
from plaudit.values.decimals import NumberUnreadable, millionths
from plaudit.values.problem import Problem
from plaudit.web.components.day import DayField

# Kinds that come with money; others have none to ask for.
DEALS = ("csql", "referral")
REVIEWS = ("review",)


class ActForm(forms.Form):
    """What an activity is. Whatever the rules of activities refuse is shown beside its field."""

    account = forms.CharField(
        label="Account",
        max_length=200,
        widget=forms.TextInput(
            attrs={"list": "accounts", "autocomplete": "off", "placeholder": "Name of the customer"}
        ),
    )
    contact = forms.CharField(label="Contact", max_length=200, required=False)
    opened_on = DayField(label="Began on")
    person = forms.ChoiceField(label="Brought by")
    platform = forms.CharField(label="Platform", max_length=100, required=False)
    amount = forms.CharField(label="Deal amount", max_length=25, required=False)
    currency = forms.CharField(label="Currency", max_length=3, required=False)
    title = forms.CharField(label="Title", max_length=300, required=False)
    url = forms.CharField(label="Link", max_length=1000, required=False)

    def __init__(self, kind: Kind, reader: Reader, *args: Any, before: Report | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.reader, self.before = kind, reader, before
        self.found: list[Account] = []
        self.fields["person"] = forms.ChoiceField(label="Brought by", choices=_people(reader, before))
        if kind.kind not in DEALS:
            del self.fields["amount"], self.fields["currency"]
        if kind.kind not in REVIEWS:
            del self.fields["platform"]

    def clean_account(self) -> str:
        """A key or a name; one that fits several accounts is asked about."""
        said = str(self.cleaned_data["account"]).strip()
        self.found = accounts_like(said)
        exact = [account for account in self.found if said in {account.key, account.name}]
        if len(exact) == 1 or len(self.found) == 1:
            return (exact or self.found)[0].key
        if not self.found:
            raise forms.ValidationError(f"No account is called {said!r}: try a part of its name.")
        raise forms.ValidationError("Several accounts are called like that: choose one of them.")

    def clean_contact(self) -> str | None:
        said = str(self.cleaned_data["contact"]).strip()
        if not said or "account" not in self.cleaned_data:
            return None
        found = [each for each in contacts_of(self.cleaned_data["account"]) if said in {each.key, each.name}]
        if len(found) != 1:
            raise forms.ValidationError(f"{said} is no contact of this account.")
        return found[0].key

    def clean_amount(self) -> int | None:
        said = str(self.cleaned_data["amount"]).strip()
        if not said:
            return None
        if "/" in said or "%" in said:
            raise forms.ValidationError("Write the amount itself, not a part of one.")
        try:
            return millionths(said)
        except NumberUnreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def told(self) -> Told:
        said = self.cleaned_data
        # What the form does not show stays as it was told.
        kept = {} if self.before is None else {name: getattr(self.before, name) for name in ("channel", "deal", "lead")}
        return Told(
            kind=self.kind.kind,
            opened_on=said["opened_on"],
            account=said["account"],
            contact=said["contact"],
            person=said["person"],
            amount=said.get("amount"),
            currency=str(said.get("currency", "")).upper() if said.get("amount") is not None else "",
            platform=str(said.get("platform", "")).strip().lower(),
            title=said["title"],
            url=said["url"],
            attributes={} if self.before is None else self.before.attributes,
            **kept,
        )

    def alike(self) -> list[Report]:
        """Activities that may be this one."""
        found = alike(self.kind.kind, self.cleaned_data["account"], self.cleaned_data["opened_on"])
        return list(found if self.before is None else found.exclude(activity_id=self.before.activity_id))[:5]

    def blame(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field, with its remedy."""
        for problem in problems:
            place = problem.path if problem.path in self.fields else None
            self.add_error(place, f"{problem.says} {problem.remedy}")


class LogForm(ActForm):
    """An activity that is new, with the milestone it has reached."""

    # Part of the activity's address from now on.
    key = forms.RegexField(r"^[A-Za-z0-9_-]+$", max_length=100, widget=forms.HiddenInput)
    milestone = forms.ChoiceField(label="How far is it?")
    on = DayField(label="Reached on")
    proof = forms.FileField(label="Proof", required=False)
    # The activities that were shown as alike when she said that this is another one.
    another = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("account", "milestone", "on", "url", "proof")

    def __init__(self, kind: Kind, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, reader, *args, **kwargs)
        steps = [(step, step.replace("_", " ").capitalize()) for step in kind.steps]
        self.fields["milestone"] = forms.ChoiceField(label="How far is it?", choices=steps)
        self.order_fields(self.field_order)

    def reached(self) -> Reached:
        upload, link = self.cleaned_data["proof"], self.cleaned_data["url"]
        shown = Shown(url=link) if upload is None else keep(upload)
        return Reached(self.cleaned_data["milestone"], self.cleaned_data["on"], shown)


class MilestoneForm(forms.Form):
    """How far an activity got."""

    milestone = forms.ChoiceField(label="Milestone")
    on = DayField(label="Reached on")
    link = forms.CharField(label="Link that shows it", max_length=1000, required=False)
    proof = forms.FileField(label="Or a file", required=False)
    because = forms.CharField(label="Why it ended", max_length=500, required=False)

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        steps = [(step, step.replace("_", " ").capitalize()) for step in kind.steps]
        self.fields["milestone"] = forms.ChoiceField(label="Milestone", choices=steps)

    def reached(self) -> Reached:
        upload, link = self.cleaned_data["proof"], self.cleaned_data["link"]
        shown = Shown(url=link) if upload is None else keep(upload)
        said = self.cleaned_data
        return Reached(said["milestone"], said["on"], shown, said["because"])


def begins(reader: Reader, on: date, kind: Kind) -> dict[str, object]:
    """What a new form says before she says anything."""
    return {"opened_on": on, "on": on, "person": reader.key, "currency": "USD", "milestone": kind.milestones[-1]}


def _people(reader: Reader, before: Report | None) -> list[tuple[str, str]]:
    """Herself and her reports; everybody for operations."""
    people = Person.objects.order_by("name")
    if not reader.operations:
        keys = {reader.key, *reader.reports}
        people = people.filter(key__in=keys if before is None else {*keys, before.person_id})
    return [(person.key, person.name) for person in people]
