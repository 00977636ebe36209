"""The company's quarters, and the calendars of its programs."""

from calendar import month_name
from datetime import date

from django.urls import reverse

from plaudit.plans.plan import Calendar
from plaudit.plans.programs.find import listed, versions
from plaudit.web.components.table import Column, Link, State, Table
from plaudit.web.periods import label, quarters

QUARTERS = (Column("quarter", "Quarter"), Column("from", "From", "day"), Column("to", "To and with", "day"))
PROGRAMS = (
    Column("program", "Program"),
    Column("starts", "Year starts in"),
    Column("zone", "Days are those of"),
    Column("currency", "Pays in"),
    Column("same", "As the company", "state"),
)


def divided(today: date, calendar: Calendar) -> Table:
    """This quarter and those before it."""
    rows = [
        (label(each.name(calendar.first_month, calendar.named_by)), each.start, each.last)
        for each in quarters(today, calendar)
    ]
    return Table("quarters", "Quarters", QUARTERS, rows)


def programs(calendar: Calendar) -> Table:
    """As the newest version of each says."""
    rows = []
    for program in dict.fromkeys(version.program for version in listed()):
        plan = versions(program)[-1]
        said = plan.calendar
        same = (said.first_month, said.named_by) == (calendar.first_month, calendar.named_by)
        rows.append(
            (
                Link(program.title, reverse("program", args=[program.key])),
                month_name[said.first_month],
                said.time_zone,
                plan.currency,
                State("good", "yes") if same else State("attention", "no"),
            )
        )
    return Table("programs", "Programs", PROGRAMS, rows, empty="None is published yet.")
