"""Who holds an account from a day on: a few people with their shares."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plaudit.web.components.day import DayField

# Lines for holders; more than there are now, so that another fits in.
LINES = 4
SHARE = r"^([01]([.][0-9]{1,6})?|[0-9]{1,6}/[1-9][0-9]{0,5})$"


class Hold(forms.Form):
    """A line without a person is left out."""

    starts = DayField(label="From")

    def __init__(self, said: Any = None, *, held: Mapping[str, str], **initial: Any) -> None:
        super().__init__(said, initial=initial)
        lines = [*held.items(), *[("", "")] * LINES][: max(LINES, len(held) + 1)]
        self._lines = len(lines)
        for line, (person, share) in enumerate(lines, 1):
            self.fields[f"person-{line}"] = forms.CharField(
                label=f"Holder {line}", initial=person, required=False, widget=forms.TextInput(attrs={"list": "people"})
            )
            self.fields[f"share-{line}"] = forms.RegexField(
                SHARE,
                label=f"Share {line}",
                initial=share,
                required=False,
                error_messages={"invalid": "Write a share as 1, 0.5 or 1/3."},
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"person-{line}"], self[f"share-{line}"]) for line in range(1, self._lines + 1)]

    def shares(self) -> dict[str, str]:
        """Whoever has no share holds the whole."""
        said = [(self.cleaned_data[f"person-{line}"], self.cleaned_data[f"share-{line}"]) for line in self._numbers]
        return {person: share or "1" for person, share in said if person}

    @property
    def _numbers(self) -> range:
        return range(1, self._lines + 1)
