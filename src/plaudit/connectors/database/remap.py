"""Changing the Advocacy Maturity Map: a later fact, refused while it has mistakes or drops what activities use."""

from datetime import datetime

from django.db import connection

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.models import MaturityMap
from plaudit.connectors.folder.read_catalogue import read_catalogue_text
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.values.problem import Problem

FILE = "catalogue.yaml"
_USED = """SELECT DISTINCT kind, '' FROM activities
UNION SELECT DISTINCT a.kind, m.milestone FROM milestones AS m JOIN activities AS a ON a.key = m.activity
ORDER BY 1, 2"""


def problems(text: str) -> tuple[Problem, ...]:
    """What keeps a text from becoming the map, by line."""
    catalogue, found = read_catalogue_text(text)
    return found or tuple(_dropped(catalogue))


def remap(text: str, *, by: str, at: datetime) -> tuple[Problem, ...]:
    """Records the text unless it has problems, which are answered; call it in a transaction."""
    found = problems(text)
    if not found:
        arrival = arrive("settings", by=by, at=at)
        MaturityMap.objects.create(arrival=arrival, recorded_at=arrival.recorded_at, text=text)
        journal("changed-catalogue", "catalogue", by=by, at=at, arrival=arrival.pk)
    return found


def _dropped(catalogue: Catalogue) -> list[Problem]:
    """Kinds and milestones that activities have and the map would not; a calculation could not read them."""
    with connection.cursor() as cursor:
        cursor.execute(_USED)
        used = cursor.fetchall()
    steps = {(kind.kind, step) for kind in catalogue.kinds for step in ("", *kind.steps)}
    gone = [(kind, step) for kind, step in used if (kind, step) not in steps]
    remedy = "Leave it in the map; what is no longer wanted is left out of the plans."
    return [Problem("catalogue-drops", _says(kind, step), remedy, FILE) for kind, step in gone]


def _says(kind: str, step: str) -> str:
    what = f"are of the kind {kind}" if step == "" else f"of the kind {kind} have reached {step}"
    return f"Activities {what}, which this map leaves out."
