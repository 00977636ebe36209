"""The pictures of an answer: intervals on one axis, what moves an estimate, a row of months."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from plaudit.web.components import chart, ranges
from plaudit.web.components.chart import Drawing, Mark, Point, Sizes
from plaudit.web.components.ranges import Range, Ranges
from plaudit.web.pages.evidence.answers import Called, Page, ends, grouped, name_of, series, short_name, tables
from plaudit.web.pages.evidence.figures import SHARES, between, heading, named, say

Document = Mapping[str, Any]


def respond(request: HttpRequest, told: Document, key: str, called: Called) -> HttpResponse | None:
    """None where the document has nothing to draw under that key."""
    theme, narrow = chart.asked(request), chart.asked_narrow(request)
    match find(told, key, called):
        case Ranges() as found:
            return chart.picture(ranges.svg(found, theme, narrow=narrow))
        case Drawing() as line:
            return chart.picture(chart.svg(line, theme, narrow=narrow))
    return None


def sizes(told: Document, page: Page) -> dict[str, Sizes]:
    """Of every picture of a page, which keeps their places while they come."""
    drawn = [group.picture for group in page.groups]
    drawn += [beside.picture for answer in page.answers for beside in answer.beside if beside.picture is not None]
    return {key: size for key in drawn if (size := _size(find(told, key, {}))) is not None}


def _size(picture: Ranges | Drawing | None) -> Sizes | None:
    match picture:
        case Ranges() as found:
            return Sizes(ranges.size(found), ranges.size(found, narrow=True))
        case Drawing():
            return Sizes(chart.size(), chart.size(narrow=True))
    return None


def find(told: Document, key: str, called: Called) -> Ranges | Drawing | None:
    groups = grouped(told)
    if key in groups:
        return of_group(groups[key])
    of, _, figure = key.partition("-")
    answer = next((each for place, each in enumerate(told["answers"]) if f"a{place}" == of), None)
    if answer is None:
        return None
    for place, (name, numbers) in enumerate(series(answer).items()):
        if figure == f"s{place}":
            return _line(name, numbers, answer["figures"].get("months before"))
    for place, rows in enumerate(tables(answer).values()):
        found = ends(rows[0])
        if figure == str(place) and found is not None:
            return _figure(rows, found, answer, called)
    return None


def of_group(answers: Sequence[Document]) -> Ranges:
    unit, currency = answers[0]["unit"], answers[0]["currency"]
    rows = tuple(row for answer in answers if (row := _range(answer)) is not None)
    return Ranges(heading(unit, currency) if unit not in SHARES else "", rows, _form(unit))


def _range(answer: Document) -> Range | None:
    """None for an interval that is open at an end: it cannot be drawn, and its table says it."""
    unit, currency = answer["unit"], answer["currency"]
    low, high = answer["interval80"]
    if low is None or high is None:
        return None
    wide = answer["interval95"]
    middle = answer["point"]
    said = between((low, high), unit)
    return Range(
        name=short_name(answer["name"]),
        says=said if middle is None else f"{say(middle, unit, currency)} ({said})",
        low=_text(low),
        high=_text(high),
        middle=None if middle is None else _text(middle),
        outer=None if wide is None or None in wide else (_text(wide[0]), _text(wide[1])),
    )


def figures(told: Document) -> Iterator[tuple[str, Ranges]]:
    """What the estimates hang on, with what each is called."""
    for answer in told["answers"]:
        for name, rows in tables(answer).items():
            found = ends(rows[0])
            if found is not None:
                yield named(name), _figure(rows, found, answer, {})


def _figure(rows: Sequence[Document], columns: tuple[str, str], answer: Document, called: Called) -> Ranges:
    low, high = columns
    unit, currency = answer["unit"], answer["currency"]
    there = [row for row in rows if row[low] is not None and row[high] is not None]
    return Ranges(
        heading(unit, currency) if unit not in SHARES else "",
        tuple(_row(row, (low, high), unit, called) for row in there),
        _form(unit),
    )


def _row(row: Document, columns: tuple[str, str], unit: str, called: Called) -> Range:
    """What moves an estimate down is named where it ends, whichever end that is."""
    low, high = columns
    head, first = next(iter(row.items()))
    ordered = sorted((row[low], row[high]))
    middle = row.get("middle", row.get("mean"))
    binds = f", binds in {row['binds']}" if "binds" in row else ""
    tail = row.get("p95")
    return Range(
        name=named(name_of(str(first), head, called)),
        says=f"{between((row[low], row[high]), unit)}{binds}"
        if tail is None
        else f"{say(middle, unit, None)}; P80 {say(row[high], unit, None)}, P95 {say(tail, unit, None)}",
        low=_text(ordered[0]),
        high=_text(ordered[1]),
        middle=None if middle is None else _text(middle),
        outer=None if tail is None else (_text(row[low]), _text(tail)),
    )


def _line(name: str, numbers: Sequence[Any], before: Any) -> Drawing:
    points = tuple(Point(str(place), _text(each)) for place, each in enumerate(numbers, 1) if each is not None)
    marks = [Mark(point, "before it") for point in points if before is not None and point.x == str(before)]
    return Drawing("month" if "month" in name else "", named(name), points, tuple(marks))


def _form(unit: str) -> str:
    return ".0%" if unit in SHARES else ",.0f" if unit == "money" else ",.2~f"


def _text(value: float) -> str:
    return f"{value:.6f}"
