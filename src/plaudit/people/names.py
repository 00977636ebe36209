"""What people are called, for keys that a page shows."""

from collections.abc import Iterable

from plaudit.people.models import Person


def names(keys: Iterable[str]) -> dict[str, str]:
    """Names by key, in one question; a key without a person keeps its key."""
    wanted = set(keys)
    found = dict(Person.objects.filter(key__in=wanted).values_list("key", "name"))
    return {key: found.get(key) or key for key in wanted}
