"""A day in a form: the browser's own calendar, and no day so far away that the next month is none."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
_FAR = "This day is too far away."


class DayInput(forms.DateInput):
    """Written as files write it, whatever the reader's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """The only field for a day."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(FIRST, _FAR), MaxValueValidator(LAST, _FAR)]
