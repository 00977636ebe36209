"""Changing a plan's text at some paths and nowhere else: comments, order and numbers stay as they were typed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from plaudit.plans.document.notes import joined

Written = str | list["Written"] | dict[str, "Written"]

# What stands without quotes wherever it is put.
_PLAIN = re.compile(r"[A-Za-z0-9][\w.%/+-]*(?: [\w.%/+-]+)*")


def amend(text: str, changes: Mapping[str, Written | None]) -> str:
    """Each path gets its value, None takes its key away; the mapping around a new key must be there already."""
    for path, value in changes.items():
        text = _amended(text, path, value)
    return text


@dataclass(slots=True)
class _Spot:
    """Where a value stands in the text; `key` is where its key begins, -1 for list items and the document."""

    start: int
    end: int
    key: int = -1
    flow: bool = False
    children: list[str] = field(default_factory=list)


def _amended(text: str, path: str, value: Written | None) -> str:
    spots = _spots(text)
    around, _, key = path.rpartition(".")
    if path not in spots:
        return text if value is None else _added(text, spots, around, f"{key}: {_laid(value)}")
    spot = spots[path]
    if value is None:
        start, end = _cut(text, spots, around, path)
        return text[:start] + text[end:]
    laid = _laid(value)
    blank = "" if text[spot.start - 1 : spot.start].isspace() and not _is_block(text, spot) else " "
    start = text.index(":", spot.key + len(key)) + 1 if _is_block(text, spot) else spot.start
    return text[:start] + blank + laid + text[spot.end :]


def _is_block(text: str, spot: _Spot) -> bool:
    """Whether the value begins on a line below its key, as lists and mappings without brackets do."""
    return spot.key >= 0 and "\n" in text[spot.key : spot.start]


def _added(text: str, spots: dict[str, _Spot], around: str, line: str) -> str:
    holder = spots[around]
    if holder.flow:
        place = spots[holder.children[-1]].end if holder.children else holder.start + 1
        return text[:place] + (", " if holder.children else "") + line + text[place:]
    if "incentives" in holder.children:
        # The head reads better above its incentives.
        place = spots["incentives"].key
        return f"{text[:place]}{line}\n{text[place:]}"
    first, last = spots[holder.children[0]], spots[holder.children[-1]]
    column = first.key - (text.rfind("\n", 0, first.key) + 1)
    end = _line_end(text, last.end)
    return f"{text[:end]}\n{' ' * column}{line}{text[end:]}"


def _cut(text: str, spots: dict[str, _Spot], around: str, path: str) -> tuple[int, int]:
    """From where to where to delete, so that what is left is still a mapping."""
    spot, siblings = spots[path], spots[around].children
    place = siblings.index(path)
    alone_on_its_line = not text[text.rfind("\n", 0, spot.key) + 1 : spot.key].strip()
    if not spots[around].flow and alone_on_its_line:
        return text.rfind("\n", 0, spot.key) + 1, _line_end(text, spot.end) + 1
    if place + 1 < len(siblings):
        return spot.key, spots[siblings[place + 1]].key
    return (spots[siblings[place - 1]].end if place > 0 else spot.key), spot.end


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _laid(value: Written) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_laid(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(_laid(inner) for inner in value) + "]"
        case text if _PLAIN.fullmatch(text) and text.lower() != "null":
            return text
        case text:
            return json.dumps(text, ensure_ascii=False)


@dataclass(slots=True)
class _Open:
    path: str
    spot: _Spot
    is_list: bool
    key: str | None = None
    key_at: int = -1


def _spots(text: str) -> dict[str, _Spot]:
    """Every path of a readable plan with its place. Block collections end where their last value ends."""
    spots: dict[str, _Spot] = {}
    open_: list[_Open] = []
    for event in YAML(typ="safe", pure=True).parse(text):
        match event:
            case ScalarEvent() if open_ and not open_[-1].is_list and open_[-1].key is None:
                open_[-1].key, open_[-1].key_at = event.value, event.start_mark.index
            case ScalarEvent():
                start, end = event.start_mark.index, event.end_mark.index
                _place(spots, open_, _Spot(start, start + len(text[start:end].rstrip())))
            case MappingStartEvent() | SequenceStartEvent():
                spot = _Spot(event.start_mark.index, event.end_mark.index, flow=bool(event.flow_style))
                path = _place(spots, open_, spot)
                open_.append(_Open(path, spot, isinstance(event, SequenceStartEvent)))
            case MappingEndEvent() | SequenceEndEvent():
                closed = open_.pop()
                if closed.spot.flow:
                    closed.spot.end = event.end_mark.index
                elif closed.spot.children:
                    closed.spot.end = spots[closed.spot.children[-1]].end
    return spots


def _place(spots: dict[str, _Spot], open_: list[_Open], spot: _Spot) -> str:
    """Note a value under its path, and in what holds it."""
    path = ""
    if open_:
        around = open_[-1]
        step: Any = len(around.spot.children) if around.is_list else around.key
        path = joined(around.path, step)
        spot.key, around.key = around.key_at, None
        around.key_at = -1
        around.spot.children.append(path)
    spots[path] = spot
    return path
