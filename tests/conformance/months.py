"""Months counted from a day: the same day of a later month, or its last day where it has none such."""

from calendar import monthrange
from datetime import date


def later(day: date, months: int, of_month: int | None = None) -> date:
    """`of_month` is the day that the count keeps returning to; by default the day itself."""
    month = day.year * 12 + day.month - 1 + months
    year, number = divmod(month, 12)
    last = monthrange(year, number + 1)[1]
    return date(year, number + 1, min(of_month or day.day, last))
