"""My sign-in: what opens the site for me, and what I was told; accepting an invitation."""

from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from plaudit.people.invite import accept, invited
from plaudit.people.models import Notice
from plaudit.people.notices import told
from plaudit.web import clock
from plaudit.web.door import Asked
from plaudit.web.pages.account.form import Accept


@never_cache
@login_required
def account(request: Asked) -> HttpResponse:
    keys = Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    shown = {
        "login": request.user,
        "factors": list(keys),
        "passkeys": list(keys).count(Authenticator.Type.WEBAUTHN),
        "sessions": UserSession.objects.filter(user_id=request.user.pk).count(),
        "notices": told(request.reader.person),
    }
    return render(request, "account/overview.html", shown)


@require_POST
@login_required
def seen(request: Asked) -> HttpResponse:
    Notice.objects.filter(person=request.reader.person, seen_at__isnull=True).update(seen_at=clock.now())
    return redirect("account")


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, said: str) -> HttpResponse:
    login = invited(said, at=clock.now())
    if login is None:
        return render(request, "account/invitation_void.html", status=410)
    form = Accept(request.POST if request.method == "POST" else None, login=login)
    if not form.is_valid():
        return render(request, "account/invitation.html", {"form": form, "login": login})
    with transaction.atomic():
        accept(login, form.cleaned_data["password"], at=clock.now())
    # As after any password: with the second factor, if she has one, and a line in her list of browsers.
    came: HttpResponse = perform_login(request, login, email_verification="none")
    return came
