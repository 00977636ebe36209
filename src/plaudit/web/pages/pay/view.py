"""What to pay: on the page, on paper, as a draft of a plan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plaudit.connectors.database.catalogue import catalogue
from plaudit.evidence.site.draft import draft, recommended
from plaudit.evidence.site.models import PlanDraft
from plaudit.plans.checks import check
from plaudit.plans.read import read
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.evidence.asking import Asking, ask
from plaudit.web.pages.pay.amounts import events
from plaudit.web.pages.pay.pdf import pdf


def pay(request: Asked) -> HttpResponse:
    asking = ask(request, "amount")
    shown = asking.page
    tables = () if shown is None else shown.tables
    return taken(request, *tables) or render(
        request,
        "pay/page.html",
        {
            "asking": asking,
            "page": shown,
            "said": _said(asking),
            "events": events(asking.said),
            "today": clock.today(),
        },
        status=asking.status,
    )


def printed(request: Asked) -> HttpResponse:
    """One page for those who decide on the money."""
    asking = ask(request, "amount")
    answer = HttpResponse(pdf(asking.document, asking.said), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="what-to-pay.pdf"'
    return answer


@require_POST
def plan(request: Asked) -> HttpResponse:
    """One click from the answer to a draft."""
    asking = ask(request, "amount")
    admit(request.reader.operations)
    if asking.kept is None:
        raise Http404
    try:
        made = draft(asking.kept, by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
        return redirect(reverse("pay") + asking.query)
    return redirect("pay-draft", made.pk)


def drafted(request: Asked, number: int) -> HttpResponse:
    found = _draft(request, number)
    findings = check(read(found.text, catalogue()))
    return render(request, "pay/draft.html", {"draft": found, "findings": findings})


def text(request: Asked, number: int) -> HttpResponse:
    found = _draft(request, number)
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.plan}.yaml"'
    return answer


def _draft(request: Asked, number: int) -> PlanDraft:
    admit(request.reader.operations)
    return get_object_or_404(PlanDraft, pk=number)


def _said(asking: Asking) -> object:
    return None if asking.kept is None else recommended(asking.document, asking.said)
