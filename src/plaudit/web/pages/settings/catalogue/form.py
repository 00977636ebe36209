"""The text of the map."""

from django import forms

from plaudit.connectors.folder.read_catalogue import LARGEST


class Text(forms.Form):
    """As much as a catalogue file may hold."""

    text = forms.CharField(
        label="catalogue.yaml",
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code", "wrap": "off"}),
    )
