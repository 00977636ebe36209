"""The company of `tests/quarter.py` a few days after its quarter, and the steps of a close in its pages."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine
from django.test import Client

from tests.quarter import the_quarter
from tests.site import ENGINES, Databases

AFTERWARDS = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
SignedIn = Callable[[str], Client]


@pytest.fixture(params=ENGINES)
def over(request: pytest.FixtureRequest, databases: Databases) -> Iterator[None]:
    """The quarter is over: Ada earned 800.00, Ben and Lee 100.00 each; one demo of Ada's is not verified."""
    with time_machine.travel(AFTERWARDS, tick=False):
        databases.copy(request.param, "quarter", the_quarter)
        yield


def says(client: Client, address: str, **fields: str) -> str:
    """What the page says after a form was sent: its messages, or nothing."""
    page = client.post(address, fields, follow=True).content.decode()
    told = re.search(r'<div role="status">((?:\s*<div class="note.*?</div>)*)', page, re.DOTALL)
    return "" if told is None else " ".join(unescape(each) for each in re.findall(r"<p>(.*?)</p>", told[1]))


def drafted(client: Client, period: str = "2026-Q3") -> str:
    """The address of a draft that somebody began."""
    answer = client.post("/close/begin/", {"period": period})
    return str(answer["Location"])


def shown(client: Client, draft: str) -> str:
    """The digest that the page of a draft has in its forms."""
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(draft).content.decode())
    assert found is not None
    return found[1]


def approved(signed_in: SignedIn, draft: str) -> None:
    """Everything that is in the way is let stand by Fay, who then approves."""
    fay = signed_in("fay")
    digest = shown(fay, draft)
    for point in re.findall(r'name="point" value="([a-z]+)"', fay.get(draft).content.decode()):
        assert says(fay, f"{draft}let/", point=point, shown=digest, why="looked at") == ""
    assert says(fay, f"{draft}approve/", shown=digest) == ""


def closed(signed_in: SignedIn, period: str = "2026-Q3") -> str:
    """The page of a close: Pia drafts, Fay approves and closes."""
    draft = drafted(signed_in("pia"), period)
    approved(signed_in, draft)
    return str(signed_in("fay").post(f"{draft}confirm/", follow=True).redirect_chain[-1][0])


__all__ = ["approved", "closed", "drafted", "over", "says", "shown"]
