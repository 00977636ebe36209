"""Which list, of which program and period."""

from typing import Any

from django import forms

from plaudit.earnings.shadow.send import LARGEST, PaidList
from plaudit.plans.programs.models import Program
from plaudit.values.refused import Refused

PLACES = {"file-kind": "file", "file-too-large": "file", "program-unknown": "program", "period-unreadable": "period"}


class SendForm(forms.Form):
    """A paid list."""

    file = forms.FileField(label="What was paid", widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}))
    program = forms.ChoiceField(label="Program")
    period = forms.CharField(
        label="Period", max_length=30, widget=forms.TextInput(attrs={"list": "periods", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(program.key, program.title) for program in Program.objects.order_by("title")]
        self.fields["program"] = forms.ChoiceField(label="Program", choices=choices)

    def clean_file(self) -> Any:
        """Refused before it is read whole."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"{file.name} has more than {LARGEST:,} bytes: use `plaudit compare`.")
        return file

    def paid(self) -> PaidList:
        said = self.cleaned_data
        return PaidList(said["file"].name, said["file"].read(), said["program"], said["period"])

    def blame(self, refused: Refused) -> None:
        self.add_error(PLACES.get(refused.code), refused.says)
