"""A question as the address of a page asks it: the study, what the reader sets herself, the answer that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from plaudit.activities.models import Activity
from plaudit.customers.models import Account
from plaudit.evidence import studies
from plaudit.evidence.question import Setting
from plaudit.evidence.site.bring import bring
from plaudit.evidence.site.models import Answered
from plaudit.evidence.site.planned import PROGRAM, is_draft, titles
from plaudit.evidence.study import Study
from plaudit.people.models import Person
from plaudit.people.names import names
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.door import Asked, admit
from plaudit.web.pages.evidence.answers import ADDRESSES, Called, Document, Page, keys, listed, page, plainly
from plaudit.web.pages.evidence.pictures import sizes


@dataclass(frozen=True, slots=True)
class Field:
    """A setting as a form asks for it."""

    setting: Setting
    value: str

    @property
    def label(self) -> str:
        said = self.setting.name.replace("_", " ")
        return said[:1].upper() + said[1:]

    @property
    def says(self) -> str:
        said = self.setting.says.replace("`", "")
        return f"{said[:1].upper()}{said[1:]}."


@dataclass(frozen=True, slots=True)
class Asking:
    """`kept` is None where the study refused the settings, and `wrong` says why; a long one may have no text yet."""

    study: Study
    said: Mapping[str, str]
    kept: Answered | None
    wrong: str = ""

    @property
    def fields(self) -> list[Field]:
        return [Field(each, self.said.get(each.name, "")) for each in self.study.settings]

    @property
    def document(self) -> dict[str, Any]:
        if self.kept is None or not self.kept.text:
            raise Http404
        return self.kept.document

    @property
    def page(self) -> Page | None:
        if self.kept is None or not self.kept.text:
            return None
        found = page(self.document, self.names)
        return replace(found, sizes=sizes(self.document, found))

    @property
    def names(self) -> Called:
        incentives = titles(self.program) if self.program else {}
        told = self.document
        return {"who": called(keys(told)), "incentive": incentives, ADDRESSES: addresses(told)}

    @property
    def query(self) -> str:
        """The settings as the end of an address, so that pictures and files answer the same question."""
        return f"?{urlencode(self.said)}" if self.said else ""

    @property
    def parameters(self) -> str:
        return f"{urlencode(self.said)}&" if self.said else ""

    @property
    def waits(self) -> bool:
        """The worker makes it, for the first time or anew."""
        return self.kept is not None and (self.kept.lags or not self.kept.text)

    @property
    def program(self) -> str:
        """What plan it is about, where it is about one: of other studies, a program is an exposure of accounts."""
        return str(self.kept.settings.get(PROGRAM, "")) if self.kept is not None and self.study.of_a_plan else ""

    @property
    def status(self) -> int:
        return 422 if self.wrong else 200


def ask(request: Asked, name: str) -> Asking:
    """Only who may see what the studies say of pay, and of drafts who drafts; what is not a study is not there."""
    admit(request.reader.sees_evidence and name in studies.names())
    study = studies.find(name)
    return _asked(request, study, chosen(study, request.POST if request.method == "POST" else request.GET))


def ask_of(request: Asked, asking: Asking, program: str) -> Asking:
    """The same question of another plan."""
    return _asked(request, asking.study, {**asking.said, PROGRAM: program})


def _asked(request: Asked, study: Study, said: Mapping[str, str]) -> Asking:
    admit(request.reader.operations or not is_draft(said.get(PROGRAM, "")))
    try:
        return Asking(study, said, bring(study.name, said, at=clock.now()))
    except Refused as refused:
        return Asking(study, said, None, plainly(refused.says))


def called(those: set[str]) -> dict[str, str]:
    """What people call the people and the accounts of these keys; asks twice, or not at all."""
    if not those:
        return {}
    accounts = Account.objects.filter(key__in=those).values_list("key", "name")
    return dict(accounts) | {key: name for key, name in names(those).items() if name != key}


def addresses(told: Document) -> dict[str, str]:
    """Where whatever the tables name has a page, by what it is and its key."""
    who, acts = listed(told, "who"), listed(told, "act")
    people = Person.objects.filter(key__in=who).values_list("key", flat=True) if who else ()
    accounts = Account.objects.filter(key__in=who).values_list("key", flat=True) if who else ()
    known = Activity.objects.filter(key__in=acts).values_list("key", flat=True) if acts else ()
    return {
        **{f"who {key}": reverse("settings-account", args=[key]) for key in accounts},
        **{f"who {key}": reverse("settings-person", args=[key]) for key in people},
        **{f"act {key}": reverse("activity", args=[key]) for key in known},
    }


def chosen(study: Study, asked: QueryDict) -> dict[str, str]:
    """What somebody filled in; an empty field holds what is usual."""
    known = {each.name for each in study.settings} | ({PROGRAM} if study.of_a_plan else set())
    return {name: str(value).strip() for name, value in asked.items() if name in known and str(value).strip()}
