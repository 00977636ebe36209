"""Sign-off: a version to read and sign; who has signed and who has not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.connectors.database.catalogue import catalogue
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import editions
from plaudit.plans.programs.models import Version
from plaudit.plans.signoff.find import from_now, sought
from plaudit.plans.signoff.models import Signature
from plaudit.plans.signoff.remind import remind
from plaudit.plans.signoff.sign import digest, sign
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.programs.curves import curved, terms
from plaudit.web.pages.signoff.rows import listed
from plaudit.web.pages.signoff.wording import wording


def signoff(request: Asked) -> HttpResponse:
    """Everybody's signatures by duty, her team's for a manager."""
    reader = request.reader
    admit(reader.sees_signatures)
    watches = reader.operations or reader.finance
    those = sought(from_now(clock.today()), catalogue(), None if watches else reader.reports)
    table, missing = listed(those), sum(each.signed_at is None for each in those)
    told = {"table": table, "missing": missing, "may_remind": reader.operations or reader.manages}
    return taken(request, table) or render(request, "signoff/page.html", told)


@require_POST
def reminded(request: Asked) -> HttpResponse:
    admit(request.reader.operations or request.reader.manages)
    told = remind(by=request.reader, at=clock.now(), catalogue=catalogue())
    if told:
        messages.success(request, f"{told} reminded." if told != 1 else "One reminded.")
    else:
        messages.success(request, "Everybody who has not signed was reminded today already.")
    return redirect("signoff")


def version(request: Asked, key: str, number: int) -> HttpResponse:
    """The version in plain words, with what each curve pays; whoever it covers signs it here."""
    admit(request.reader.takes_part)
    row, plan = _found(key, number)
    if request.method != "POST":
        return _page(request, row, plan)
    text = wording(plan)
    if request.POST.get("seen", "") != digest(text):
        messages.error(request, "The text is not the one that you opened: read it again, then sign.")
        return _page(request, row, plan, status=409)
    try:
        sign(row, text, by=request.reader, at=clock.now(), catalogue=catalogue())
    except Refused as refused:
        messages.error(request, refused.says)
        return _page(request, row, plan, status=409)
    messages.success(request, f"Signed: version {row.number} of {plan.title}.")
    return redirect("version", key, number)


def _page(request: Asked, row: Version, plan: Plan, status: int = 200) -> HttpResponse:
    mine = sought(from_now(clock.today()), catalogue(), {request.reader.key})
    signed = Signature.objects.filter(version=row, person=request.reader.person).first()
    told = {
        "version": row,
        "plan": plan,
        "terms": terms(plan, curved(plan)),
        "digest": digest(wording(plan)),
        "signed": signed,
        "asked": signed is None and any(each.version.pk == row.pk for each in mine),
    }
    return render(request, "signoff/version.html", told, status=status)


def _found(key: str, number: int) -> tuple[Version, Plan]:
    for program, those in editions(catalogue()).items():
        for row, plan in those:
            if program.key == key and row.number == number:
                return row, plan
    raise Http404
