"""`counts` and `earns`: which milestones of which activities count, whole or in parts (rules 2 and 18)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any

from annotated_types import Len
from pydantic import Discriminator, Tag

from plaudit.activities.catalogue import Kind
from plaudit.plans.document.scalars import Key, Positive, Words
from plaudit.plans.document.shape import Document
from plaudit.plans.document.shown import percent
from plaudit.plans.document.spelled import listed, remedy
from plaudit.plans.incentive import Counted
from plaudit.plans.keys.reading import Reading


def _form(written: Any) -> str:
    match written:
        case dict():
            return "<kinds>"
        case _:
            return "<one>"


Milestone = Annotated[
    Annotated[Key, Tag("<one>")] | Annotated[dict[Key, Key], Tag("<kinds>")],
    Discriminator(_form),
]


class CountsDocument(Document):
    """Kinds of activity and the milestone that counts: one for all of them, or one by kind."""

    activity: Words
    milestone: Milestone | None = None


class EarnsDocument(Document):
    """A part of the act that is earned at a milestone."""

    milestone: Milestone
    part: Positive


EarnsDocuments = Annotated[list[EarnsDocument], Len(min_length=1)]


def counts(document: CountsDocument, earns: list[EarnsDocument] | None, reading: Reading) -> tuple[Counted, ...] | None:
    """Each counted milestone with its part, kinds in the plan's order and milestones in the map's; None when noted."""
    before = len(reading.place.notes.found)
    kinds = _kinds(document, reading.at("counts", "activity"))
    if document.milestone is not None and earns is not None:
        reading.at("earns").note(
            "keys-contradict",
            "`counts.milestone` says when the act counts, and `earns` says it again in parts.",
            "Delete `milestone` from `counts`, or delete `earns`.",
        )
    parts = _parts(document, earns, reading)
    if parts is None:
        _milestone_missing(kinds, reading.at("counts"))
        return None
    found = [_of_kind(kind, parts) for kind in kinds]
    for kinds_place, milestone in _maps(document, earns, reading):
        _exactly_the_counted(kinds_place, milestone, document.activity)
    _whole(parts, reading)
    return None if len(reading.place.notes.found) > before else tuple(one for each in found for one in each)


Part = tuple[str | dict[str, str], Fraction, Reading]


def _kinds(document: CountsDocument, reading: Reading) -> list[Kind]:
    found = []
    for index, name in enumerate(document.activity):
        kind = reading.catalogue.find(name)
        if kind is None:
            reading.at(index).note(
                "kind-unknown",
                f"There is no kind of activity `{name}` in the catalogue.",
                remedy(name, reading.catalogue.names),
            )
        elif kind in found:
            reading.at(index).note("word-twice", f"`{name}` is listed twice.", "Delete one of the two.")
        else:
            found.append(kind)
    return found


def _parts(document: CountsDocument, earns: list[EarnsDocument] | None, reading: Reading) -> list[Part] | None:
    if earns is not None:
        places = [reading.at("earns", index) for index in range(len(earns))]
        return [(earn.milestone, earn.part, place) for earn, place in zip(earns, places, strict=True)]
    if document.milestone is None:
        return None
    return [(document.milestone, Fraction(1), reading.at("counts"))]


def _milestone_missing(kinds: Sequence[Kind], reading: Reading) -> None:
    choices = "; ".join(f"{kind.kind}: {', '.join(kind.milestones)}" for kind in kinds)
    reading.note(
        "milestone-missing",
        "The plan does not say how far an act must get before it counts.",
        f"Add `milestone:` ({choices})." if kinds else "Add `milestone:`.",
    )


def _of_kind(kind: Kind, parts: Sequence[Part]) -> list[Counted]:
    """The parts of one kind in the order in which its milestones are reached."""
    found: list[Counted] = []
    for milestone, part, reading in parts:
        name = milestone if isinstance(milestone, str) else milestone.get(kind.kind)
        if name is None:
            continue
        place = reading.at("milestone") if isinstance(milestone, str) else reading.at("milestone", kind.kind)
        if name not in kind.milestones:
            _milestone_unknown(kind, name, place)
        elif any(counted.milestone == name for counted in found):
            place.note("word-twice", f"`{name}` is listed twice for `{kind.kind}`.", "Put the two parts together.")
        else:
            found.append(Counted(kind.kind, name, part))
    return sorted(found, key=lambda counted: kind.milestones.index(counted.milestone))


def _milestone_unknown(kind: Kind, name: str, place: Reading) -> None:
    if name in kind.ends:
        place.note(
            "milestone-is-an-end",
            f"`{name}` is how a `{kind.kind}` ends, not how far it gets; nothing is earned by it.",
            f"Write {listed(kind.milestones)}; an end belongs in `clawback`.",
        )
        return
    place.note(
        "milestone-unknown",
        f"`{kind.kind}` has no milestone `{name}`.",
        remedy(name, kind.milestones),
    )


def _maps(
    document: CountsDocument, earns: list[EarnsDocument] | None, reading: Reading
) -> list[tuple[Reading, dict[str, str]]]:
    written = [(reading.at("counts", "milestone"), document.milestone)]
    written += [(reading.at("earns", index, "milestone"), earn.milestone) for index, earn in enumerate(earns or ())]
    return [(place, milestone) for place, milestone in written if isinstance(milestone, dict)]


def _exactly_the_counted(place: Reading, milestones: dict[str, str], kinds: Sequence[str]) -> None:
    for kind in milestones:
        if kind not in kinds:
            place.at(kind).note(
                "kind-not-counted", f"`{kind}` has a milestone here, but does not count.", f"Write {listed(kinds)}."
            )
    missing = [kind for kind in kinds if kind not in milestones]
    if missing:
        place.note(
            "milestone-missing",
            f"There is no milestone here for {listed(missing, 'and')}, which the plan counts.",
            f"Add {listed(missing, 'and')}, or one milestone that all kinds have.",
        )


def _whole(parts: Sequence[Part], reading: Reading) -> None:
    total = sum((part for _, part, _ in parts), Fraction(0))
    if total != 1:
        reading.at("earns").note(
            "parts-not-whole",
            f"The parts are {' + '.join(percent(part) for _, part, _ in parts)} = {percent(total)} of the act.",
            "Make them 100 % in all.",
        )
