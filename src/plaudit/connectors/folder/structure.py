"""Whether a CSV file is what RFC 4180 says, and on which line each of its rows starts.

One pattern matches every good row from the start; where it stops, something is wrong. The engine alone would let
`2"x` and a stray last comma pass, and numbers rows, not lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mmap import mmap

# A file is mapped, so that a large one need not fit in memory.
Text = bytes | mmap

_FIELD = rb'(?:[^",\r\n]++|"[^"]*+(?:""[^"]*+)*+")?+'
_ENDS = re.compile(rb"\r\n|\n|\r")
# Bytes of one row, with its end: somewhat less than the engine's largest, 2 MiB.
LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Break:
    """A row that cannot be read: on which line it starts, the code of the problem, the facts."""

    line: int
    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is built: where its first row starts, how many fields each row has, how lines end."""

    start: int
    width: int
    ends: bytes

    @property
    def row(self) -> bytes:
        return _FIELD + rb"(?:," + _FIELD + rb"){%d}+" % (self.width - 1)

    @property
    def end(self) -> bytes:
        return re.escape(self.ends)


def header(text: Text, start: int) -> tuple[tuple[str, ...], Shape] | Break:
    """The names in the first row and the shape they give the file."""
    fields: list[bytes] = []
    at = start
    while True:
        found = re.compile(_FIELD).match(text, at)
        end = at if found is None else found.end()
        fields.append(text[at:end])
        if text[end : end + 1] != b",":
            break
        at = end + 1
    ends = _ENDS.match(text, end)
    if ends is None and end < len(text):
        return _quote(text, at, 1)
    shape = Shape(start, len(fields), ends[0] if ends else b"\n")
    return tuple(_unquoted(field) for field in fields), shape


def breaks(text: Text, shape: Shape) -> Iterator[Break]:
    """Every row that is not `width` fields between commas, ended as the first row is."""
    # An empty line is no row; the last row needs no end.
    good = re.compile(rb"(?:(?:" + shape.row + rb")?+" + shape.end + rb")*+")
    last = re.compile(shape.row + rb"\Z")
    at = counted = shape.start
    line = 1
    while at < len(text):
        found = good.match(text, at, min(at + LONGEST, len(text)))
        if found is not None and found.end() > at:
            at = found.end()
            continue
        if len(text) - at <= LONGEST and last.match(text, at):
            return
        line += _lines(text, counted, at, shape)
        counted = at
        broken, at = _broken(text, at, line, shape)
        yield broken


def lines(text: Text, shape: Shape, rows: Sequence[int]) -> dict[int, int]:
    """The line on which each of `rows` starts; rows count from 1 below the header."""
    wanted = set(rows)
    found: dict[int, int] = {}
    number, line, counted = -1, 1, shape.start
    for row in re.compile(rb"(" + shape.row + rb")(?:" + shape.end + rb"|\Z)").finditer(text, shape.start):
        if not row[0] or row[0] == shape.ends:
            continue
        number += 1
        if number in wanted:
            line += _lines(text, counted, row.start(), shape)
            counted = row.start()
            found[number] = line
            if len(found) == len(wanted):
                break
    return found


def _broken(text: Text, at: int, line: int, shape: Shape) -> tuple[Break, int]:
    """What is wrong with the row at `at`, and where the next one starts."""
    fields = 0
    position = at
    while True:
        found = re.compile(_FIELD).match(text, position)
        end = position if found is None else found.end()
        fields += 1
        if text[end : end + 1] != b",":
            break
        position = end + 1
    ends = _ENDS.match(text, end)
    if ends is None and end < len(text):
        return _quote(text, position, line), _next_line(text, end)
    after = end if ends is None else ends.end()
    if after - at > LONGEST:
        return Break(line, "row-too-long", f"This row has {after - at:,} bytes; a row may have {LONGEST:,}."), after
    if fields != shape.width:
        return Break(line, "fields-wrong", f"This row has {_fields(fields)}, the header has {shape.width}."), after
    return Break(line, "line-ends-mixed", "This line ends unlike the first one."), after


def _quote(text: Text, at: int, line: int) -> Break:
    """A field that starts with a quote and never ends, or has one where none may be."""
    quoted = text[at : at + 1] == b'"'
    if quoted and re.compile(rb'"[^"]*+(?:""[^"]*+)*+"').match(text, at) is None:
        return Break(line, "quote-open", "A quote opens in this row and is never closed.")
    return Break(line, "quote-stray", "This row has a quote in the middle of a field.")


def _fields(count: int) -> str:
    return "1 field" if count == 1 else f"{count} fields"


def _next_line(text: Text, at: int) -> int:
    found = _ENDS.search(text, at)
    return len(text) if found is None else found.end()


def _lines(text: Text, start: int, end: int, shape: Shape) -> int:
    return text[start:end].count(b"\r" if shape.ends == b"\r" else b"\n")


def _unquoted(field: bytes) -> str:
    text = field.decode("utf-8")
    return text[1:-1].replace('""', '"') if text.startswith('"') else text
