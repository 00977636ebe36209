"""A CSV file from its bytes to a source, or everything that keeps it from being read."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from plaudit.connectors.folder.columns import cells, problems
from plaudit.connectors.folder.source import Source, read_csv
from plaudit.connectors.folder.structure import Break, Shape, Text, breaks, header
from plaudit.values.problem import Problem
from plaudit.values.table import Table

_CHUNK = 1 << 20
# After a thousand broken rows the file is something else; finding the rest takes longer than anybody would read.
_MOST = 1000
_MARK = codecs.BOM_UTF8
_REMEDIES = {
    "quote-open": "Close the quote; inside a quoted field a quote is written twice.",
    "quote-stray": 'Put the whole field in quotes and write the quote inside twice: "a ""b"" c".',
    "fields-wrong": "Put a field that holds a comma in quotes, and write one comma for each empty field.",
    "row-too-long": "Take out what nobody reads, or shorten it; an open quote may also have swallowed other rows.",
    "line-ends-mixed": "Save the file again with one kind of line ending.",
}
_UTF8 = "Save the file as CSV UTF-8."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file is, when it can be read, with its warnings; else its problems alone."""

    source: Source | None
    problems: tuple[Problem, ...]
    shape: Shape | None = None


def open_csv(table: Table, path: Path, largest: int, ours: Mapping[str, str] | None = None) -> Opened:
    """`ours` says what the table calls a column that the file calls otherwise; "" leaves it out."""
    if not path.is_file():
        says = f"{path.name} is not a file."
        return _closed(Problem("file-unreadable", says, "Put a CSV or Parquet file in its place.", file=path.name))
    size = path.stat().st_size
    if size == 0:
        columns = ",".join(column.name for column in table.columns if column.required)
        says, remedy = f"{path.name} is empty.", f"Write at least the header: {columns}."
        return _closed(Problem("file-empty", says, remedy, file=path.name, line=1))
    if size > largest:
        says = f"{path.name} has {size:,} bytes; a CSV file may have {largest:,}."
        remedy = f"Store it as {table.name}.parquet, which is read faster and may be of any size."
        return _closed(Problem("file-too-large", says, remedy, file=path.name))
    try:
        with mapped(path) as text:
            return _opened(table, path, text, {} if ours is None else ours)
    except OSError as wrong:
        says = f"{path.name} cannot be opened: {wrong.strerror}."
        return _closed(Problem("file-unreadable", says, "See that you may read it.", file=path.name))


def mapped(path: Path) -> mmap:
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _opened(table: Table, path: Path, text: mmap, ours: Mapping[str, str]) -> Opened:
    undecodable = next(_undecodable(text, path.name), None)
    if undecodable is not None:
        return _closed(undecodable)
    marked = text[: len(_MARK)] == _MARK
    read = header(text, len(_MARK) if marked else 0)
    if isinstance(read, Break):
        return _closed(_broken(read, path.name))
    names, shape = read
    typed = [(ours.get(name, name), f"c{place}", "VARCHAR") for place, name in enumerate(names) if ours.get(name) != ""]
    found = [
        *problems(table, typed, path.name),
        *(_broken(each, path.name) for each in islice(breaks(text, shape), _MOST)),
    ]
    if marked:
        found.append(_warning(path.name))
    if any(problem.stops for problem in found):
        return _closed(*found)
    relation = read_csv(path, shape.width)
    return Opened(Source(table, path, relation, cells(table, typed)), tuple(found), shape)


def _undecodable(text: mmap, file: str) -> Iterator[Problem]:
    """UTF-16, a NUL, the first byte that is not UTF-8: nothing after it can be trusted."""
    if text[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        yield Problem("encoding-utf16", f"{file} is UTF-16, not UTF-8.", _UTF8, file=file, line=1)
    nul = text.find(b"\0")
    if nul >= 0:
        says = "This line holds a NUL, a byte that no text has."
        remedy = "Export the file again as CSV UTF-8; it may be UTF-16, or damaged."
        yield Problem("nul-byte", says, remedy, file=file, line=_line(text, nul))
    if not all(text[at : at + _CHUNK].isascii() for at in range(0, len(text), _CHUNK)):
        wrong = _not_utf8(text)
        if wrong is not None:
            byte = text[wrong : wrong + 1]
            says = f"The byte 0x{byte.hex().upper()} is not UTF-8; in Latin-1 it is {byte.decode('latin-1')}."
            yield Problem("encoding-not-utf8", says, _UTF8, file=file, line=_line(text, wrong))


def _not_utf8(text: mmap) -> int | None:
    """Where the first byte stands that is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for at in range(0, len(text), _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(text[at : at + _CHUNK], final=at + _CHUNK >= len(text))
        except UnicodeDecodeError as wrong:
            return at - pending + wrong.start
    return None


def _line(text: Text, at: int) -> int:
    return text[:at].count(b"\n") + 1


def _broken(wrong: Break, file: str) -> Problem:
    return Problem(wrong.code, wrong.says, _REMEDIES[wrong.code], file=file, line=wrong.line)


def _warning(file: str) -> Problem:
    says = f"{file} starts with a byte order mark, which was skipped."
    remedy = "Save it as UTF-8 without a mark; other programs take it for part of the first column's name."
    return Problem("byte-order-mark", says, remedy, file=file, line=1, severity="warning")


def _closed(*found: Problem) -> Opened:
    return Opened(None, found)
