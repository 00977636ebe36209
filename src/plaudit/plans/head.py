"""The keys of a plan above its incentives, complete."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import WithJsonSchema

from plaudit.plans.document.notes import Place
from plaudit.plans.document.scalars import Currency, Day, Key, MoneyAmount, Share, Text, Whole
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.incentive import Covers, Leavers, Span
from plaudit.plans.keys.amounts import LateDocument
from plaudit.plans.keys.covers import CoversDocument, covers
from plaudit.plans.keys.span import EffectiveDocument, span
from plaudit.plans.plan import Calendar, Plan

MonthName = Literal[
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
MONTHS: tuple[MonthName, ...] = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class CalendarDocument(Document):
    """Where days begin, when years start, and which calendar year names them."""

    time_zone: Key = "UTC"
    fiscal_year_starts: MonthName = "january"
    fiscal_year_named_by: Literal["end", "start"] = "end"


class RecoverDocument(Document):
    """How much of a later statement's earnings may go to a balance."""

    at_most: Share


class HeadDocument(Document):
    """The plan, but for its incentives."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] | None = None
    plan: Key
    version: Whole = 1
    title: Text | None = None
    currency: Currency
    calendar: CalendarDocument = CalendarDocument()
    covers: CoversDocument | None = None
    effective: EffectiveDocument = EffectiveDocument()
    leavers: Leavers = "stop"
    budget: MoneyAmount | None = None
    recover: RecoverDocument | None = None
    late: LateDocument | None = None
    rates: Literal["milestone", "window_end"] = "milestone"
    review_on: Day | None = None
    variable_pay: MoneyAmount | None = None
    sign_off: Literal["asked", "required"] = "asked"


def head(shape: Shape[HeadDocument], place: Place) -> Plan:
    """The plan without incentives; what is wrong is noted and left at its default, so that they can be read too."""
    document = shape.document
    key = document.plan if shape.right("plan") else ""
    return Plan(
        key=key,
        title=key if document.title is None else document.title,
        currency=document.currency if shape.right("currency") else "",
        incentives=(),
        effective=_effective(document.effective, place.at("effective")),
        version=document.version,
        calendar=_calendar(document.calendar, place.at("calendar")),
        covers=covers(document.covers, Covers()),
        leavers=document.leavers,
        budget=document.budget,
        recover=None if document.recover is None else document.recover.at_most,
        late=None if document.late is None else document.late.within_days,
        rates=document.rates,
        review_on=document.review_on,
        variable_pay=document.variable_pay,
        sign_off=document.sign_off,
    )


def _effective(document: EffectiveDocument, place: Place) -> Span:
    return span(document, place) or Span()


def _calendar(document: CalendarDocument, place: Place) -> Calendar:
    try:
        ZoneInfo(document.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        place.at("time_zone").note(
            "time-zone-unknown",
            f"`{document.time_zone}` is not a time zone of the IANA database.",
            "Write one such as `America/New_York` or `UTC`.",
        )
    return Calendar(
        time_zone=document.time_zone,
        first_month=MONTHS.index(document.fiscal_year_starts) + 1,
        named_by=document.fiscal_year_named_by,
    )
