"""YAML to a tree of text: every scalar stays as it was typed, every path knows its line, nothing is ever expanded."""

from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from plaudit.plans.document.notes import Notes, joined
from plaudit.plans.document.source import CONTROL, note_control

Raw = str | list["Raw"] | dict[str, "Raw"]

DEEPEST = 20
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Tree:
    """A document: its mapping, and the line of every path in it."""

    raw: dict[str, Raw]
    lines: dict[str, int]


def tree(text: str, notes: Notes) -> Tree | None:
    """None when a problem leaves nothing to read; a value that a problem spoils is left out."""
    builder = _Builder(notes)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except _Stop:
        return None
    except YAMLError as broken:
        notes.at_line("yaml", *_told(broken))
        return None
    if not builder.roots:
        notes.at_line("plan-empty", None, "The file holds no plan.", "Start with `plan: my-plan`.")
        return None
    root = builder.roots[0]
    if not isinstance(root, dict):
        notes.at_line(
            "shape", 1, "A plan is a list of keys with values, and this is not.", "Start with a line `plan: my-plan`."
        )
        return None
    return Tree(root, builder.lines)


class _Stop(Exception):
    """There is nothing more to read from this text."""


@dataclass(slots=True)
class _Open:
    """A mapping or sequence being filled; `key` is the mapping's key that waits for its value."""

    holds: dict[str, Raw] | list[Raw]
    path: str
    key: str | None = None
    seen: dict[str, int] = field(default_factory=dict)
    count: int = 0


@dataclass(slots=True)
class _Builder:
    notes: Notes
    roots: list[Raw] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1
        self._refuse_tricks(event, line)
        if isinstance(event, ScalarEvent):
            self._unescape(event, line)
        match event:
            case DocumentStartEvent():
                self._start_document(line)
            case MappingStartEvent():
                self._begin({}, line)
            case SequenceStartEvent():
                self._begin([], line)
            case MappingEndEvent() | SequenceEndEvent():
                done = self.open.pop()
                self._put(done.holds)
            case ScalarEvent():
                self._scalar(event, line)

    def _start_document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.notes.at_line(
                "several-documents",
                line,
                "A second document starts here, after `---`; a file holds one plan.",
                "Put the second plan into a file of its own.",
            )
            raise _Stop

    def _refuse_tricks(self, event: Event, line: int) -> None:
        if isinstance(event, AliasEvent):
            self.notes.at_line(
                "alias",
                line,
                f"`*{event.anchor}` stands for text written elsewhere; a plan says everything where it holds.",
                "Write the text out here.",
            )
            raise _Stop
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self.notes.at_line(
                "alias",
                line,
                f"`&{anchor}` names a piece of text to be repeated; a plan says everything where it holds.",
                f"Delete `&{anchor}` and write the text out where it is meant.",
            )
        if tag is not None:
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.notes.at_line(
                "tag",
                line,
                f"The YAML tag `{short}` would change what the value is; values in a plan are read as they are typed.",
                "Delete the tag.",
            )

    def _unescape(self, event: ScalarEvent, line: int) -> None:
        """Escapes may write what no text can hold; JSON writes what is beyond 16 bits as two halves."""
        event.value = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        found = CONTROL.search(event.value)
        if found is not None:
            note_control(found[0], line, self.notes)

    def _begin(self, holds: dict[str, Raw] | list[Raw], line: int) -> None:
        if len(self.open) >= DEEPEST:
            self.notes.at_line(
                "too-deep",
                line,
                f"Something is nested more than {DEEPEST} levels deep here; no plan is.",
                "Check for brackets that are opened and never closed.",
            )
            raise _Stop
        path = self._next_path(line)
        self.open.append(_Open(holds, path))

    def _next_path(self, line: int) -> str:
        """The path of the value that comes next; a key that is no plain text ends the reading."""
        if not self.open:
            return ""
        around = self.open[-1]
        if isinstance(around.holds, list):
            path = joined(around.path, around.count)
            self.lines[path] = line
            return path
        if around.key is None:
            self.notes.at_line("key-shape", line, "A key must be one plain word.", "Write it as `key: value`.")
            raise _Stop
        return joined(around.path, around.key)

    def _scalar(self, event: ScalarEvent, line: int) -> None:
        around = self.open[-1] if self.open else None
        if around is not None and isinstance(around.holds, dict) and around.key is None:
            self._key(around, event.value, line)
            return
        path = self._next_path(line)
        if event.style is None and event.value in _NULLS:
            # In braces the comma of 1,000.00 begins another key, 000.00.
            digits = around is not None and str(around.key).replace(".", "").isdecimal()
            remedy = "Write amounts without a comma: 1000.00." if digits else "Write one, or delete the line."
            self.notes.at_line("value-missing", self.lines.get(path, line), f"`{path}` has no value.", remedy)
            self._skip()
            return
        self._put(event.value)

    def _key(self, around: _Open, key: str, line: int) -> None:
        if key in around.seen:
            self.notes.at_line(
                "key-twice",
                line,
                f"`{joined(around.path, key)}` is written twice: here and in line {around.seen[key]}.",
                "Delete one of the two.",
            )
        around.seen.setdefault(key, line)
        around.key = key
        self.lines.setdefault(joined(around.path, key), line)

    def _put(self, value: Raw) -> None:
        if not self.open:
            self.roots.append(value)
            return
        around = self.open[-1]
        if isinstance(around.holds, list):
            around.holds.append(value)
            around.count += 1
        elif around.key is not None:
            around.holds.setdefault(around.key, value)
            around.key = None

    def _skip(self) -> None:
        if self.open:
            self.open[-1].key = None


# What ruamel says, beginning of the sentence -> what we say and what to do.
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon stands where no key can begin.",
        "Quote the text before it, or check the indentation of this line and the one above.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close the quotation.",
    ),
    (
        "expected ',' or",
        "A bracket is opened and the list in it is not continued or closed here.",
        "Add the missing comma or bracket.",
    ),
    (
        "expected <block end>",
        "This line is indented like nothing above it.",
        "Give it the same indentation as the keys it belongs to.",
    ),
    (
        "found character '\\t'",
        "A tab stands where only spaces may.",
        "Replace the tab by spaces.",
    ),
)


def _told(broken: YAMLError) -> tuple[int | None, str, str]:
    """Line, sentence and remedy for what the parser could not read."""
    if not isinstance(broken, MarkedYAMLError):
        return None, f"This is not YAML: {broken}.", "Check the text around the place that is named."
    said = str(broken.problem)
    quoted = "quoted scalar" in str(broken.context)
    mark = broken.context_mark if quoted else (broken.problem_mark or broken.context_mark)
    line = None if mark is None else mark.line + 1
    for beginning, says, remedy in _SENTENCES:
        if said.startswith(beginning):
            return line, says, remedy
    return line, f"This cannot be read as YAML: {said}.", "Check indentation, colons, commas and quotes near this line."
