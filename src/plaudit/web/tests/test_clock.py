"""Today is the day of the site's time zone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from plaudit.web import clock


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", date(2026, 9, 30)), ("Asia/Tokyo", date(2026, 10, 1)), ("America/New_York", date(2026, 9, 30))],
)
def test_today_is_the_day_of_the_sites_zone(zone: str, day: date) -> None:
    with time_machine.travel(datetime(2026, 9, 30, 20, 0, tzinfo=UTC), tick=False), timezone.override(zone):
        assert clock.today() == day
