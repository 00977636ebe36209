"""Intervals side by side, drawn like the other charts: the words stand above each, so that no legend is needed."""

from dataclasses import dataclass
from typing import Any

from plaudit.web.components.chart import INK, Size, Theme, config, drawn

WIDTH, STEP = 540, 46
# Where there is no room for both words on one line, they stand above each other.
NARROW, NARROW_STEP = 330, 62
# The axis, and its title.
AXIS, TITLE = 29, 15


@dataclass(frozen=True, slots=True)
class Range:
    """Decimal texts; `outer` is a wider interval around it, `middle` None where nobody may name one."""

    name: str
    says: str
    low: str
    high: str
    middle: str | None = None
    outer: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """Several of one unit on one axis; `form` is how the axis writes its numbers."""

    title: str
    rows: tuple[Range, ...]
    form: str = ",.2~f"


def size(ranges: Ranges, *, narrow: bool = False) -> Size:
    axis = AXIS + (TITLE if ranges.title else 0)
    rows = len(ranges.rows)
    return Size(NARROW, rows * NARROW_STEP + axis) if narrow else Size(WIDTH, rows * STEP + axis)


def svg(ranges: Ranges, theme: Theme, *, narrow: bool = False) -> str:
    colours = INK[theme]
    words = _above_each_other(colours) if narrow else _side_by_side(colours)
    return drawn(_specification(ranges, colours, words), size(ranges, narrow=narrow))


def _specification(ranges: Ranges, colours: dict[str, str], words: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "data": {"values": [_values(number, each) for number, each in enumerate(ranges.rows)]},
        "encoding": {"y": {"field": "n", "type": "ordinal", "sort": None, "axis": None, "scale": {"padding": 0}}},
        "layer": [
            _nothing(colours),
            _rule(ranges, "outer", {"size": 2, "color": colours["soft"], "opacity": 0.5}),
            _rule(ranges, "", {"size": 9, "color": colours["accent"], "opacity": 0.45}),
            _middle(ranges, colours),
            *words,
        ],
        "config": config(colours),
    }


def _values(number: int, each: Range) -> dict[str, Any]:
    outer = each.outer if each.outer is not None else (each.low, each.high)
    found = {"n": str(number), "name": each.name, "says": each.says, "low": each.low, "high": each.high}
    return found | {"outerlow": outer[0], "outerhigh": outer[1], "middle": each.middle}


def _x(ranges: Ranges, field: str) -> dict[str, Any]:
    axis = {"format": ranges.form, "title": ranges.title, "grid": True}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"nice": True}}


def _rule(ranges: Ranges, prefix: str, mark: dict[str, Any]) -> dict[str, Any]:
    encoding = {"x": _x(ranges, f"{prefix}low"), "x2": {"field": f"{prefix}high"}}
    return {"mark": {"type": "rule", "yOffset": 10, **mark}, "encoding": encoding}


def _middle(ranges: Ranges, colours: dict[str, str]) -> dict[str, Any]:
    mark = {"type": "tick", "orient": "vertical", "thickness": 3, "size": 17, "color": colours["accent"], "yOffset": 10}
    return {
        "transform": [{"filter": "datum.middle !== null"}],
        "mark": mark,
        "encoding": {"x": _x(ranges, "middle")},
    }


def _nothing(colours: dict[str, str]) -> dict[str, Any]:
    """Where nothing is, so that more and less are told apart."""
    return {"mark": {"type": "rule", "color": colours["soft"], "size": 1}, "encoding": {"x": {"datum": 0}, "y": None}}


def _side_by_side(colours: dict[str, str]) -> list[dict[str, Any]]:
    return [
        _words("name", 6, {"align": "left", "dy": -8, "limit": 330, "color": colours["ink"]}),
        _words("says", "width", {"align": "right", "dy": -8, "limit": 330, "color": colours["soft"]}),
    ]


def _above_each_other(colours: dict[str, str]) -> list[dict[str, Any]]:
    return [
        _words("name", 6, {"align": "left", "dy": -22, "limit": NARROW, "color": colours["ink"]}),
        _words("says", 6, {"align": "left", "dy": -7, "limit": NARROW, "color": colours["soft"]}),
    ]


def _words(field: str, at: int | str, mark: dict[str, Any]) -> dict[str, Any]:
    encoding = {"x": {"value": at}, "text": {"field": field, "type": "nominal"}}
    return {"mark": {"type": "text", "fontSize": 12, **mark}, "encoding": encoding}


__all__ = ["Range", "Ranges", "size", "svg"]
