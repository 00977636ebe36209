"""What somebody says of a dispute."""

from typing import Any

from django import forms

from plaudit.activities.proof import Shown, keep
from plaudit.statements.disputes.answer import Answer, Correction
from plaudit.statements.disputes.begin import Said
from plaudit.statements.disputes.models import Step

OTHER = "other"


class DisputeForm(forms.Form):
    """What is wrong, and what shows it."""

    reason = forms.CharField(
        label="What is wrong", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )
    link = forms.URLField(label="Link that shows it", max_length=1000, required=False, assume_scheme="https")
    proof = forms.FileField(label="File that shows it", required=False)

    def said(self) -> Said:
        """Keeps the file; raises Refused for one that is too large."""
        upload, link = self.cleaned_data["proof"], self.cleaned_data["link"]
        kept = Shown() if upload is None else keep(upload)
        return Said(self.cleaned_data["reason"], Shown(link, kept.file_name, kept.file_hash))


class AnswerForm(forms.Form):
    """Accepted with what was put right, or declined with a reason."""

    what = forms.ChoiceField(
        label="Answer",
        choices=[(Step.What.ACCEPTED, "It is right, and corrected"), (Step.What.DECLINED, "The line stands")],
    )
    correction = forms.ChoiceField(label="What put it right", required=False)
    activity = forms.CharField(label="Key of another activity", max_length=100, required=False)
    reason = forms.CharField(
        label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False, strip=True
    )

    def __init__(self, found: tuple[Correction, ...], *args: Any) -> None:
        super().__init__(*args)
        self._found = {f"{each.what} {each.of}": each for each in found}
        choices = [("", "Nothing"), *((key, key.capitalize()) for key in self._found), (OTHER, "Another activity")]
        self.fields["correction"] = forms.ChoiceField(label="What put it right", choices=choices, required=False)
        self.order_fields(["what", "correction", "activity", "reason"])

    def answer(self) -> Answer:
        said = self.cleaned_data
        accepted = said["what"] == Step.What.ACCEPTED
        other = Correction("activity", said["activity"].strip())
        chosen = other if said["correction"] == OTHER else self._found.get(said["correction"], Correction("", ""))
        return Answer(Step.What(said["what"]), Said(said["reason"]), chosen if accepted else Correction("", ""))
