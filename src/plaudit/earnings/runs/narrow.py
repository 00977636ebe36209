"""How little must be calculated again when a few acts arrived in a large company.

What one person earns by her own acts depends on the acts that may be credited to her, and, where accounts or contacts
have only so much room, on everybody's acts for those. Prizes and budgets depend on everybody: a whole run does them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from plaudit.activities.models import Close, Credit, Milestone, Report
from plaudit.connectors.database.read import Part
from plaudit.customers.models import Holding
from plaudit.people.models import Duty
from plaudit.people.recorded import Recorded
from plaudit.plans.incentive import Incentive
from plaudit.plans.plan import Plan
from plaudit.plans.programs.models import Version

OF_ACTS = (Report, Milestone, Credit)
# A close settles prizes and shared budgets; what is each one's own it leaves as it was.
WITHOUT_PAY = {*OF_ACTS, Close, Duty}
# More acts than these are no small part: a whole run takes hardly longer.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Arrived:
    """Acts of a period of which something arrived, and everybody who could be credited with one."""

    acts: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Narrow:
    """The people whose own incentives move, and the part of the facts on which these depend.

    `alone` where no act of anybody else takes room from theirs.
    """

    people: frozenset[str]
    incentives: frozenset[str]
    part: Part
    alone: bool


def arrived(plans: Sequence[Plan], part: Part, since: int) -> Arrived | None:
    """By the arrivals after `since`; None where other facts than acts came in, or more acts than are a small part."""
    keys = _learned(since)
    if keys is None:
        return None
    acts = _inside(Report.objects.filter(activity_id__in=keys), part)
    people = _people(acts)
    if _shares_room(plans):
        people |= _people(_beside(acts))
    return Arrived(frozenset(acts), frozenset(people))


def narrow(plans: Sequence[Plan], part: Part, since: int) -> Narrow | None:
    """What has to be calculated again for the arrivals after `since`; None when that is as good as everything."""
    found = arrived(plans, part, since)
    own = own_incentives(plans)
    if found is None or not own:
        return None
    if not found.acts:
        return Narrow(frozenset(), own, replace(part, keys=()), alone=True)
    acts = _acts(found.people, part)
    alone = not _shares_room(plans)
    if len(acts) <= MOST and not alone:
        acts |= _inside(Report.objects.filter(activity_id__in=_beside(acts)), part)
    if len(acts) > MOST:
        return None
    held = Holding.objects.filter(person_id__in=found.people).values_list("account_id", flat=True)
    accounts = {str(account) for account in held} | _accounts(acts)
    holders = Holding.objects.filter(account_id__in=accounts).values_list("person_id", flat=True)
    among = {*found.people, *_people(acts), *(str(holder) for holder in holders)}
    keys, of, by = (tuple(sorted(each)) for each in (acts, accounts, among))
    return Narrow(found.people, own, replace(part, keys=keys, accounts=of, people=by), alone)


def own_incentives(plans: Sequence[Plan]) -> frozenset[str]:
    """Incentives in which nobody's earning depends on another's, room by account and contact apart."""
    if any(plan.budget is not None for plan in plans):
        return frozenset()
    shared = {each.key for plan in plans for each in plan.incentives if each.kind == "contest" or each.limits.budget}
    return frozenset(each.key for plan in plans for each in plan.incentives if each.key not in shared)


def _shares_room(plans: Sequence[Plan]) -> bool:
    """Whether some incentive of one's own gives an account or a contact only so much room."""
    own = own_incentives(plans)
    return any(_room(each) for plan in plans for each in plan.incentives if each.key in own)


def _room(incentive: Incentive) -> bool:
    return incentive.limits.per_account is not None or incentive.limits.per_contact is not None


def _learned(since: int) -> set[str] | None:
    """The activities of which something arrived; None when anything else did, or more of them than are a small part."""
    others: list[type[Model]] = [Version]
    others += [model for model in apps.get_models() if issubclass(model, Recorded) and model not in WITHOUT_PAY]
    later = [model._default_manager.filter(arrival__gt=since).order_by().values("arrival") for model in others]
    if later[0].union(*later[1:], all=True).exists():
        return None
    named = [model.objects.filter(arrival__gt=since).values_list("activity_id", flat=True) for model in OF_ACTS]
    keys = {str(key) for keys in named for key in keys[: MOST + 1]}
    return None if len(keys) > MOST else keys


def _people(keys: Iterable[str]) -> set[str]:
    """Everybody who could be credited with one of these, by anything that was ever said."""
    among = list(keys)
    reports = Report.objects.filter(activity_id__in=among)
    brought = reports.exclude(person=None).values_list("person_id", flat=True)
    shared = Credit.objects.filter(activity_id__in=among).values_list("person_id", flat=True)
    held = Holding.objects.filter(account__in=reports.values("account")).values_list("person_id", flat=True)
    return {str(person) for found in (brought, shared, held) for person in found}


def _beside(keys: Iterable[str]) -> set[str]:
    """Activities for the same accounts or contacts."""
    reports = Report.objects.filter(activity_id__in=list(keys))
    same = Q(account__in=reports.values("account")) | Q(contact__in=reports.exclude(contact=None).values("contact"))
    return {str(key) for key in Report.objects.filter(same).values_list("activity_id", flat=True)}


def _accounts(keys: Iterable[str]) -> set[str]:
    reports = Report.objects.filter(activity_id__in=list(keys)).exclude(account=None)
    return {str(account) for account in reports.values_list("account_id", flat=True)}


def _acts(people: Iterable[str], part: Part) -> set[str]:
    """Activities inside the part that may be credited to one of these people."""
    among = list(people)
    shared = Credit.objects.filter(person_id__in=among).values("activity")
    held = Holding.objects.filter(person_id__in=among).values("account")
    theirs = Report.objects.filter(Q(person_id__in=among) | Q(account__in=held) | Q(activity__in=shared))
    return _inside(theirs, part)


def _inside(reports: "QuerySet[Report]", part: Part) -> set[str]:
    reached = Milestone.objects.filter(on__gte=part.start, on__lt=part.end, activity__in=reports.values("activity"))
    return {str(key) for key in reached.values_list("activity_id", flat=True).distinct()}
