"""One activity."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.activities import correct as correcting
from plaudit.activities.catalogue import Kind
from plaudit.activities.find import may_verify, seen
from plaudit.activities.history import history, steps
from plaudit.activities.models import Proof, Report
from plaudit.activities.reach import reach
from plaudit.connectors.database.catalogue import catalogue
from plaudit.people.names import names
from plaudit.values.money import decimal_text
from plaudit.values.refused import Refused, Unreadable
from plaudit.web import clock
from plaudit.web.door import Asked, admit
from plaudit.web.pages.log.form import ActForm, MilestoneForm


def activity(request: Asked, key: str) -> HttpResponse:
    """What it is, how far it is, and its history; a milestone is added here."""
    report = _hers(request, key)
    kind = _kind(report)
    if request.method != "POST":
        return _page(request, report, MilestoneForm(kind, initial={"on": clock.today()}), 200)
    form = MilestoneForm(kind, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, report, form, 422)
    try:
        reach(key, form.reached(), by=request.reader, at=clock.now(), catalogue=catalogue())
    except (Unreadable, Refused) as no:
        form.add_error(None, str(no))
        return _page(request, report, form, 422)
    messages.success(request, "Recorded. It waits to be verified.")
    return redirect("activity", key=key)


def correct(request: Asked, key: str) -> HttpResponse:
    """Say it again, right."""
    report = _correctable(request, key)
    kind = _kind(report)
    if request.method != "POST":
        form = ActForm(kind, request.reader, before=report, initial=_said(report))
        return render(request, "activity/correct.html", {"form": form, "report": report})
    form = ActForm(kind, request.reader, request.POST, before=report)
    if form.is_valid():
        try:
            told = form.told()
            correcting.correct(key, told, by=request.reader, at=clock.now(), catalogue=catalogue())
        except Unreadable as unreadable:
            form.blame(unreadable.problems)
        except Refused as refused:
            form.add_error(None, refused.says)
        else:
            messages.success(request, "Corrected. What money hangs on is verified anew.")
            return redirect("activity", key=key)
    return render(request, "activity/correct.html", {"form": form, "report": report}, status=422)


@require_POST
def retract(request: Asked, key: str) -> HttpResponse:
    _correctable(request, key)
    try:
        correcting.retract(key, request.POST.get("because", ""), by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
        return redirect("activity", key=key)
    return render(request, "activity/retracted.html", {"key": key})


@require_POST
def restore(request: Asked, key: str) -> HttpResponse:
    """Undo a withdrawal."""
    if not Report.objects.filter(activity_id=key).exists() or not request.reader.may_log():
        raise Http404
    try:
        correcting.restore(key, by=request.reader, at=clock.now())
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, "It stands again.")
    return redirect("activity", key=key)


def proof(request: Asked, key: str, number: int) -> FileResponse:
    """The file that shows a milestone, to be saved: a browser must never run what somebody uploaded."""
    _hers(request, key)
    found = Proof.objects.filter(activity_id=key, pk=number).exclude(file_hash="").first()
    if found is None:
        raise Http404
    content = default_storage.open(found.file_hash)
    return FileResponse(content, as_attachment=True, filename=found.file_name, content_type="application/octet-stream")


def _page(request: Asked, report: Report, form: MilestoneForm, status: int) -> HttpResponse:
    key = report.activity_id
    said = history(key)
    shown = {
        "report": report,
        "amount": None if report.amount is None else decimal_text(report.amount, 6),
        "kind": form.kind,
        "form": form,
        "milestones": steps(report),
        "proofs": Proof.objects.filter(activity_id=key).order_by("pk"),
        "history": said,
        "names": names({each.by for each in said}),
        "may_verify": may_verify(request.reader, report),
        "may_correct": _may_correct(request, report),
    }
    return render(request, "activity/page.html", shown, status=status)


def _hers(request: Asked, key: str) -> Report:
    report = seen(request.reader).filter(activity_id=key).first()
    if report is None:
        raise Http404
    return report


def _may_correct(request: Asked, report: Report) -> bool:
    return request.reader.operations or report.person_id in {request.reader.key, *request.reader.reports}


def _correctable(request: Asked, key: str) -> Report:
    report = _hers(request, key)
    admit(_may_correct(request, report))
    return report


def _kind(report: Report) -> Kind:
    found = catalogue().find(report.kind)
    # A kind that the company took out of its map is still what was logged then.
    return Kind(report.kind, report.kind, ()) if found is None else found


def _said(report: Report) -> dict[str, object]:
    whole = None if report.amount is None else decimal_text(report.amount, 6)
    return {
        "account": report.account_id,
        "contact": report.contact_id,
        "opened_on": report.opened_on,
        "person": report.person_id,
        "platform": report.platform,
        "amount": whole,
        "currency": report.currency,
        "title": report.activity.title,
        "url": report.activity.url,
    }
