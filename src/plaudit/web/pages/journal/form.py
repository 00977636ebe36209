"""Which days of the journal are shown."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone

from plaudit.web.components.day import DayField


class Days(forms.Form):
    """Both days included; without one the journal is open there."""

    since = DayField(label="From", required=False)
    until = DayField(label="To and with", required=False)

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """In the site's own zone; the second is the first moment that is left out."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        return _begins(since), _begins(None if until is None else until + timedelta(days=1))


def _begins(day: date | None) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, time.min))
