"""Grants: the list with what waits, one of them, and what may be done about it."""

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.grants import approve as approving
from plaudit.earnings.grants import retract as retracting
from plaudit.earnings.grants.find import Followed, imported, may_decide, one, seen, waiting
from plaudit.earnings.grants.models import Turn
from plaudit.earnings.grants.propose import propose, withdraw
from plaudit.people.names import names
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.grants.form import GrantForm
from plaudit.web.pages.grants.rows import SAYS, listed, paying


def grants(request: Asked) -> HttpResponse:
    """What waits for her, and everything she may see."""
    admit(request.reader.grants)
    those = seen(request.reader)
    known = paying(catalogue())
    queue = listed("waiting", "What waits for you", waiting(request.reader, those), (), known)
    table = listed("grants", "Grants", those, imported(request.reader), known)
    return taken(request, queue, table) or render(request, "grants/page.html", {"queue": queue, "table": table})


def new(request: Asked) -> HttpResponse:
    """Propose one; nothing is paid until somebody else approves."""
    admit(request.reader.operations or request.reader.manages)
    initial = {"key": f"grant-{secrets.token_hex(5)}", "on": clock.today()}
    form = GrantForm(request.reader, request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "grants/new.html", {"form": form}, status=422 if form.errors else 200)
    try:
        made = propose(form.new(), by=request.reader, at=clock.now())
    except Refused as refused:
        form.blame(refused)
        return render(request, "grants/new.html", {"form": form}, status=409)
    messages.success(request, "Proposed. It is paid when somebody else has approved it.")
    return redirect("grant", made.proposal.key)


def grant(request: Asked, key: str) -> HttpResponse:
    """One grant: what it is, what was done about it, and what she may do."""
    return _page(request, _found(request, key))


@require_POST
def act(request: Asked, key: str, what: str) -> HttpResponse:
    """Approve, decline, withdraw, doubt, retract or keep."""
    found = _found(request, key)
    does = _acts(request, key).get(what)
    if does is None:
        raise Http404
    try:
        does()
    except Refused as refused:
        messages.error(request, refused.says)
        return _page(request, found, status=409)
    return redirect("grant", key)


def _acts(request: Asked, key: str) -> dict[str, Callable[[], object]]:
    by, at = request.reader, clock.now()
    because, shown = request.POST.get("because", ""), request.POST.get("seen", "")
    return {
        "approve": lambda: approving.approve(key, seen=shown, by=by, at=at),
        "decline": lambda: approving.decline(key, because, by=by, at=at),
        "withdraw": lambda: withdraw(key, by=by, at=at),
        "doubt": lambda: retracting.doubt(key, because, by=by, at=at),
        "retract": lambda: retracting.retract(key, seen=shown, by=by, at=at),
        "keep": lambda: retracting.keep(key, by=by, at=at),
    }


def _page(request: Asked, found: Followed, status: int = 200) -> HttpResponse:
    reader, last = request.reader, found.last
    proposed, doubted = last.what == Turn.Kind.PROPOSED, last.what == Turn.Kind.DOUBTED
    told = {
        "grant": found,
        "incentive": paying(catalogue())[found.proposal.incentive].title,
        "says": SAYS[last.what],
        "names": names({turn.by for turn in found.turns}),
        "may_decide": may_decide(reader, found),
        "proposed": proposed,
        "doubted": doubted,
        "own": last.by == reader.key and (proposed or doubted),
        "may_doubt": found.stands and not doubted and reader.may_grant(to=found.proposal.person_id),
    }
    return render(request, "grants/one.html", told, status=status)


def _found(request: Asked, key: str) -> Followed:
    found = one(request.reader, key)
    if found is None:
        raise Http404
    return found
