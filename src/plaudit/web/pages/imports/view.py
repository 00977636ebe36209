"""Importing files: send one, say what its columns are, look at what would change, store it."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.activities.models import Source
from plaudit.connectors.upload import trust as trusting
from plaudit.connectors.upload import turn as turns
from plaudit.connectors.upload.headings import guessed, headings
from plaudit.connectors.upload.kept import TABLES
from plaudit.connectors.upload.models import Import, Turn
from plaudit.connectors.upload.send import File, place, send
from plaudit.values.refused import Refused, Unreadable
from plaudit.web import clock
from plaudit.web.components.problems import problems
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.imports.form import ArrangeForm, SendForm, chosen
from plaudit.web.pages.imports.shown import SAYS, history
from plaudit.web.pages.imports.task import begin

# Work that has not moved for so long was stopped with its process.
STALLED = timedelta(minutes=2)


def imports(request: Asked) -> HttpResponse:
    """Send a file; what was imported before."""
    _operations(request)
    form = SendForm(request.POST or None, request.FILES or None)
    sent = _sent(request, form) if request.method == "POST" and form.is_valid() else None
    if sent is not None:
        return redirect("imports-one", sent.pk)
    table, sources = history(), Source.objects.order_by("name")
    told = {"form": form, "table": table, "sources": sources, "may_trust": trusting.may_trust(request.reader)}
    status = 422 if form.errors else 200
    return taken(request, table) or render(request, "imports/page.html", told, status=status)


def one(request: Asked, number: int) -> HttpResponse:
    """Where one import stands, and what to do next."""
    imported = _found(request, number)
    state = turns.stands(imported)
    table = problems(imported.problems)
    told: dict[str, object] = {"imported": imported, "state": state, "says": SAYS[state], "table": table}
    told["tables"] = [each.name for each in TABLES]
    told["stalled"] = state in turns.WORKING and clock.now() - imported.moved_at > STALLED
    told["working"] = state in turns.WORKING
    if state in {Turn.Kind.SENT, Turn.Kind.CHECKED, Turn.Kind.WRONG}:
        told["form"] = _form(request, imported)
    return taken(request, table) or render(request, "imports/one.html", told)


@require_POST
def arrange(request: Asked, number: int) -> HttpResponse:
    """What the file is and what its columns are called; then it is checked."""
    imported = _found(request, number)
    form = _form(request, imported)
    if form is None or not form.is_valid():
        told = {
            "imported": imported,
            "says": SAYS[turns.stands(imported)],
            "form": form,
            "table": problems(imported.problems),
        }
        return render(request, "imports/one.html", told, status=422)
    table, columns = form.table.name, form.columns()
    return _turned(
        request, imported, lambda: turns.arrange(imported, table, columns, by=request.reader, at=clock.now())
    )


@require_POST
def confirm(request: Asked, number: int) -> HttpResponse:
    imported = _found(request, number)
    return _turned(request, imported, lambda: turns.confirm(imported, by=request.reader, at=clock.now()))


@require_POST
def go_on(request: Asked, number: int) -> HttpResponse:
    """Work that was stopped with its process goes on where it was."""
    return _turned(request, _found(request, number), lambda: None)


@require_POST
def cancel(request: Asked, number: int) -> HttpResponse:
    imported = _found(request, number)
    turns.cancel(imported, by=request.reader, at=clock.now())
    messages.success(request, f"{imported} is given up. What is imported already stays.")
    return redirect("imports")


@require_POST
def trust(request: Asked) -> HttpResponse:
    """Mark a source as trusted, or no more."""
    _operations(request)
    act = trusting.distrust if "no" in request.POST else trusting.trust
    try:
        act(request.POST.get("source", ""), by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
    return redirect("imports")


def _sent(request: Asked, form: SendForm) -> Import | None:
    file = form.cleaned_data["file"]
    try:
        return send(File(file.name, file.chunks()), form.cleaned_data["source"], by=request.reader, at=clock.now())
    except Refused as refused:
        form.add_error("file", refused.says)
        return None


def _form(request: Asked, imported: Import) -> ArrangeForm | None:
    """None until somebody says what the file holds, where it cannot be guessed."""
    asked = request.POST if request.method == "POST" else request.GET
    try:
        names = headings(place(imported))
    except Unreadable as unreadable:
        messages.error(request, " ".join(problem.says for problem in unreadable.problems))
        return None
    table = chosen(asked.get("table", imported.table)) or guessed(imported.file_name, names)
    if table is None:
        return None
    return ArrangeForm(table, names, imported.source, request.POST if request.method == "POST" else None)


def _turned(request: Asked, imported: Import, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
        begin(imported)
    except Refused as refused:
        messages.error(request, refused.says)
    return redirect("imports-one", imported.pk)


def _found(request: Asked, number: int) -> Import:
    _operations(request)
    return get_object_or_404(Import, pk=number)


def _operations(request: Asked) -> None:
    if not request.reader.operations:
        raise Http404
