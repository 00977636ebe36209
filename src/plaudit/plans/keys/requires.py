"""`requires`: a gate that reads another measure of the same window, before gates, limits and money (rule 15a)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from plaudit.plans.document.notes import Place
from plaudit.plans.document.scalars import Key, Number
from plaudit.plans.document.shape import Document
from plaudit.plans.document.spelled import remedy
from plaudit.plans.incentive import Gate, Incentive, Span
from plaudit.plans.keys.reading import Reading
from plaudit.plans.promise import Promise
from plaudit.plans.say import joined


class MetricGateDocument(Document):
    """A metric of the person and window."""

    metric: Key
    at_least: Number


class IncentiveGateDocument(Document):
    """Another incentive's attainment (or score), or its measure."""

    incentive: Key
    attainment: Number | None = None
    measure: Number | None = None


def _form(written: Any) -> str | None:
    match written:
        case dict() if "incentive" in written:
            return "<incentive>"
        case dict() if "metric" in written or "at_least" in written:
            return "<metric>"
        case _:
            return None


RequiresDocument = Annotated[
    Annotated[MetricGateDocument, Tag("<metric>")] | Annotated[IncentiveGateDocument, Tag("<incentive>")],
    Discriminator(_form),
]


def gate(document: MetricGateDocument | IncentiveGateDocument, reading: Reading) -> Gate | None:
    """The gate by itself; whether what it reads is there is seen when all incentives are read."""
    match document:
        case MetricGateDocument():
            return Gate(document.at_least, metric=document.metric)
        case IncentiveGateDocument():
            return _of_incentive(document, reading)


def _of_incentive(document: IncentiveGateDocument, reading: Reading) -> Gate | None:
    if document.attainment is not None and document.measure is None:
        return Gate(document.attainment, incentive=document.incentive, reads="attainment")
    if document.measure is not None and document.attainment is None:
        return Gate(document.measure, incentive=document.incentive, reads="measure")
    reading.note(
        "gate-unsaid",
        f"The gate must say one thing that `{document.incentive}` has to reach, not "
        + ("two." if document.measure is not None else "nothing."),
        "Write either `attainment: 1` or `measure: 3`.",
    )
    return None


@dataclass(frozen=True, slots=True)
class Gated:
    """An incentive with its gate's place and its promise to somebody without a target of her own."""

    incentive: Incentive
    promise: Promise
    place: Place


def check_gates(gated: Sequence[Gated], all_keys: Sequence[str]) -> None:
    """`all_keys` also names incentives with problems of their own: a gate on one of those is not a second problem."""
    by_key = {each.incentive.key: each for each in gated}
    for each in gated:
        read = each.incentive.requires.incentive if each.incentive.requires is not None else None
        if read is None:
            continue
        if read not in all_keys:
            others = [key for key in all_keys if key != each.incentive.key]
            each.place.at("incentive").note(
                "gate-unknown",
                f"There is no incentive `{read}` in this plan.",
                remedy(read, others) if others else "Delete the gate.",
            )
        elif read in by_key:
            _check_read(each, by_key[read])
    _check_circles(by_key)


def _check_read(each: Gated, read: Gated) -> None:
    own, other = each.incentive, read.incentive
    if own.window != other.window:
        each.place.note(
            "gate-window",
            f"`{own.key}` is paid by the {_length(own)} and reads `{other.key}`, measured by the {_length(other)}.",
            "Give both the same window.",
        )
    attained = read.promise.measure.of == "score" or read.promise.target is not None or _waits_for_target(read.promise)
    if own.requires is not None and own.requires.reads == "attainment" and not attained:
        each.place.at("attainment").note(
            "gate-without-target",
            f"`{other.key}` has no target, so it has no attainment.",
            "Write `measure:` with what its measure must reach, or give it a target.",
        )


def _waits_for_target(promise: Promise) -> bool:
    return promise.pays and promise.curve is None and promise.prizes is None


def _length(incentive: Incentive) -> str:
    match incentive.window:
        case Span(start, end):
            return f"window {start} to {end}"
        case length:
            return length


def _check_circles(by_key: Mapping[str, Gated]) -> None:
    """Nobody could say which of two promises that wait for each other comes first, though each reads only measures."""
    for each in by_key.values():
        chain = [each.incentive.key]
        while (read := _reads(by_key, chain[-1])) is not None and read not in chain:
            chain.append(read)
        if chain == [read]:
            each.place.at("incentive").note("gate-circle", f"`{read}` waits for itself.", "Delete this gate.")
        elif read == each.incentive.key:
            waits = joined([f"`{key}` waits for `{_reads(by_key, key)}`" for key in chain])
            each.place.at("incentive").note("gate-circle", f"{waits}.", "Delete one of these gates.")


def _reads(by_key: Mapping[str, Gated], key: str) -> str | None:
    gated = by_key.get(key)
    if gated is None or gated.incentive.requires is None:
        return None
    return gated.incentive.requires.incentive
