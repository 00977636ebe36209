"""Charts as SVG drawn on the server: no script, one drawing for light and one for dark, a table beside each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse

Theme = Literal["light", "dark"]
# The sheet's own properties, which an image cannot read.
INK: dict[Theme, dict[str, str]] = {
    "light": {"ink": "#182022", "soft": "#566266", "line": "#e2e7e7", "accent": "#0a6060", "mark": "#85500a"},
    "dark": {"ink": "#e6ebeb", "soft": "#9ba8aa", "line": "#293134", "accent": "#5fcac1", "mark": "#e8b765"},
}
FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
# With its axes, so that a page keeps the place of a picture that is still to come; on a phone, letters of the wide
# one would be too small to read.
WIDTH, NARROW, HEIGHT = 600, 360, 250


@dataclass(frozen=True, slots=True)
class Point:
    """Decimal texts: a picture needs no exactness, but nothing here becomes a float in our hands."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody who stands on the line, named beside it."""

    at: Point
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line from point to point; two points of one x are a leap."""

    x_title: str
    y_title: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """What a picture takes, in points."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of a picture, and of the one for a phone."""

    wide: Size
    narrow: Size


def size(*, narrow: bool = False) -> Size:
    return Size(NARROW if narrow else WIDTH, HEIGHT)


def svg(drawing: Drawing, theme: Theme, *, narrow: bool = False) -> str:
    return drawn(_specification(drawing, INK[theme]), size(narrow=narrow))


def drawn(specification: dict[str, Any], within: Size) -> str:
    fitted = {"width": within.width, "height": within.height, "autosize": {"type": "fit", "contains": "padding"}}
    return _drawn(json.dumps(specification | fitted))


def asked(request: HttpRequest) -> Theme:
    return "dark" if request.GET.get("theme") == "dark" else "light"


def asked_narrow(request: HttpRequest) -> bool:
    return request.GET.get("width") == "narrow"


def respond(request: HttpRequest, drawing: Drawing) -> HttpResponse:
    return picture(svg(drawing, asked(request)))


def picture(drawn: str) -> HttpResponse:
    """The same address draws the same picture for as long as a browser looks at the page."""
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=300"
    return answer


@lru_cache(maxsize=256)
def _drawn(specification: str) -> str:
    # Starts an engine of its own; only drawing needs it.
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(specification, vl_version="5.21")
    return drawn


def _specification(drawing: Drawing, ink: dict[str, str]) -> dict[str, Any]:
    line = {
        "data": {"values": [{**_values(point), "n": str(number)} for number, point in enumerate(drawing.points)]},
        "mark": {"type": "line", "color": ink["accent"], "strokeWidth": 2, "strokeJoin": "round"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": drawing.x_title},
            "y": {"field": "y", "type": "quantitative", "title": drawing.y_title},
            "order": {"field": "n", "type": "quantitative"},
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "layer": [line, *_marks(drawing.marks, ink)],
        "config": config(ink),
    }


def _values(point: Point) -> dict[str, str]:
    return {"x": point.x, "y": point.y}


def _marks(marks: Sequence[Mark], ink: dict[str, str]) -> list[dict[str, Any]]:
    if not marks:
        return []
    data = {"values": [{**_values(mark.at), "name": mark.name} for mark in marks]}
    encoding = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
    named = {**encoding, "text": {"field": "name", "type": "nominal"}}
    dots = {"type": "point", "filled": True, "size": 60, "color": ink["mark"], "opacity": 1}
    words = {"type": "text", "align": "right", "dx": -7, "dy": -7, "color": ink["ink"], "fontSize": 11}
    layers: list[dict[str, Any]] = [{"data": data, "mark": dots, "encoding": encoding}]
    # Beyond a handful the names would cover each other; the table has them all.
    return layers if len(marks) > 8 else [*layers, {"data": data, "mark": words, "encoding": named}]


def config(ink: dict[str, str]) -> dict[str, Any]:
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink["soft"],
            "titleColor": ink["soft"],
            "titleFontWeight": "normal",
            "labelFontSize": 11,
            "titleFontSize": 11,
            "gridColor": ink["line"],
            "domainColor": ink["line"],
            "tickColor": ink["line"],
            "tickCount": 5,
        },
    }
