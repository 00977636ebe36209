"""Everything that was ever said about an activity, in the order in which it was said."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from plaudit.activities.find import milestones
from plaudit.activities.models import Milestone, Report
from plaudit.people.models import Arrival, Deed


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said: by whom, when, through what; `what` names it, `facts` are its columns then."""

    at: datetime
    by: str
    source: str
    what: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it stands, how many days after the one before it, and why, where it was an end."""

    milestone: str
    on: date
    verified: bool
    took: int
    because: str


SHOWN = ("kind", "opened_on", "account_id", "contact_id", "person_id", "amount", "currency", "platform", "deal")


def history(key: str) -> list[Said]:
    reports = Report.objects.filter(activity_id=key).select_related("arrival").order_by("recorded_at", "pk")
    milestones = Milestone.objects.filter(activity_id=key).select_related("arrival").order_by("recorded_at", "pk")
    said = [*_reports(list(reports)), *_milestones(list(milestones))]
    return sorted(said, key=attrgetter("at"))


def steps(report: Report) -> list[Step]:
    """How far an activity got, and how long each step took."""
    reached = milestones([report.activity_id])[report.activity_id]
    whys = {
        deed.facts["milestone"]: deed.facts["because"]
        for deed in Deed.objects.filter(about=f"activity {report.activity_id}", did="reported").order_by("pk")
        if "because" in deed.facts
    }
    days = [report.opened_on, *(each.on for each in reached)]
    return [
        Step(each.milestone, each.on, each.verified, (each.on - before).days, whys.get(each.milestone, ""))
        for each, before in zip(reached, days, strict=False)
    ]


def _reports(reports: list[Report]) -> list[Said]:
    found = []
    before: dict[str, object] = {}
    for report in reports:
        columns = {name: getattr(report, name) for name in SHOWN}
        withdrawn = report.retracted_at is not None
        what = "retracted" if withdrawn else ("told" if not before else "corrected")
        facts = {name: value for name, value in columns.items() if value and before.get(name) != value}
        found.append(_said(report.arrival, report.recorded_at, what, {} if withdrawn else facts))
        before = columns
    return found


def _milestones(milestones: list[Milestone]) -> list[Said]:
    found = []
    before: dict[str, Milestone] = {}
    for each in milestones:
        last = before.get(each.milestone)
        what = _became(last, each)
        found.append(_said(each.arrival, each.recorded_at, what, {"milestone": each.milestone, "on": each.on}))
        before[each.milestone] = each
    return found


def _became(last: Milestone | None, now: Milestone) -> str:
    if now.retracted_at is not None:
        return "rejected"
    if now.verified and (last is None or not last.verified):
        return "verified"
    return "reached" if last is None or last.retracted_at is not None else "moved"


def _said(arrival: Arrival, at: datetime, what: str, facts: dict[str, object]) -> Said:
    return Said(at, arrival.by, arrival.source, what, facts)
