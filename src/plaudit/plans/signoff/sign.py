"""Signing a version of a plan: a person, the hash of the document, the hash of the text she read, a moment."""

import hashlib
from datetime import datetime

from django.db import transaction

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.plans.programs.models import Version
from plaudit.plans.signoff.find import from_now, sought
from plaudit.plans.signoff.models import Signature, Wording
from plaudit.values.refused import Refused


@transaction.atomic
def sign(version: Version, text: str, *, by: Reader, at: datetime, catalogue: Catalogue = BUILT_IN) -> Signature:
    """`text` is what stood on her screen; signing twice answers with the first signature."""
    hold()
    signed = Signature.objects.filter(version=version, person=by.person).first()
    if signed is not None:
        return signed
    asked = sought(from_now(at.date()), catalogue, {by.key})
    if version.pk not in {each.version.pk for each in asked}:
        raise Refused("not-asked-to-sign", f"Version {version.number} does not cover you, so it is not yours to sign.")
    wording, _ = Wording.objects.get_or_create(digest=digest(text), defaults={"text": text})
    journal(
        "signed",
        f"plan {version.program.key} version {version.number}",
        by=by.key,
        at=at,
        plan=version.digest,
        text=wording.digest,
    )
    return Signature.objects.create(
        version=version, person=by.person, plan_digest=version.digest, wording=wording, signed_at=at
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
