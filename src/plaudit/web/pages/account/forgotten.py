"""Asking for a new password: answered in the same words and the same time, whoever has the address.

The worker looks the address up and writes; the page does neither.
"""

from allauth.account.forms import ResetPasswordForm
from allauth.core.context import request_context
from django.conf import settings
from django.http import HttpRequest
from django_tasks import task


class Forgotten(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The form of the page."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **_: object) -> str:
        email = str(self.cleaned_data["email"])
        write_reset.enqueue(email, request.get_host())
        return email


@task()
def write_reset(email: str, host: str) -> None:
    """`host` is what the reader called the site, which is where the link leads back."""
    request = HttpRequest()
    request.method = "POST"
    request.META = {"HTTP_HOST": host, "HTTP_X_FORWARDED_PROTO": "https" if settings.SITE.https else "http"}
    form = ResetPasswordForm({"email": email})
    if form.is_valid():
        with request_context(request):
            form.save(request)
