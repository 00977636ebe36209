"""The one place of the site that asks what time it is."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day in the site's own time zone."""
    return timezone.localdate(now())
