"""Why a closed period pays another amount than was booked: what was learned since it was closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model, Q

from plaudit.activities.models import Credit, Milestone, Report
from plaudit.ledger.adjust import Difference
from plaudit.ledger.closed import Closed
from plaudit.people.models import Duty
from plaudit.people.recorded import Recorded
from plaudit.plans.programs.models import Version

OF_ACTS = (Report, Milestone, Credit)


@dataclass(frozen=True, slots=True)
class Cause:
    """A code, and the key of the activity or the name of the table it speaks of."""

    code: str
    of: str

    def __str__(self) -> str:
        return f"{self.code} {self.of}"


SAID = {
    "late": "{of} reached {milestone}, which was known only after the close",
    "verified": "the {milestone} of {of} was verified after the close",
    "corrected": "{of} was corrected after the close",
    "credit": "{of} was credited otherwise after the close",
    "retracted": "{of} was taken back after the close",
    "moved-by": "{of} moved it",
    "changed": "{of} changed after the close",
    "ripened": "its window, {of}, has ended",
}


def said(code: str, of: str) -> str:
    """A cause in words; `of` is a key, a table or a window."""
    name, _, milestone = code.partition(":")
    return SAID[name].format(of=of, milestone=milestone.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Learned:
    """By activity what became known of it; which other tables have something new."""

    acts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


def learned(since: Closed, upto: int, activities: Iterable[str]) -> Learned:
    """What became known of these activities, and in which other tables, since a period was closed."""
    new = Q(arrival__gt=since.watermark) | Q(recorded_at__gt=since.known_at) | Q(retracted_at__gt=since.known_at)
    new &= Q(arrival__lte=upto)
    keys = set(activities)
    acts: dict[str, list[str]] = {}
    for of, code in _told(new, keys):
        known = acts.setdefault(of, [])
        if code not in known:
            known.append(code)
    others = [model for model in apps.get_models() if issubclass(model, Recorded) and model not in {*OF_ACTS, Duty}]
    tables = [model._meta.db_table for model in others if model._default_manager.filter(new).exists()]
    if Version.objects.filter(arrival__gt=since.watermark, arrival__lte=upto).exists():
        tables.append("plans")
    return Learned({of: tuple(codes) for of, codes in acts.items()}, tuple(sorted(tables)))


def causes(different: Sequence[Difference], known: Learned) -> Iterator[tuple[Difference, tuple[Cause, ...]]]:
    """Of each difference: its own act, else the acts of the same unit that moved it, else what else is new."""
    moving: dict[tuple[str, str, str], list[str]] = {}
    for each in different:
        if each.key.activity in known.acts:
            moving.setdefault(_unit(each), []).append(each.key.activity)
    for each in different:
        own = known.acts.get(each.key.activity, ())
        others = () if own else tuple(dict.fromkeys(moving.get(_unit(each), ())))
        if own:
            yield each, tuple(Cause(code, each.key.activity) for code in own)
        elif others:
            yield each, tuple(Cause("moved-by", of) for of in others[:3])
        else:
            yield each, tuple(Cause("changed", table) for table in known.tables) or (Cause("ripened", each.key.window),)


def _unit(difference: Difference) -> tuple[str, str, str]:
    key = difference.key
    return key.person, key.incentive, key.window


def _told(new: Q, keys: set[str]) -> Iterator[tuple[str, str]]:
    """Rows in the order in which they came in; the first of a milestone is the milestone itself, come late."""
    for model, code in ((Report, "corrected"), (Credit, "credit")):
        for row in model._default_manager.filter(new, activity_id__in=keys).order_by("pk"):
            if model is Credit or not _first(row, activity=row.activity_id):
                yield row.activity_id, "retracted" if row.retracted_at else code
    for reached in Milestone.objects.filter(new, activity_id__in=keys).order_by("pk"):
        yield reached.activity_id, "retracted" if reached.retracted_at else _became(reached)


def _became(reached: Milestone) -> str:
    same = Milestone.objects.filter(activity_id=reached.activity_id, milestone=reached.milestone)
    before = same.filter(pk__lt=reached.pk).order_by("pk").last()
    if before is None:
        return f"late:{reached.milestone}"
    return f"verified:{reached.milestone}" if reached.verified and not before.verified else "corrected"


def _first(row: Model, **same: str) -> bool:
    return not type(row)._default_manager.filter(pk__lt=row.pk, **same).exists()
