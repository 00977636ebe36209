"""Bytes to text that YAML may safely be read from: what no plan needs is refused before anything is parsed."""

import re
from collections.abc import Iterator
from pathlib import Path

from plaudit.plans.document.notes import Notes

LARGEST = 1024 * 1024
_BOM = "\ufeff"
# What YAML forbids in a text, and NUL first of all.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INDENTED_BY_TAB = re.compile(r"^ *\t[ \t]*[^\s#]", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


def file_text(path: Path, notes: Notes) -> str | None:
    """The text of a file; None when a problem was noted that leaves nothing to read."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as refused:
        notes.at_line(
            "file-unreadable",
            None,
            f"{path} cannot be opened: {refused.strerror}.",
            "Check the name of the file and that you may read it.",
        )
        return None
    if size > LARGEST:
        _too_large(size, notes)
        return None
    return _decoded(raw, notes)


def checked(text: str, notes: Notes) -> str | None:
    """The text itself when YAML may be read from it; else None, with every reason noted."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        _too_large(len(text), notes)
        return None
    before = len(notes.found)
    if text.startswith(_BOM):
        notes.at_line(
            "byte-order-mark",
            1,
            "The file starts with a byte order mark, which is invisible and belongs to no key.",
            'Save it as "UTF-8 without BOM".',
        )
    for line, character in _control_characters(text):
        note_control(character, line, notes)
    for found in _INDENTED_BY_TAB.finditer(text):
        notes.at_line(
            "tab",
            _line(text, found.start()),
            "This line is indented with a tab, and tabs have no agreed width.",
            "Indent with spaces.",
        )
    for found in _DIRECTIVE.finditer(text):
        notes.at_line(
            "directive",
            _line(text, found.start()),
            "A line that starts with % changes how YAML is read; plans are YAML 1.2 and nothing else.",
            "Delete the line.",
        )
    return text if len(notes.found) == before else None


def note_control(character: str, line: int, notes: Notes) -> None:
    notes.at_line(
        "control-character",
        line,
        f"The character U+{ord(character):04X} cannot stand in a plan; the file may be damaged or not be text.",
        "Delete it, or save the plan again as plain text.",
    )


def _decoded(raw: bytes, notes: Notes) -> str | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        notes.at_line(
            "not-utf8",
            line,
            f"Byte {broken.start + 1} (0x{raw[broken.start]:02X}) is not UTF-8; the file may be Latin-1 or UTF-16.",
            "Save the file as UTF-8.",
        )
        return None
    # Only the line ends of YAML; the text is kept as it stands otherwise, for `write`.
    return text.replace("\r\n", "\n")


def _too_large(size: int, notes: Notes) -> None:
    notes.at_line(
        "file-too-large",
        None,
        f"The plan has {size} bytes; a plan of more than {LARGEST} bytes is a mistake or an attack.",
        "Split it into several plans, or check that this is the right file.",
    )


def _control_characters(text: str) -> Iterator[tuple[int, str]]:
    """The first one of each line."""
    for number, line in enumerate(text.split("\n"), 1):
        found = CONTROL.search(line.removeprefix(_BOM))
        if found is not None:
            yield number, found[0]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
