"""`catalogue.yaml`: a company's own kinds of activity, and what it says otherwise about the built-in ones."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plaudit.activities.catalogue import BUILT_IN, GRADES, STAGES, Catalogue, Kind
from plaudit.connectors.folder.meant import meant, shown
from plaudit.values.decimals import NumberUnreadable, millionths
from plaudit.values.problem import Problem

LARGEST = 1 << 20
DEEPEST = 20
_WORD = re.compile(r"[a-z][a-z0-9_]{0,59}")
W = TypeVar("W", bound=str)


@dataclass(slots=True)
class _Notes:
    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, node: Node, code: str, says: str, remedy: str) -> None:
        self.found.append(Problem(code, says, remedy, file=self.file, line=node.start_mark.line + 1))


def read_catalogue(path: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Kinds of the file stand in the place of their namesakes; what a kind does not say stays as it was."""
    notes = _Notes(path.name)
    text = _file(path, notes)
    return (BUILT_IN, tuple(notes.found)) if text is None else _read(text, notes)


def read_catalogue_text(text: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """As `read_catalogue`, of a text that stands in no file."""
    return _read(text, _Notes("catalogue.yaml"))


def _read(text: str, notes: _Notes) -> tuple[Catalogue, tuple[Problem, ...]]:
    root = _composed(text, notes)
    if root is None:
        return BUILT_IN, tuple(notes.found)
    kinds = [kind for name, value in _pairs(root, notes) for kind in _kind(name, value, notes)]
    return BUILT_IN.overridden(kinds), tuple(notes.found)


def _file(path: Path, notes: _Notes) -> str | None:
    if not path.is_file():
        says = f"{path.name} is not a file."
        notes.found.append(Problem("catalogue-unreadable", says, "Put a YAML file in its place.", path.name))
        return None
    if path.stat().st_size > LARGEST:
        says = f"{path.name} has more than {LARGEST:,} bytes."
        notes.found.append(Problem("catalogue-unreadable", says, "Keep the kinds of activity, no more.", path.name))
        return None
    try:
        return path.read_text("utf-8-sig")
    except OSError as wrong:
        says = f"{path.name} cannot be opened: {wrong.strerror}."
        notes.found.append(Problem("catalogue-unreadable", says, "See that you may read it.", path.name))
        return None
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        says = f"{path.name} is not UTF-8."
        notes.found.append(Problem("catalogue-unreadable", says, "Save it as UTF-8.", path.name, line))
        return None


def _composed(text: str, notes: _Notes) -> Node | None:
    """The document as nodes, which keep their lines and are never expanded or made into objects."""
    try:
        deep = _too_deep(text)
        composed: Node | None = YAML(typ="safe", pure=True).compose(text) if deep is None else None
    except YAMLError as wrong:
        mark = wrong.problem_mark if isinstance(wrong, MarkedYAMLError) else None
        what = f": {wrong.problem}" if isinstance(wrong, MarkedYAMLError) else ""
        says = f"{notes.file} is not YAML{what}."
        remedy = "Indent with spaces, one `kind:` per kind of activity."
        place = None if mark is None else mark.line + 1
        notes.found.append(Problem("catalogue-unreadable", says, remedy, notes.file, place))
        return None
    if deep is not None:
        says = f"Something is nested more than {DEEPEST} levels deep here; no catalogue is."
        remedy = "Check for brackets that are opened and never closed."
        notes.found.append(Problem("catalogue-unreadable", says, remedy, notes.file, deep))
    return composed


def _too_deep(text: str) -> int | None:
    """The line of a nesting that no catalogue has: nodes are composed in as many calls as they are deep."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            line: int = event.start_mark.line + 1
            return line
    return None


def _pairs(node: Node, notes: _Notes) -> Iterator[tuple[ScalarNode, Node]]:
    if not isinstance(node, MappingNode):
        notes.add(node, "catalogue-shape", "Names with something after the colon belong here.", "Write `name: ...`.")
        return
    seen = set()
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or not _WORD.fullmatch(key.value):
            remedy = "Write a name in lower-case letters, digits and _."
            notes.add(key, "catalogue-shape", "The name before the colon cannot be one.", remedy)
        elif key.value in seen:
            notes.add(key, "catalogue-shape", f"{key.value} stands here a second time.", "Keep one of them.")
        else:
            seen.add(key.value)
            yield key, value


def _kind(name: ScalarNode, value: Node, notes: _Notes) -> Iterator[Kind]:
    known = BUILT_IN.find(name.value)
    kind = Kind(name.value, name.value.replace("_", " ").capitalize(), ()) if known is None else known
    for key, node in _pairs(value, notes):
        kind = _said(kind, key, node, notes)
    steps = kind.steps
    if not kind.milestones:
        says = f"{kind.kind} has no milestones."
        notes.add(name, "catalogue-shape", says, "Say which it reaches, in order: `milestones: [agreed, delivered]`.")
    elif len(set(steps)) < len(steps):
        says = f"{kind.kind} names a milestone or end twice."
        notes.add(name, "catalogue-shape", says, "Name each once; a milestone is reached once.")
    else:
        yield kind


def _said(kind: Kind, key: ScalarNode, node: Node, notes: _Notes) -> Kind:
    said = _FIELDS.get(key.value)
    if said is not None:
        return said(kind, node, notes)
    near = meant(key.value, _FIELDS)
    remedy = f"Do you mean {near}?" if near else f"A kind has {', '.join(_FIELDS)}."
    notes.add(key, "catalogue-shape", f"A kind has no {key.value}.", remedy)
    return kind


def _text(node: Node, notes: _Notes) -> str:
    if isinstance(node, ScalarNode):
        return str(node.value)
    notes.add(node, "catalogue-shape", "A text belongs here.", "Write one line of text, in quotes if it has a colon.")
    return ""


def _word(node: Node, words: tuple[W, ...], notes: _Notes) -> W:
    """One of the words; the first of them stands for one that is noted as wrong."""
    text = _text(node, notes)
    found = next((word for word in words if word == text), None)
    if found is None:
        notes.add(node, "catalogue-shape", f"{shown(text)} cannot stand here.", f"Write one of {', '.join(words)}.")
    return words[0] if found is None else found


def _names(node: Node, notes: _Notes) -> tuple[str, ...]:
    if not isinstance(node, SequenceNode):
        notes.add(node, "catalogue-shape", "A list of names belongs here.", "Write `[agreed, delivered]`.")
        return ()
    names = tuple(_text(each, notes) for each in node.value)
    for each, name in zip(node.value, names, strict=True):
        if not _WORD.fullmatch(name):
            remedy = "Write a name in lower-case letters, digits and _."
            notes.add(each, "catalogue-shape", f"{shown(name)} cannot be the name of a milestone.", remedy)
    return names


def _points(node: Node, before: Fraction, notes: _Notes) -> Fraction:
    try:
        points = Fraction(millionths(_text(node, notes)), 1_000_000)
    except NumberUnreadable as wrong:
        notes.add(node, "catalogue-shape", str(wrong), "Write a number of at most six decimals: `points: 2.5`.")
        return before
    if points < 0:
        notes.add(node, "catalogue-shape", f"{points} points would take away.", "Write 0 or more.")
    return points


_FIELDS: Mapping[str, Callable[[Kind, Node, _Notes], Kind]] = {
    "title": lambda kind, node, notes: replace(kind, title=_text(node, notes)),
    "milestones": lambda kind, node, notes: replace(kind, milestones=_names(node, notes)),
    "ends": lambda kind, node, notes: replace(kind, ends=_names(node, notes)),
    "points": lambda kind, node, notes: replace(kind, points=_points(node, kind.points, notes)),
    "complexity": lambda kind, node, notes: replace(kind, complexity=_word(node, GRADES, notes)),
    "value": lambda kind, node, notes: replace(kind, value=_word(node, GRADES, notes)),
    "stage": lambda kind, node, notes: replace(kind, stage=_word(node, STAGES, notes)),
    "guidance": lambda kind, node, notes: replace(kind, guidance=_text(node, notes)),
}
