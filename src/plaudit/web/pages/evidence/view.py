"""The studies: what each said last, and one of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plaudit.evidence import studies
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.evidence.asking import ask
from plaudit.web.pages.evidence.listing import PAGES, listing
from plaudit.web.pages.evidence.pictures import respond


def evidence(request: Asked) -> HttpResponse:
    """Every study with its last answer and grade; nothing is asked anew."""
    admit(request.reader.sees_evidence)
    table = listing()
    return taken(request, table) or render(request, "evidence/list.html", {"table": table})


def study(request: Asked, name: str) -> HttpResponse:
    """A study without a page of its own."""
    admit(request.reader.sees_evidence and name in studies.names())
    if name in PAGES:
        return redirect(PAGES[name])
    asking = ask(request, name)
    shown = asking.page
    tables = () if shown is None else shown.tables
    return taken(request, *tables) or render(
        request, "evidence/study.html", {"asking": asking, "page": shown}, status=asking.status
    )


def picture(request: Asked, name: str, key: str) -> HttpResponse:
    asking = ask(request, name)
    drawn = respond(request, asking.document, key, asking.names)
    if drawn is None:
        raise Http404
    return drawn
