"""What `plaudit import` moves of pay that somebody has looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from plaudit.people.models import Deed
from tests.test_import_command import Printed, ran

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("quarter")]


def test_what_it_moves_in_pay_is_printed_and_journalled(
    tmp_path: Path, capsys: Printed, signed_in: Callable[[str], Client]
) -> None:
    """As in the site: Ben, who has a referral of the quarter, is no CSM from before that day."""
    signed_in("pia").get("/people/")
    (tmp_path / "positions.csv").write_text("person,role,from\nben,trainer,2026-07-01\n")
    said = [ran(capsys, str(tmp_path), "--dry-run"), *(ran(capsys, str(tmp_path)) for _ in range(2))]
    moved = "moved pay of ben in csm 2026-Q3: -100.00 USD\n"
    assert [out for _, out, _ in said] == [
        "positions: 1 new, 0 changed, 0 known already\n",
        f"positions: 1 new, 0 changed, 0 known already\n{moved}",
        "positions: 0 new, 0 changed, 1 known already\n",
    ]
    told = [(deed.about, deed.by, deed.facts) for deed in Deed.objects.filter(did="moved-pay")]
    assert told == [("files positions.csv", "", {"csm 2026-Q3 ben": "-100.00 USD"})]
