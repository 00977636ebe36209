"""What an administrator says about a person: who she is, where her invitation goes, which duty she has from when."""

from django import forms

from plaudit.people.models import Duty, Person
from plaudit.values.currency import codes
from plaudit.web.components.day import DayField


class New(forms.Form):
    """Somebody the files do not name yet."""

    key = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label="Key",
        max_length=100,
        help_text="Stands in files and on lines instead of the name: small letters, digits, dots and dashes. It never "
        "changes.",
        error_messages={"invalid": "Use small letters, digits, dots and dashes."},
    )
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail", help_text="Where the invitation goes, and what she signs in with.")

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if Person.objects.filter(key=key).exists():
            raise forms.ValidationError(f"{key} is somebody already; choose another key.")
        return key


class Invite(forms.Form):
    """The address an invitation goes to."""

    email = forms.EmailField(label="E-mail")


class Grant(forms.Form):
    """A duty from a day on."""

    duty = forms.ChoiceField(label="Duty", choices=Duty.Kind.choices)
    starts = DayField(label="From")


class End(forms.Form):
    """The first day without the duty."""

    on = DayField(label="Up to and without")


class Leave(forms.Form):
    """The last day of an employment; empty where she stays."""

    last_day = DayField(label="Last day", required=False)


class Move(forms.Form):
    """What somebody is from a day on."""

    role = forms.CharField(label="Role", max_length=100, widget=forms.TextInput(attrs={"list": "roles"}))
    team = forms.CharField(
        label="Team", max_length=100, required=False, widget=forms.TextInput(attrs={"list": "teams"})
    )
    manager = forms.CharField(
        label="Manager", max_length=100, required=False, widget=forms.TextInput(attrs={"list": "people"})
    )
    pay_currency = forms.CharField(label="Pay currency", max_length=3, required=False)
    starts = DayField(label="From")

    def clean_manager(self) -> str:
        key = str(self.cleaned_data["manager"])
        if key and not Person.objects.filter(key=key).exists():
            raise forms.ValidationError(f"{key} is nobody here; choose somebody from the list.")
        return key

    def clean_pay_currency(self) -> str:
        code = str(self.cleaned_data["pay_currency"]).upper()
        if code and code not in codes():
            raise forms.ValidationError(f"{code} is not a currency; write one such as USD, or leave it to the plan.")
        return code
