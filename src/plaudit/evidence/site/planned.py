"""The plan that a question is about: a program's published versions, or a draft that nobody has published."""

from plaudit.activities.catalogue import Catalogue
from plaudit.connectors.database.catalogue import catalogue
from plaudit.evidence.site.models import PlanDraft
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program, Version
from plaudit.plans.read import read
from plaudit.values.refused import Refused

# How the settings of a question name it.
PROGRAM = "program"
_DRAFT = "draft:"


def usual() -> str:
    """The program published last; empty while there is none."""
    newest = Version.objects.order_by("-arrival", "-pk").values_list("program__key", flat=True).first()
    return "" if newest is None else newest


def drafted(number: int) -> str:
    return f"{_DRAFT}{number}"


def is_draft(name: str) -> bool:
    return name.startswith(_DRAFT)


def choices(*, drafts: bool) -> list[tuple[str, str]]:
    """What can be asked about, by the name that settings give it."""
    found = [(program.key, program.title) for program in Program.objects.order_by("title")]
    if drafts:
        found += [(drafted(each.pk), f"Draft {each.plan} of {each.at.date()}") for each in PlanDraft.objects.all()]
    return found


def titles(name: str) -> dict[str, str]:
    """What its incentives are called; as its newest version calls them."""
    kinds = catalogue()
    return {each.key: each.title for plan in plans(name, kinds) for each in plan.incentives}


def plans(name: str, kinds: Catalogue, *, upto: int | None = None) -> tuple[Plan, ...]:
    """Its versions as far as they had arrived."""
    match find(name):
        case Program() as program:
            return versions(program, kinds, upto)
        case draft:
            return (read(draft.text, kinds),)


def find(name: str) -> Program | PlanDraft:
    """Raises Refused where nothing is called that."""
    number = name.removeprefix(_DRAFT)
    found: Program | PlanDraft | None
    if is_draft(name):
        found = PlanDraft.objects.filter(pk=number).first() if number.isdecimal() else None
    else:
        found = Program.objects.filter(key=name).first()
    if found is None:
        raise Refused("program-unknown", f"There is no {f'draft {number}' if is_draft(name) else f'program {name}'}.")
    return found
