"""The other events that could be paid for, with what was answered about each last."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from plaudit.evidence.site.bring import last
from plaudit.evidence.site.draft import Recommended, recommended

EVENTS = {"created": "A lead that sales accepted", "demo": "A demo that was held", "won": "A customer won"}


@dataclass(frozen=True, slots=True)
class Event:
    """`said` is None for what nobody has asked yet."""

    name: str
    title: str
    url: str
    current: bool
    said: Recommended | None


def events(settings: Mapping[str, str]) -> tuple[Event, ...]:
    return tuple(_event(name, title, settings) for name, title in EVENTS.items())


def _event(name: str, title: str, settings: Mapping[str, str]) -> Event:
    asked = {**settings, "event": name}
    current = settings.get("event", "demo") == name
    kept = last("amount", asked)
    said = None if kept is None else recommended(kept.document, asked)
    return Event(name, title, f"?{urlencode(asked)}", current, said)
