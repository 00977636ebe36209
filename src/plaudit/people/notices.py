"""What a notice says: one template each, its first line the subject, the rest the letter."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import select_template
from django.urls import reverse

from plaudit.people.invite import invitation
from plaudit.people.models import Login, Notice, Person


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as the page of the person shows it."""

    at: datetime
    subject: str
    seen: bool


def told(person: Person, most: int = 20) -> list[Told]:
    """The last notices of a person, the newest first."""
    notices = Notice.objects.filter(person=person).select_related("person").order_by("-told_at", "-pk")[:most]
    return [Told(notice.told_at, letter(notice, site="")[0], notice.seen_at is not None) for notice in notices]


def letter(notice: Notice, *, site: str) -> tuple[str, str]:
    """Subject and text; `site` is the address under which links lead back."""
    template = select_template([f"notices/{notice.what}.txt", "notices/any.txt"])
    act, _, because = notice.about.partition(": ")
    key, _, milestone = act.rpartition(" ")
    about = notice.about.split()
    words = {"notice": notice, "person": notice.person, "about": about, "site": site}
    words |= {"activity": key, "milestone": milestone.replace("_", " "), "because": because}
    if notice.what.endswith("-duty"):
        words["whom"] = Person.objects.get(key=about[0])
    if notice.what == "invited" and site:
        words["link"] = site + _invitation(notice.person)
    subject, _, text = template.render(words).strip().partition("\n")
    # Somebody's own words may hold a line break; a subject may not.
    return " ".join(subject.split()), text.strip()


def _invitation(person: Person) -> str:
    login = Login.objects.filter(person=person, invited_at__isnull=False).first()
    return "" if login is None else reverse("invitation", args=[invitation(login)])
