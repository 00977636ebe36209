"""The `pays` key: one of seven ways, told apart by the keys that are there; each instrument says which it takes."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.attained import Attained, AttainedDocument, attaining
from plaudit.plans.pays.each import Each, EachDocument, Slider
from plaudit.plans.pays.nothing import Nothing
from plaudit.plans.pays.package import Package, PackageDocument, packaged
from plaudit.plans.pays.rate import Rate, RateDocument
from plaudit.plans.pays.steps import Steps, StepsDocument, stepped
from plaudit.plans.pays.tiers import Tiered, TiersDocument, tiered

Pays = Nothing | Each | Slider | Rate | Tiered | Steps | Attained | Package

# The first key that is there names the way; keys of another way beside it are contradictions.
_KEYS = (
    ("package", "package"),
    ("started", "package"),
    ("tiers", "tiers"),
    ("rates", "tiers"),
    ("at_target", "at_target"),
    ("curve", "at_target"),
    ("steps", "steps"),
    ("rate", "rate"),
    ("each", "each"),
)


def way(written: Any) -> str | None:
    """The name of the way that is written; None when no key says one."""
    match written:
        case "none":
            return "<none>"
        case str():
            return written
        case dict():
            return next((f"<{name}>" for key, name in _KEYS if key in written), None)
        case _:
            return None


_None = Annotated[Literal["none"], Tag("<none>")]
_Each = Annotated[EachDocument, Tag("<each>")]
_Rate = Annotated[RateDocument, Tag("<rate>")]
_Tiers = Annotated[TiersDocument, Tag("<tiers>")]
_Steps = Annotated[StepsDocument, Tag("<steps>")]
_Attained = Annotated[AttainedDocument, Tag("<at_target>")]
_Package = Annotated[PackageDocument, Tag("<package>")]

PaysUnits = Annotated[_None | _Each | _Tiers | _Steps | _Package, Discriminator(way)]
PaysAmounts = Annotated[_None | _Rate | _Tiers | _Steps, Discriminator(way)]
PaysTarget = Annotated[_None | _Each | _Rate | _Tiers | _Steps | _Attained | _Package, Discriminator(way)]
PaysLevel = Annotated[_None | _Each | _Tiers | _Steps | _Attained | _Package, Discriminator(way)]
PaysScore = Annotated[_None | _Steps | _Attained, Discriminator(way)]
PaysDocument = (
    Literal["none"] | EachDocument | RateDocument | TiersDocument | StepsDocument | AttainedDocument | PackageDocument
)


def pays(document: PaysDocument, reading: Reading) -> Pays | None:
    """What is promised; None when a problem was noted."""
    found = _read(document, reading)
    capped = reading.limits is not None and reading.limits.per_activity is not None
    if found is not None and capped and not found.by_act:
        reading.note(
            "cap-on-lines-of-others",
            "`per_activity` caps what one act earns, but here an act's line also pays for acts before it.",
            "Cap the person with `per_person`, or pay by `each`, `rate` or `tiers: graduated`.",
        )
    return found


def _read(document: PaysDocument, reading: Reading) -> Pays | None:
    found: Pays | None = Nothing()
    match document:
        case EachDocument():
            found = _each(document)
        case RateDocument():
            found = Rate(document.rate)
        case TiersDocument():
            found = tiered(document, reading)
        case StepsDocument():
            found = stepped(document, reading)
        case AttainedDocument():
            found = attaining(document, reading)
        case PackageDocument():
            found = packaged(document, reading)
    return found


def _each(document: EachDocument) -> Each | Slider:
    match document.each:
        case Fraction():
            return Each(document.each)
        case prices:
            return Slider(tuple(prices.items()))
