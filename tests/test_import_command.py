"""`plaudit import` as it is typed: what it says, what it changes, how it ends."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from plaudit.activities.models import MaturityMap, Report
from plaudit.cli.app import main
from plaudit.connectors.upload.models import Import
from plaudit.customers.models import Profile
from plaudit.people.models import Deed

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company")]
SignedIn = Callable[[str], Client]
Printed = pytest.CaptureFixture[str]


def ran(capsys: Printed, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["import", *arguments])
    printed = capsys.readouterr()
    code = ended.value.code
    return code if isinstance(code, int) else 0, printed.out, printed.err


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "accounts.csv").write_text("key,name\ncedar,Cedar Street Kitchens\n")
    (tmp_path / "activities.csv").write_text("key,kind,opened_on,account\nref-1,referral,2026-07-01,cedar\n")
    return tmp_path


def test_a_folder_is_imported_once(data: Path, capsys: Printed) -> None:
    new = "accounts: 1 new, 0 changed, 0 known already\nactivities: 1 new, 0 changed, 0 known already\n"
    known = "accounts: 0 new, 0 changed, 1 known already\nactivities: 0 new, 0 changed, 1 known already\n"
    assert ran(capsys, str(data)) == (0, new, "")
    assert ran(capsys, str(data)) == (0, known, "")
    assert Report.objects.count() == 1


def test_what_was_imported_is_listed_with_what_was_sent_and_journalled(
    data: Path, capsys: Printed, signed_in: SignedIn
) -> None:
    ran(capsys, str(data), "--source", "crm")
    table = signed_in("pia").get("/imports/?take=csv&of=imports").content.decode("utf-8-sig").splitlines()
    told = [line.split(",") for line in table]
    assert [line[:4] + line[5:] for line in told] == [
        ["File", "Table", "Source", "By", "New", "Changed", "State"],
        ["activities.csv", "activities", "crm", "plaudit import", "1", "0", "Imported"],
        ["accounts.csv", "accounts", "crm", "plaudit import", "1", "0", "Imported"],
    ]
    (activities, accounts) = Deed.objects.filter(did="imported")
    digest = hashlib.sha256((data / "accounts.csv").read_bytes()).hexdigest()
    assert accounts.facts == {"source": "crm", "hash": digest, "accounts": 1}
    assert activities.about == "file activities.csv"
    assert signed_in("pia").get(f"/imports/{Import.objects.all()[0].pk}/").status_code == 200


def test_a_dry_run_changes_nothing(data: Path, capsys: Printed) -> None:
    code, out, _ = ran(capsys, str(data), "--dry-run")
    assert (code, out.splitlines()[0]) == (0, "accounts: 1 new, 0 changed, 0 known already")
    assert Profile.objects.count() == 0
    assert not Import.objects.exists()


def test_problems_end_with_two_and_nothing_stored(data: Path, capsys: Printed) -> None:
    (data / "activities.csv").write_text("key,kind,opened_on,account\nref-1,referral,2026-07-01,ceder\n")
    code, _, err = ran(capsys, str(data))
    assert code == 2
    assert "activities.csv:2" in err
    assert "Do you mean cedar?" in err
    assert Profile.objects.count() == 0


def test_a_file_that_is_not_there_is_refused(data: Path, capsys: Printed) -> None:
    code, _, err = ran(capsys, str(data / "acounts.csv"))
    assert code == 1
    assert "There is no" in err


def test_a_file_that_is_called_like_no_table_is_a_problem(data: Path, capsys: Printed) -> None:
    (data / "acts.csv").write_text("key\n")
    code, _, err = ran(capsys, str(data / "acts.csv"))
    assert code == 2
    assert "acts.csv is not called like a table" in err


def test_a_folder_brings_its_own_catalogue(data: Path, capsys: Printed) -> None:
    (data / "catalogue.yaml").write_text("podcast: {title: Podcast, milestones: [recorded, published]}\n")
    (data / "activities.csv").write_text("key,kind,opened_on,account\npod-1,podcast,2026-07-01,cedar\n")
    assert ran(capsys, str(data))[0] == 0
    assert ran(capsys, str(data))[0] == 0
    assert MaturityMap.objects.count() == 1
