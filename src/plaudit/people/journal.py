"""Who did what, when: one line per deed, written in its transaction."""

from datetime import datetime

from django.db.models import Model

from plaudit.people.models import Deed


def journal(did: str, about: object, *, by: str, at: datetime, **facts: object) -> Deed:
    """`about` is named as `person ada`; `facts` are what a reader needs to judge the deed."""
    named = f"{about._meta.model_name} {about}" if isinstance(about, Model) else str(about)
    return Deed.objects.create(at=at, by=by, did=did, about=named[:200], facts=facts)


def latest(most: int = 2_000, *, since: datetime | None = None, until: datetime | None = None) -> list[Deed]:
    """The last deeds from one moment up to and without another, the latest first; asks once."""
    deeds = Deed.objects.all()
    if since is not None:
        deeds = deeds.filter(at__gte=since)
    if until is not None:
        deeds = deeds.filter(at__lt=until)
    return list(deeds[:most])
