"""From an answer to a draft of a plan: the amount that it says to start with, and the day to look again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from plaudit.activities.catalogue import Catalogue, Kind
from plaudit.connectors.database.catalogue import catalogue
from plaudit.evidence.answer import MEANINGS, Grade
from plaudit.evidence.recommended import in_minor
from plaudit.evidence.site.models import Answered, PlanDraft
from plaudit.people.access import Reader
from plaudit.people.journal import journal
from plaudit.plans import new
from plaudit.plans.amend import Written, amend
from plaudit.plans.incentive import Span
from plaudit.plans.plan import Calendar
from plaudit.plans.programs.find import calendar
from plaudit.plans.read import read
from plaudit.plans.write import write
from plaudit.values.period import window_on
from plaudit.values.refused import Refused

TEMPLATE = "referral-bounty"
# What a paid event is, in the words of a title.
EVENTS = {"created": "accepted by sales", "demo": "demo held", "won": "customer won"}


@dataclass(frozen=True, slots=True)
class Recommended:
    """What `amount` says: exact amounts as text; none of them where it refuses."""

    channel: str
    event: str
    start: str | None
    expected: str | None
    ceiling: str | None
    currency: str | None
    grade: Grade | None
    review_on: date | None
    # How many matured events narrow the close rate enough, and how many there are.
    needed: int | None
    matured: int | None

    @property
    def enough(self) -> bool:
        return self.needed is None or (self.matured is not None and self.matured >= self.needed)

    @property
    def lifts(self) -> bool:
        """Whether knowing more is expected to allow more than the ceiling, which is low while little is known."""
        if self.currency is None or self.expected is None or self.ceiling is None:
            return False
        return in_minor(self.expected, self.currency) > in_minor(self.ceiling, self.currency)


def recommended(told: Mapping[str, Any], settings: Mapping[str, str]) -> Recommended:
    """Out of the document of an answer to `settings`, with what is usual where they say nothing."""
    answers = {answer["name"]: answer for answer in told["answers"]}
    start, ceiling = answers.get("amount: start"), answers.get("amount: ceiling")
    again = answers.get("amount: look again")
    on = None if again is None else again["figures"]["review on"]
    return Recommended(
        channel=settings.get("channel", "referral"),
        event=settings.get("event", "demo"),
        start=None if start is None else start["amounts"]["start"],
        expected=None if start is None else start["amounts"]["expected"],
        ceiling=None if ceiling is None else ceiling["amounts"].get("ceiling"),
        currency=None if ceiling is None else ceiling["currency"],
        grade=None if start is None else start["grade"],
        review_on=None if on is None else date.fromisoformat(on),
        needed=None if again is None else int(again["point"]),
        matured=None if again is None else again["n"],
    )


@transaction.atomic
def draft(kept: Answered, *, by: Reader, at: datetime) -> PlanDraft:
    """Keep a draft: its text, and when the amount is to be looked at again."""
    said = recommended(kept.document, kept.settings)
    text, review_on = plan_text(said, calendar(), catalogue(), on=at.date(), watermark=kept.watermark)
    made = PlanDraft.objects.create(
        at=at,
        by=by.key,
        study=kept.study,
        settings=kept.settings,
        plan=_key(said),
        text=text,
        review_on=review_on,
        needed=None if said.enough else said.needed,
    )
    journal("drafted-plan", f"draft {made.pk}", by=by.key, at=at, plan=made.plan, review_on=str(review_on))
    return made


def plan_text(said: Recommended, company: Calendar, kinds: Catalogue, *, on: date, watermark: int) -> tuple[str, date]:
    """The text, which reads without a mistake, and its `review_on`."""
    if said.start is None or said.currency is None:
        raise Refused(
            "nothing-recommended", "There is no amount to draft a plan with: the answer says what is missing."
        )
    kind = kinds.find(said.channel)
    if kind is None:
        says = f"A plan pays for activities, and none is called {said.channel}: add it to the catalogue."
        raise Refused("channel-no-activity", says)
    start = _next_quarter(on, company)
    # As long again as the first quarter: before, what was only brought forward cannot be told from what is more.
    settled = _next_quarter(_next_quarter(start, company), company)
    review_on = settled if said.review_on is None else max(settled, said.review_on)
    changes: dict[str, Written | None] = {
        "incentives[0].key": _key(said),
        "incentives[0].title": f"{kind.title}, {EVENTS[said.event]}",
        "incentives[0].counts": {"activity": kind.kind, "milestone": _milestone(said, kind)},
        "incentives[0].pays": {"each": said.start},
        "incentives[0].limits": {"per_account": "2"},
    }
    plan = read(amend(_bare(new.text(TEMPLATE)), changes), kinds)
    headed = replace(
        plan,
        key=_key(said),
        title=f"{kind.title} bounty",
        currency=said.currency,
        calendar=company,
        effective=Span(start, start.replace(year=start.year + 1)),
        review_on=review_on,
    )
    text = _head(said, watermark) + write(headed, kinds)
    read(text, kinds)
    return text, review_on


def _head(said: Recommended, watermark: int) -> str:
    grade = "" if said.grade is None else f" Grade {said.grade}: {MEANINGS[said.grade]}."
    return (
        f"# Drafted from `plaudit evidence amount`: start with {said.start} {said.currency}, expect {said.expected}, "
        f"never exceed {said.ceiling} as things stand.\n# Facts up to arrival {watermark}.{grade}\n"
        "# Look again on `review_on`, or when enough has matured.\n"
    )


def _bare(text: str) -> str:
    """A template tells its own practice in its comments; a draft does not have it."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return "\n".join(line.partition("   #")[0].rstrip() for line in lines) + "\n"


def _milestone(said: Recommended, kind: Kind) -> str:
    # A lead stands in the books from when sales accepts it.
    milestone = "accepted" if said.event == "created" else said.event
    if milestone not in kind.milestones:
        raise Refused("milestone-unknown", f"{kind.title} has no milestone {milestone} in the catalogue.")
    return milestone


def _key(said: Recommended) -> str:
    return f"{said.channel}-{said.event}".replace("_", "-")


def _next_quarter(on: date, company: Calendar) -> date:
    return window_on("quarter", on, company.first_month).end
