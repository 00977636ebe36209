"""The first page after signing in: each to her own."""

from django.http import HttpResponse

from plaudit.web.door import Asked


def home(request: Asked) -> HttpResponse:
    return HttpResponse(f"{request.reader.person.name}")
