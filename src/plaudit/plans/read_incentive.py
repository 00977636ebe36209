"""One incentive: the keys that all kinds share are read here, once; its instrument reads its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from plaudit.plans.document.notes import Place
from plaudit.plans.document.scalars import Key, MoneyAmount, Text
from plaudit.plans.document.shape import Document, Shape, shape, unknown_keys, written_keys
from plaudit.plans.document.spelled import listed, remedy
from plaudit.plans.document.tree import Raw
from plaudit.plans.incentive import Counted, Credit, Incentive, Leavers, Limits, Span, WindowLength
from plaudit.plans.instruments import Instrument, find, kinds
from plaudit.plans.keys.amounts import Draw, GiftDocument, LateDocument, draw, gift
from plaudit.plans.keys.clawback import ClawbackDocument, clawback
from plaudit.plans.keys.counts import CountsDocument, EarnsDocuments, counts
from plaudit.plans.keys.covers import CoversDocument, covers
from plaudit.plans.keys.credit import CreditDocument, credit
from plaudit.plans.keys.limits import LimitsDocument, limits
from plaudit.plans.keys.reading import Reading
from plaudit.plans.keys.requires import Gated, RequiresDocument, gate
from plaudit.plans.keys.span import EffectiveDocument, WindowDocument, effective, window
from plaudit.plans.keys.where import WhereDocument, where
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise, Standing
from plaudit.values.curve_of import CurveRefused


class IncentiveDocument(Document):
    """The keys that every kind of incentive shares."""

    key: Key
    kind: Key
    title: Text | None = None
    funded_by: Text | None = None
    covers: CoversDocument | None = None
    effective: EffectiveDocument | None = None
    window: WindowDocument
    counts: CountsDocument | None = None
    earns: EarnsDocuments | None = None
    where: WhereDocument | None = None
    credit: CreditDocument | None = None
    limits: LimitsDocument | None = None
    clawback: ClawbackDocument | None = None
    requires: RequiresDocument | None = None
    guarantee: MoneyAmount | None = None
    draw: Draw | None = None
    prorate: Literal["none", "days"] = "none"
    leavers: Leavers | None = None
    late: LateDocument | None = None
    on_change: Literal["run", "restart"] = "run"
    disclosure: Text | None = None
    customer_gift: GiftDocument | None = None
    proof: Literal["link", "file", "screenshot"] | None = None
    invites: Literal["all", "filtered"] | None = None


def read_incentive(raw: Mapping[str, Raw], plan: Plan, reading: Reading) -> Gated | None:
    """The incentive with its promise to somebody without a target of her own; None when a problem was noted."""
    place = reading.place
    before = len(place.notes.found)
    instrument = _instrument(raw, place)
    common = shape(IncentiveDocument, raw, place, {"currency": reading.currency})
    counted = _counts(common, reading)
    capped = _limits(common, reading)
    read = _resolved(common, plan, reading)
    if instrument is None:
        return None
    _known_keys(raw, instrument, place)
    own = shape(instrument.document, raw, place, {"currency": reading.currency})
    terms = instrument.terms(own, replace(reading, counts=counted, limits=capped))
    promise = _promise(instrument, terms, plan, place)
    if promise is None:
        return None
    acts = _acts(promise, common, counted, place)
    taken = None
    if common.document.clawback is not None and acts:
        taken = clawback(common.document.clawback, acts, reading.at("clawback"))
    if len(place.notes.found) > before or read is None:
        return None
    incentive = replace(read, terms=terms, counts=counted or (), limits=capped or Limits(), clawback=taken)
    return Gated(incentive, promise, place.at("requires"))


def _instrument(raw: Mapping[str, Raw], place: Place) -> Instrument[Any, Any] | None:
    match raw.get("kind"):
        case str(kind) if kind in kinds():
            return find(kind)
        case str(kind):
            place.at("kind").note("instrument-unknown", f"There is no instrument `{kind}`.", remedy(kind, kinds()))
            return None
        case _:
            return None


def _known_keys(raw: Mapping[str, Raw], instrument: Instrument[Any, Any], place: Place) -> None:
    """A key that another kind has is told apart from one that nobody has."""
    known = (*written_keys(IncentiveDocument), *written_keys(instrument.document))
    strange = {name: value for name, value in raw.items() if name not in known}
    for name, value in strange.items():
        takers = [kind for kind in kinds() if name in written_keys(find(kind).document)]
        if takers:
            place.at(name).note(
                "key-of-another-kind",
                f"`{name}` is a key of {listed(takers, 'and')}, not of `{instrument.kind}`.",
                f"Delete `{name}`, or change `kind`.",
            )
        else:
            unknown_keys({name: value}, known, place)


def _counts(common: Shape[IncentiveDocument], reading: Reading) -> tuple[Counted, ...] | None:
    if not common.right("counts", "earns") or common.document.counts is None:
        return None
    return counts(common.document.counts, common.document.earns, reading)


def _limits(common: Shape[IncentiveDocument], reading: Reading) -> Limits | None:
    if common.document.limits is None:
        return Limits()
    return limits(common.document.limits, reading.at("limits"))


def _promise(instrument: Instrument[Any, Any], terms: object, plan: Plan, place: Place) -> Promise | None:
    if terms is None or not plan.currency:
        return None
    try:
        return instrument.promise(terms, Standing(plan.currency))
    except CurveRefused as refused:
        place.at("pays").note("curve-impossible", str(refused), "Change the numbers that it names.")
        return None


_OF_ACTS = ("earns", "where", "credit", "clawback", "late")


def _acts(
    promise: Promise, common: Shape[IncentiveDocument], counted: tuple[Counted, ...] | None, place: Place
) -> tuple[Counted, ...]:
    """Every act that counts somewhere in the incentive; keys about acts where there are none are noted."""
    of_parts = tuple(one for part in promise.parts for one in part.counts)
    of_acts = promise.measure.of in ("count", "points", "amount")
    document = common.document
    if of_acts and document.counts is None and common.right("counts"):
        place.note(
            "counts-missing",
            f"The measure is `{promise.measure.of}`, but the plan does not say which acts count.",
            "Add `counts: {activity: referral, milestone: demo}`.",
        )
    if not of_acts and document.counts is not None:
        place.at("counts").note(
            "counts-unused",
            f"The measure is `{promise.measure.of}`, which no act adds to.",
            "Delete `counts`" + (" or move it into the parts." if promise.parts else "."),
        )
    if not of_acts and not of_parts:
        # Champions are accounts, so their attributes may be filtered.
        keys = [key for key in _OF_ACTS if key != "where" or promise.measure.of != "champions"]
        for key in keys:
            if key in document.model_fields_set:
                place.at(key).note("acts-missing", f"`{key}` is about acts, and none count here.", f"Delete `{key}`.")
    return of_parts if counted is None else (*counted, *of_parts)


def _resolved(common: Shape[IncentiveDocument], plan: Plan, reading: Reading) -> Incentive | None:
    """The shared keys, what they do not say taken from the plan; the rest is put in when it is known."""
    document, place = common.document, reading.place
    if document.guarantee is not None and document.draw is not None:
        place.at("draw").note(
            "keys-contradict",
            "A guarantee is paid and kept, a draw is paid and earned back; the same window cannot do both.",
            "Delete `guarantee` or `draw`.",
        )
    lives = effective(document.effective, plan.effective, place.at("effective"))
    length = _window(common, plan, place.at("window"))
    filters = () if document.where is None else where(document.where, reading.at("where"))
    credited = Credit() if document.credit is None else credit(document.credit, reading.at("credit"))
    gated = None if document.requires is None else gate(document.requires, reading.at("requires"))
    if common.wrong or lives is None or length is None or filters is None or credited is None:
        return None
    advance, leftover = draw(document.draw)
    return Incentive(
        key=document.key,
        kind=document.kind,
        title=document.key if document.title is None else document.title,
        terms=None,
        window=length,
        effective=lives,
        covers=covers(document.covers, plan.covers),
        funded_by=document.funded_by,
        where=filters,
        credit=credited,
        requires=gated,
        prorate=document.prorate,
        leavers=plan.leavers if document.leavers is None else document.leavers,
        late=plan.late if document.late is None else document.late.within_days,
        guarantee=document.guarantee,
        draw=advance,
        leftover=leftover,
        on_change=document.on_change,
        disclosure=document.disclosure,
        customer_gift=gift(document.customer_gift),
        proof=document.proof,
        invites=document.invites,
        path=place.path,
    )


def _window(common: Shape[IncentiveDocument], plan: Plan, place: Place) -> WindowLength | Span | None:
    if not common.right("window"):
        return None
    found = window(common.document.window, place)
    match found, plan.effective:
        case Span(start=date() as start, end=date() as end), Span(start=opens, end=closes):
            if (opens is not None and end <= opens) or (closes is not None and start >= closes):
                place.note(
                    "outside-the-plan",
                    f"The window's days do not meet the plan's ({opens or 'always'} to {closes or 'ever'}).",
                    "Move them inside the plan's `effective`.",
                )
                return None
    return found
