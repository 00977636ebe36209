"""The password somebody sets when she accepts her invitation, and the passkey she adds."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from plaudit.people.models import Login


class Accept(forms.Form):
    """One field, which the browser can show: typing a password twice catches fewer mistakes than seeing it."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        help_text="At least 12 characters, not only digits, nothing that many people use.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, login: Login, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._login = login

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self._login)
        return password


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey that opens the site alone, unless she wants it only after the password."""

    passwordless = forms.BooleanField(
        label="Sign in with it alone",
        required=False,
        initial=True,
        help_text="It then asks for your finger, face or PIN. Otherwise it is asked for after the password.",
    )
