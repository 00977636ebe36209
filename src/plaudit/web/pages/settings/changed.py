"""A change of facts, made and told: who earns how much more or less by it; a refusal becomes a message."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db import transaction

from plaudit.earnings.runs.moved import before, moved
from plaudit.people.names import names
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components import locale
from plaudit.web.components.words import joined
from plaudit.web.door import Asked
from plaudit.web.periods import label


def changed(request: Asked, since: date, about: str, change: Callable[[], object]) -> bool:
    """Whether it was made; `since` is the first day on which anything can be different."""
    stood = before(since, at=clock.now())
    try:
        with transaction.atomic():
            change()
    except Refused as refused:
        messages.error(request, refused.says)
        return False
    found = moved(stood, about, by=request.reader.key, at=clock.now())
    if found is None:
        messages.success(request, "Recorded. What it moves is being calculated.")
        return True
    called = names(each.person for each in found)
    told = [f"{called[each.person]} {locale.money(each.by)} in {label(each.period)}" for each in found]
    says = (
        f"Recorded. It moves {joined(told)}." if told else "Recorded. It moves no pay of the periods calculated so far."
    )
    messages.success(request, says)
    return True
