"""The door of the site: whoever is signed in is looked up once per request; everybody else goes to sign in."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.claim import BeingCalculated
from plaudit.people.access import Reader, reader
from plaudit.values.refused import Unreadable
from plaudit.web import clock
from plaudit.web.unfit import look

# What answers without a login: signing in, static files, and what a load balancer asks.
OPEN = ("/accounts/", "/static/", "/healthy", "/ready")


class Asked(HttpRequest):
    """A request of somebody who is signed in."""

    reader: Reader


class Door:
    """Middleware around every view."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look(request, signed_in=request.user.is_authenticated)
        known = reader(request.user, clock.today()) if request.user.is_authenticated else None
        request.reader = known  # type: ignore[attr-defined]  # what `Asked` declares
        if known is None and not request.path.startswith(OPEN):
            return redirect_to_login(request.get_full_path())
        if known is not None and not request.path.startswith(OPEN):
            admit(known.takes_part)
        answer = self.answer(request)
        if known is not None:
            # A browser that others use keeps nobody's pay.
            answer.headers.setdefault("Cache-Control", "private, no-cache, no-store, must-revalidate")
        return answer

    def instead(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A large period that somebody calculates at this moment is asked for again by itself.

        Facts that no calculation can take are told to who can mend them, and to nobody else: they name people.
        """
        if isinstance(exception, BeingCalculated):
            waiting = render(request, "calculating.html", status=202)
            waiting["Refresh"] = "3"
            return waiting
        if isinstance(exception, Unreadable):
            known: Reader | None = getattr(request, "reader", None)
            mends = known is not None and (known.operations or known.finance)
            problems = exception.problems if mends else ()
            return render(request, "uncalculable.html", {"problems": problems}, status=409)
        return None

    # What Django asks when a view raises.
    process_exception = instead


def admit(may: bool) -> None:  # noqa: FBT001 -- the one thing it is asked
    """What a reader may not see does not exist for her."""
    if not may:
        raise Http404
