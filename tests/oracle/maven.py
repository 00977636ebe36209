"""Maven's deals, and how many of them close in the last days of a quarter, counted apart from the study."""

import csv
import gzip
from datetime import date, timedelta
from pathlib import Path

DEALS = Path(__file__).parent / "published" / "maven_deals.csv.gz"


def closes() -> list[date]:
    with gzip.open(DEALS, "rt", encoding="utf-8") as file:
        days = [row["won_on"] or row["lost_on"] for row in csv.DictReader(file)]
    return [date.fromisoformat(day) for day in days if day]


def in_last_days(window: int) -> tuple[int, int, float]:
    """Events in the last days of calendar quarters, all events, and the share of such days among those observed."""
    known = closes()
    first, last = min(known), max(known)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return sum(late(day, window) for day in known), len(known), sum(late(day, window) for day in days) / len(days)


def late(day: date, window: int) -> bool:
    following = day + timedelta(days=window)
    return (following.year, (following.month - 1) // 3) != (day.year, (day.month - 1) // 3)
