"""Publishing a version of a plan: from then on its text is what was promised."""

import hashlib
from datetime import datetime

from django.db import transaction

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.people.arrive import arrive, hold
from plaudit.people.journal import journal
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program, Version
from plaudit.plans.read import read
from plaudit.plans.versions import disagreements
from plaudit.values.refused import Refused, Unreadable


@transaction.atomic
def publish(text: str, *, by: str, at: datetime, catalogue: Catalogue = BUILT_IN) -> Version:
    """Publish a plan's text; publishing the same text again answers with the version that stands.

    Raises Unreadable with the problems of the text, Refused for another text under a number that is taken.
    """
    plan = read(text, catalogue)
    hold()
    program, _ = Program.objects.get_or_create(key=plan.key, defaults={"title": plan.title})
    digest = hashlib.sha256(text.encode()).hexdigest()
    standing = Version.objects.filter(program=program, number=plan.version).first()
    if standing is not None and standing.digest == digest:
        return standing
    if standing is not None:
        raise Refused(
            "version-taken",
            f"Version {plan.version} of {plan.key} is published and never changes. "
            f"Give the new text the number {plan.version + 1}.",
        )
    wrong = tuple(disagreements([*versions(program, catalogue), plan]))
    if wrong:
        raise Unreadable(wrong)
    # A program is called as its newest version calls it.
    if not Version.objects.filter(program=program, number__gt=plan.version).exists():
        Program.objects.filter(pk=program.pk).update(title=plan.title)
    version = Version.objects.create(
        program=program,
        number=plan.version,
        text=text,
        digest=digest,
        effective_from=plan.effective.start,
        effective_to=plan.effective.end,
        author=by,
        arrival=arrive("plan", by=by, at=at),
    )
    journal("published", f"plan {plan.key} version {plan.version}", by=by, at=at, digest=digest)
    return version
