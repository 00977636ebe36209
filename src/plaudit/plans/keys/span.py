"""`effective`, and windows of fixed days: half-open, `to` is the first day after (rule 3)."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from plaudit.plans.document.notes import Place
from plaudit.plans.document.scalars import Day
from plaudit.plans.document.shape import Document
from plaudit.plans.incentive import Span, WindowLength


class EffectiveDocument(Document):
    """From the day `from` up to and without the day `to`; either may be open."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class FixedDocument(Document):
    """One window: from the day `from` up to and without the day `to`."""

    from_: Day = Field(alias="from")
    to: Day


def _form(written: Any) -> str:
    match written:
        case dict():
            return "<days>"
        case _:
            return "<length>"


WindowDocument = Annotated[
    Annotated[Literal["month", "quarter", "half", "year"], Tag("<length>")] | Annotated[FixedDocument, Tag("<days>")],
    Discriminator(_form),
]


def span(document: EffectiveDocument | FixedDocument, place: Place) -> Span | None:
    """None when a problem was noted."""
    start, end = document.from_, document.to
    if start is not None and end is not None and end <= start:
        place.note(
            "ends-before-it-starts",
            f"It starts on {start} and is over on {end}, so no day is in it.",
            "`to` is the first day after: write a day later than `from`.",
        )
        return None
    return Span(start, end)


def window(document: WindowLength | FixedDocument, place: Place) -> WindowLength | Span | None:
    match document:
        case FixedDocument():
            return span(document, place)
        case length:
            return length


def effective(document: EffectiveDocument | None, around: Span, place: Place) -> Span | None:
    """An incentive lives inside its plan's days."""
    if document is None:
        return around
    own = span(document, place)
    if own is None:
        return None
    start = max((day for day in (own.start, around.start) if day is not None), default=None)
    end = min((day for day in (own.end, around.end) if day is not None), default=None)
    if start is not None and end is not None and end <= start:
        place.note(
            "outside-the-plan",
            f"The incentive's days do not meet the plan's ({around.start or 'always'} to {around.end or 'ever'}).",
            "Move them inside the plan's `effective`.",
        )
        return None
    return Span(start, end)
