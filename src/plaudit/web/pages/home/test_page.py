"""Each lands on her own first page."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]


@pytest.mark.parametrize(
    ("who", "lands"),
    [
        ("ada", "/quarter/"),
        ("lee", "/quarter/"),
        ("mo", "/team/"),
        ("pia", "/people/"),
        ("fay", "/people/"),
        ("kim", "/programs/"),
        ("amy", "/programs/"),
    ],
)
def test_where_each_lands(signed_in: SignedIn, who: str, lands: str) -> None:
    assert signed_in(who).get("/")["Location"] == lands


def test_zed_lands_nowhere(signed_in: SignedIn) -> None:
    assert signed_in("zed").get("/").status_code == 404
