"""The first page after signing in: each to her own."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect

from plaudit.web.door import Asked
from plaudit.web.frame import first


def home(request: Asked) -> HttpResponseBase:
    name = first(request.reader)
    if name is None:
        raise Http404
    return redirect(name)
