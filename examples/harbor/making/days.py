"""Harbor's six quarters, and the morning on which its data were taken."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST = date(2025, 1, 1)
# The data are of Monday morning, 6 July 2026: five quarters are closed, the sixth is ready to be.
TAKEN = date(2026, 7, 6)


@dataclass(frozen=True, slots=True)
class Quarter:
    name: str
    start: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)


QUARTERS = (
    Quarter("2025-Q1", date(2025, 1, 1), date(2025, 4, 1)),
    Quarter("2025-Q2", date(2025, 4, 1), date(2025, 7, 1)),
    Quarter("2025-Q3", date(2025, 7, 1), date(2025, 10, 1)),
    Quarter("2025-Q4", date(2025, 10, 1), date(2026, 1, 1)),
    Quarter("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
    Quarter("2026-Q2", date(2026, 4, 1), date(2026, 7, 1)),
)

# Fay closes on the sixth working day or so; the sixth quarter waits for her.
CLOSES = (
    ("2025-Q1", "2025-04-09T15:30:00Z"),
    ("2025-Q2", "2025-07-09T14:05:00Z"),
    ("2025-Q3", "2025-10-09T15:10:00Z"),
    ("2025-Q4", "2026-01-09T16:20:00Z"),
    ("2026-Q1", "2026-04-09T14:45:00Z"),
)


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)
