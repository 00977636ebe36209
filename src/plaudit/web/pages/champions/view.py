"""Proposed champions: look, confirm, dismiss, take back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.evidence.site import propose
from plaudit.evidence.site.propose import Proposal, Proposed, proposed
from plaudit.people.names import names
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.champions.rows import shown
from plaudit.web.pages.evidence.answers import page


def champions(request: Asked) -> HttpResponse:
    found = _found(request)
    people = {who for each in found.proposals for who in (*each.holders, *_decided(each))}
    table, cards = shown(found.proposals, names(people))
    return taken(request, table) or render(
        request, "champions/page.html", {"table": table, "cards": cards, "page": page(found.document, {})}
    )


@require_POST
def confirm(request: Asked, account: str) -> HttpResponse:
    return _done(request, account, lambda each: propose.confirm(each, by=request.reader, at=clock.now()), "a champion")


@require_POST
def dismiss(request: Asked, account: str) -> HttpResponse:
    because = request.POST.get("because", "")
    return _done(
        request,
        account,
        lambda each: propose.decline(each, because, by=request.reader, at=clock.now()),
        "no champion; the reason stays beside it",
    )


@require_POST
def undo(request: Asked, account: str) -> HttpResponse:
    return _done(request, account, lambda each: propose.undo(each, by=request.reader, at=clock.now()), "open again")


def _done(request: Asked, account: str, act: Callable[[Proposal], None], what: str) -> HttpResponse:
    proposal = _found(request).find(account)
    if proposal is None or not proposal.may_decide:
        raise Http404
    try:
        act(proposal)
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, f"{proposal.account.name} is {what}.")
    return redirect("champions")


def _found(request: Asked) -> Proposed:
    admit(request.reader.sees_champions)
    return proposed(request.reader, at=clock.now())


def _decided(proposal: Proposal) -> tuple[str, ...]:
    return () if proposal.declined is None else (proposal.declined.arrival.by,)
