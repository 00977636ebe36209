"""My quarter."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.web.door import Asked


def quarter(request: Asked) -> HttpResponse:
    return render(request, "frame.html")
