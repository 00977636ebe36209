"""Nobody comes in without a login; what comes out is guarded."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]


def test_whoever_is_not_signed_in_goes_to_sign_in() -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/")


def test_nobody_signs_up() -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_every_answer_forbids_script_and_style_in_the_page(signed_in: SignedIn) -> None:
    policy = signed_in("ada").get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
