"""`plaudit payout` makes, waits for two approvals, sends and writes, each of them once."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from plaudit.cli.app import app
from plaudit.ledger.models import Entry
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.models import Batch
from plaudit.statements.payouts.stands import stands
from plaudit.statements.payouts.tests.books import AT, the_quarter
from plaudit.values.refused import Refused
from tests.site import who

pytestmark = pytest.mark.usefixtures("company")


def run(out: Path, *more: str) -> list[str]:
    asked = ["payout", "2026-Q3", "--format", "generic", "--by", "fay", "--pay-on", "2026-10-15", "--out", str(out)]
    done = CliRunner().invoke(app, [*asked, *more], catch_exceptions=False)
    return done.stdout.splitlines()


def test_it_makes_then_sends_what_two_approved_and_writes_the_files(tmp_path: Path) -> None:
    the_quarter()
    waits = [
        "payout 1, marketing, 1 lines, 120.00 USD: waits for 2 to approve it",
        "payout 2, sales, 1 lines, 100.00 EUR: waits for 2 to approve it",
        "payout 3, sales, 2 lines, 580.50 USD: waits for 2 to approve it",
    ]
    assert [run(tmp_path), run(tmp_path)] == [waits, waits]
    batch = Batch.objects.get(pk=3)
    approve(batch, shown=stands(batch).digest, by=who("kim"), at=AT)
    approve(batch, shown=stands(batch).digest, by=who("zed"), at=AT)
    file = tmp_path / "payout-3" / "payout-3-USD.csv"
    sent = [*waits[:2], f"payout 3, sales, 2 lines, 580.50 USD: sent, {file}"]
    assert [run(tmp_path), run(tmp_path)] == [sent, sent]
    assert file.read_text().splitlines()[2].startswith("P3-2,lee,Lee Tanaka,,,2026-Q3,advocacy,sales,2026-10-15,80.50")
    assert Entry.objects.filter(kind="sent").count() == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--by", "nobody"], "person-unknown"),
        (["--by", "ada"], "not-hers"),
        (["--pay-on", "soon"], "day-unreadable"),
        (["--format", "paper"], "layout-unknown"),
    ],
)
def test_what_it_refuses(tmp_path: Path, more: list[str], code: str) -> None:
    the_quarter()
    with pytest.raises(Refused, check=lambda refused: refused.code == code):
        run(tmp_path, *more)
    assert Batch.objects.count() == 0


def test_nothing_payable_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Nothing of 2026-Q3 is payable\."):
        run(tmp_path)
