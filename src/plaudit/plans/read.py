"""Read a plan: text to a frozen value, or every problem in it at once, each with its line."""

from dataclasses import replace
from pathlib import Path

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.plans.document.notes import Notes, Place
from plaudit.plans.document.shape import shape, unknown_keys, written_keys
from plaudit.plans.document.source import checked, file_text
from plaudit.plans.document.tree import Raw, Tree, tree
from plaudit.plans.head import HeadDocument, head
from plaudit.plans.incentive import Incentive
from plaudit.plans.keys.reading import Reading
from plaudit.plans.keys.requires import Gated, check_gates
from plaudit.plans.plan import Plan
from plaudit.plans.read_incentive import read_incentive
from plaudit.plans.versions import disagreements, order
from plaudit.values.currency import codes
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable


def read(source: Path | str, catalogue: Catalogue = BUILT_IN) -> Plan:
    """The plan in a file, or in a text; `catalogue` says which activities there are (rule 2)."""
    match source:
        case Path():
            notes = Notes(str(source))
            text = file_text(source, notes)
        case str():
            notes = Notes(None)
            text = source
    found = None if text is None else _plan(text, notes, catalogue)
    if notes.found or found is None:
        raise Unreadable(notes.sorted())
    return found


def read_versions(path: Path, catalogue: Catalogue = BUILT_IN) -> tuple[Plan, ...]:
    """By effective day, then by number; raises Unreadable with the problems of all files."""
    if not _is_folder(path):
        return (read(path, catalogue),)
    plans: list[Plan] = []
    problems: list[Problem] = []
    for file in sorted((*path.glob("*.yaml"), *path.glob("*.yml"))):
        try:
            plans.append(read(file, catalogue))
        except Unreadable as unreadable:
            problems.extend(unreadable.problems)
    problems.extend(disagreements(plans))
    if not plans and not problems:
        problems.append(
            Problem(
                "plan-empty",
                f"The folder {path} holds no plan.",
                "Put the versions of one plan into it, one `.yaml` file each.",
                file=str(path),
            )
        )
    if problems:
        raise Unreadable(tuple(problems))
    return tuple(sorted(plans, key=order))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as wrong:
        # A name that the system does not take.
        says, remedy = f"{path} cannot be opened: {wrong.strerror}.", "Check the name of the file."
        raise Unreadable((Problem("file-unreadable", says, remedy, file=str(path)),)) from wrong


def _plan(text: str, notes: Notes, catalogue: Catalogue) -> Plan | None:
    if checked(text, notes) is None:
        return None
    document = tree(text, notes)
    if document is None:
        return None
    notes.lines = document.lines
    place = Place(notes)
    unknown_keys(document.raw, (*written_keys(HeadDocument), "incentives"), place)
    currency = _currency(document)
    shaped = shape(HeadDocument, document.raw, place, {"currency": currency})
    plan = head(shaped, place)
    reading = Reading(place, catalogue, plan.currency or None)
    incentives = _incentives(document.raw.get("incentives"), plan, reading)
    return replace(plan, incentives=incentives, lines=document.lines, text=text, file=notes.file or "")


def _currency(document: Tree) -> str | None:
    """What amounts are checked against while the head itself is read; a wrong one is noted there."""
    written = document.raw.get("currency")
    return next((code for code in codes() if code == written), None)


def _incentives(raw: Raw | None, plan: Plan, reading: Reading) -> tuple[Incentive, ...]:
    """Those without problems; what is between them (keys, gates) is checked here."""
    place = reading.place.at("incentives")
    match raw:
        case list():
            written = raw
        case None if place.left_out:
            return ()
        case None:
            place.note(
                "key-missing",
                "The plan has no `incentives`.",
                "Add them; a plan that pays nothing on purpose says `incentives: []`.",
            )
            return ()
        case _:
            place.note("shape", "`incentives` is not a list.", "Start each incentive with `- key: ...`.")
            return ()
    found = [_incentive(each, plan, reading.at("incentives", index)) for index, each in enumerate(written)]
    keys = _keys(written, place)
    gated = [each for each in found if each is not None]
    check_gates(gated, keys)
    return tuple(each.incentive for each in gated)


def _incentive(raw: Raw, plan: Plan, reading: Reading) -> Gated | None:
    match raw:
        case dict():
            return read_incentive(raw, plan, reading)
        case _:
            reading.note("shape", "An incentive is a list of keys with values.", "Start it with `- key: ...`.")
            return None


def _keys(written: list[Raw], place: Place) -> list[str]:
    """The keys of all incentives, also of those with problems; one that is there twice is noted."""
    keys: list[str] = []
    for index, each in enumerate(written):
        match each:
            case {"key": str(key)}:
                if key in keys:
                    place.at(index, "key").note(
                        "incentive-twice",
                        f"Incentive {keys.index(key) + 1} has the key `{key}` already.",
                        "Give one of the two another key.",
                    )
                keys.append(key)
    return keys
