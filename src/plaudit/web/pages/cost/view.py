"""What it may cost: choose a program, look at what its plan may pay, or at how far the worker is."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.evidence.site.planned import choices
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.cost.beside import beside
from plaudit.web.pages.cost.shown import shown
from plaudit.web.pages.evidence.asking import ask


def cost(request: Asked) -> HttpResponse:
    asking = ask(request, "simulate")
    programs, page = choices(drafts=request.reader.operations), asking.page
    other = beside(request, asking, dict(programs))
    tables = (*(() if page is None else page.tables), *(() if other is None else other.tables))
    said = None if page is None else shown(asking.document)
    told = {"asking": asking, "page": page, "said": said, "programs": programs, "other": other}
    return taken(request, *tables) or render(request, "cost/page.html", told, status=asking.status)
