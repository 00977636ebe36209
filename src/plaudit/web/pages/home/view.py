"""The first page after signing in: each to her own."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from plaudit.web.door import Asked
from plaudit.web.frame import first


def home(request: Asked) -> HttpResponseBase:
    return redirect(first(request.reader))
