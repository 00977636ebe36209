"""Facts that no calculation can take: a page says so, in full to who can mend them and without a name to others."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.quarter import contradicted

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]
BEN = "ben has rows of stories for 2026-07-01/2026-10-01 and 2026-Q3, which are the same days, and they differ."


def test_operations_read_what_to_correct(signed_in: SignedIn) -> None:
    contradicted()
    answer = signed_in("pia").get("/contests/")
    assert answer.status_code == 409
    assert f"{BEN} Keep the one that is right." in answer.content.decode()


@pytest.mark.parametrize(("who", "path"), [("ada", "/quarter/"), ("mo", "/team/")])
def test_everybody_else_reads_that_something_must_be_corrected_and_nobodys_target(
    signed_in: SignedIn, who: str, path: str
) -> None:
    contradicted()
    answer = signed_in(who).get(path)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Some facts must be corrected first." in said
    assert "ben" not in said
