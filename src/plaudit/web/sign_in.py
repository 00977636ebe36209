"""Who may come in: invited people only, by password, passkey or the company's own sign-on."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from plaudit.people.invite import needless
from plaudit.people.models import Login
from plaudit.web import clock

_log = logging.getLogger("plaudit.sign_in")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's own signature
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not tell apart who has the address from who has not."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            _log.exception("A letter was not sent: %s.", template_prefix)

    def format_email_subject(self, subject: str) -> str:
        return f"Plaudit: {subject}"


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The company's sign-on opens the login with the same verified address, and never makes one.

    The address is looked at each time and no link between the two is kept: whoever loses her address there loses her
    way in here.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 -- as above
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        login = Login.objects.filter(email__in=verified, is_active=True).first()
        if login is None or sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_invited.html", status=403))
        with transaction.atomic():
            needless(login, at=clock.now())
        sociallogin.user = login
