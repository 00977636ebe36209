"""The queue of what waits to be verified."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.activities import verify as verifying
from plaudit.activities.find import QUEUE, waiting
from plaudit.activities.models import Proof
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.door import Asked


def verify(request: Asked) -> HttpResponse:
    """Everything she may judge, oldest first; several at once."""
    if not (request.reader.manages or request.reader.operations):
        raise Http404
    if request.method == "POST":
        return _verified(request)
    queue = waiting(request.reader)
    proofs: dict[tuple[str, str], Proof] = {}
    for proof in Proof.objects.filter(activity_id__in={report.activity_id for report, _ in queue}).order_by("pk"):
        proofs[proof.activity_id, proof.milestone] = proof
    rows = [(report, each, proofs.get((report.activity_id, each.milestone))) for report, each in queue]
    return render(request, "verify/page.html", {"rows": rows, "full": len(rows) == QUEUE})


@require_POST
def reject(request: Asked) -> HttpResponse:
    if not (request.reader.manages or request.reader.operations):
        raise Http404
    named = _named(request.POST.get("act", ""))
    try:
        verifying.reject(named, request.POST.get("because", ""), by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, f"{named[0]} does not count; whoever reported it reads why.")
    return redirect("verify")


def _verified(request: Asked) -> HttpResponse:
    named = [_named(act) for act in request.POST.getlist("act")]
    if not named:
        messages.error(request, "Choose what you verify.")
        return redirect("verify")
    try:
        done = verifying.verify(named, by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        messages.success(request, f"{len(done)} verified." if len(done) != 1 else f"{done[0].activity_id} is verified.")
    return redirect("verify")


def _named(act: str) -> tuple[str, str]:
    """An activity's key and a milestone, as the form carries them."""
    milestone, _, key = act.partition("@")
    return key, milestone
