"""Disputes: begin one, the queue, one of them, its answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.people.models import Duty, Person
from plaudit.people.names import names
from plaudit.people.recorded import standing as known
from plaudit.statements.disputes import clock as clocks
from plaudit.statements.disputes.answer import Answer, answer, corrections, hand_over
from plaudit.statements.disputes.begin import Said, dispute
from plaudit.statements.disputes.models import Dispute, Step, Word
from plaudit.statements.disputes.stands import Standing, queue, sees, standing
from plaudit.values.money import Money
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.disputes.form import AnswerForm, DisputeForm
from plaudit.web.pages.disputes.line import asked, found
from plaudit.web.pages.disputes.shown import state, table
from plaudit.web.pages.statement.view import placed


def disputes(request: Asked) -> HttpResponse:
    """What she answers."""
    _answers(request)
    empty = "Nobody doubts a line. What somebody disputes on her statement appears here until it is answered."
    shown = table(queue(request.reader), clock.today(), title="Disputes", empty=empty)
    return taken(request, shown) or render(request, "disputes/page.html", {"table": shown, "days": clocks.days()})


def new(request: Asked) -> HttpResponse:
    """Doubt a line of one's own statement."""
    reader = request.reader
    admit(reader.earns)
    key = asked(reader.key, request.GET)
    line, paid = found(placed(request, reader.key, key.origin), key)
    form = DisputeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = dispute(key, form.said(), paid, by=reader, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.says)
        else:
            messages.success(request, "Disputed. You see here what becomes of it.")
            return redirect("disputes-one", made.pk)
    told = {"form": form, "part": line.part, "line": line.line, "paid": paid, "key": key, "days": clocks.days()}
    return render(request, "disputes/new.html", told, status=422 if form.errors else 200)


def one(request: Asked, number: int) -> HttpResponse:
    return _page(request, _found(request, number), None, 200)


@require_POST
def answering(request: Asked, number: int) -> HttpResponse:
    """Accepted or declined; what she wrote stands there again where it is refused."""
    each = _found(request, number)
    form = AnswerForm(corrections(each.dispute), request.POST)
    if not form.is_valid():
        return _page(request, each, form, 422)
    try:
        answer(each.dispute, form.answer(), by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
        return _page(request, each, form, 422)
    return redirect("disputes-one", number)


@require_POST
def withdrawal(request: Asked, number: int) -> HttpResponse:
    each = _found(request, number)
    given = Answer(Step.What.WITHDRAWN)
    return _done(request, each, lambda: answer(each.dispute, given, by=request.reader, at=clock.now()))


@require_POST
def handing_over(request: Asked, number: int) -> HttpResponse:
    each = _found(request, number)
    owner, said = request.POST.get("owner", ""), Said(request.POST.get("because", "")[:2000])
    return _done(request, each, lambda: hand_over(each.dispute, owner, said, by=request.reader, at=clock.now()))


@require_POST
def winding(request: Asked) -> HttpResponse:
    """How long an answer may take."""
    _answers(request)
    said = request.POST.get("days", "")
    try:
        clocks.wind(int(said) if said.isdigit() else 0, by=request.reader, at=clock.now())
    except Refused as refused:
        messages.error(request, refused.says)
    return redirect("disputes")


def evidence(request: Asked, number: int, word: int) -> FileResponse:
    """The file, to be saved: a browser must never run what somebody uploaded."""
    each = _found(request, number)
    shown = Word.objects.filter(dispute=each.dispute, pk=word).exclude(file_hash="").first()
    if shown is None:
        raise Http404
    content = default_storage.open(shown.file_hash)
    return FileResponse(content, as_attachment=True, filename=shown.file_name, content_type="application/octet-stream")


def _page(request: Asked, each: Standing, form: AnswerForm | None, status: int) -> HttpResponse:
    about, reader = each.dispute, request.reader
    answers = each.state == "open" and reader.key != about.person and (reader.key == each.owner or reader.operations)
    words = list(Word.objects.filter(dispute=about).select_related("step").order_by("pk"))
    steps = list(Step.objects.filter(dispute=about))
    keys = {about.person, each.owner, *(step.by for step in steps), *(step.owner for step in steps)}
    told = {
        "each": each,
        "says": state(each, clock.today()),
        "paid": Money(about.amount, about.currency),
        "first": next((word for word in words if word.step is None), None),
        "steps": [(step, [word for word in words if word.step_id == step.pk]) for step in steps],
        "names": names(keys - {""}),
        "answers": answers,
        "form": AnswerForm(corrections(about)) if form is None and answers else form,
        "owners": _owners(about, each.owner) if answers else (),
    }
    return render(request, "disputes/one.html", told, status=status)


def _owners(about: Dispute, now: str) -> list[Person]:
    """To whom it can be handed: those with a duty of finance or operations, and whoever had it first."""
    duties = known(Duty).filter(duty__in=(Duty.Kind.OPERATIONS, Duty.Kind.FINANCE)).values_list("person", flat=True)
    keys = {*duties, about.owner} - {"", now, about.person}
    return list(Person.objects.filter(key__in=keys))


def _done(request: Asked, each: Standing, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.says)
    # Who handed it over may see it no more.
    after = standing([each.dispute])[0]
    return redirect("disputes-one", each.dispute.pk) if sees(request.reader, after) else redirect("home")


def _found(request: Asked, number: int) -> Standing:
    """What a reader may not see does not exist for her."""
    each = standing([get_object_or_404(Dispute, pk=number)])[0]
    admit(sees(request.reader, each))
    return each


def _answers(request: Asked) -> None:
    reader = request.reader
    admit(reader.manages or reader.operations or reader.finance)
