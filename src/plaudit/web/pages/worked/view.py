"""Did it work: effect net of what would have come anyway, or what is missing to tell."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.evidence.asking import ask


def worked(request: Asked) -> HttpResponse:
    asking = ask(request, "lift")
    shown = asking.page
    tables = () if shown is None else shown.tables
    return taken(request, *tables) or render(
        request, "worked/page.html", {"asking": asking, "page": shown}, status=asking.status
    )
