"""A person's path: spreadsheets with more than twenty kinds of mistakes, each told with its row and what to do."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.activities.models import Report
from plaudit.connectors.upload.models import Import
from plaudit.web.pages.imports.test_page import checked
from tests.reading import rows

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company")]
SignedIn = Callable[[str], Client]

ACTIVITIES = [
    ["key", "kind", "opened_on", "person", "account", "amount", "currency", "title", "recorded_at", "retracted_at"],
    ["ref-1", "referral", "2026-07-01", "ada", "cedar", "100.00", "USD", "Cedar knows Birch", "", ""],
    ["ref-2", "referral", "1.7.2026", "ada", "cedar", "", "", "", "", ""],
    ["ref-3", "referral", "2026-02-30", "ada", "cedar", "", "", "", "", ""],
    ["ref-4", "referral", "2026-07-01", "ada", "cedar", "$1,000.00", "USD", "", "", ""],
    ["ref-5", "referral", "2026-07-01", "ada", "cedar", "1.0000001", "USD", "", "", ""],
    ["ref-6", "referral", "2026-07-01", "ada", "cedar", "9000000000000", "USD", "", "", ""],
    ["ref-7", "referral", "2026-07-01", "ada", "cedar", "5", "usd", "", "", ""],
    ["ref-8", "referal", "2026-07-01", "ada", "cedar", "", "", "", "", ""],
    ["ref-9", "referral", "2026-07-01", "ada", "ceder", "", "", "", "", ""],
    ["ref-10", "referral", "2026-07-01", "adda", "cedar", "", "", "", "", ""],
    [" ref-11", "referral", "2026-07-01", "ada", "cedar", "", "", "", "", ""],
    ["", "referral", "2026-07-01", "ada", "cedar", "", "", "", "", ""],
    ["ref-1", "referral", "2026-07-02", "ada", "cedar", "100.00", "USD", "Cedar knows Birch", "", ""],
    ["ref-14", "referral", "2026-07-01", "ada", "cedar", "", "", "", "yesterday", ""],
    ["ref-15", "referral", "2026-07-01", "ada", "cedar", "", "", "", "2026-07-05T08:00:00Z", "2026-07-04T08:00:00Z"],
    ["ref-16", "referral", "2026-07-01", "ada", "cedar", "", "", "", "2097-07-05T08:00:00Z", ""],
    ["ref-17", "referral", "2026-07-01", "ada", "cedar", "", "", "x" * 301, "", ""],
]
MILESTONES = [
    ["activity", "milestone", "on", "verified"],
    ["ref-1", "published", "2026-07-03", ""],
    ["ref-1", "demo", "2026-07-03", "maybe"],
    ["ref-99", "demo", "2026-07-03", ""],
]
HOLDINGS = [
    ["account", "person", "from", "to", "share"],
    ["cedar", "ada", "2026-01-01", "", "half"],
    ["cedar", "ben", "2026-01-01", "", "1.5"],
    ["cedar", "mo", "2026-07-01", "2026-07-01", ""],
]
TARGETS = [["incentive", "person", "period", "target"], ["demos", "ada", "third quarter", "5"]]
RATES = [["on", "base", "quote", "rate"], ["2026-07-01", "EUR", "EUR", "1"], ["2026-07-01", "EUR", "USD", "0"]]
GRANTS = [
    ["key", "person", "incentive", "on", "amount", "reason", "given_by", "approved_by"],
    ["g-1", "ada", "demos", "2026-07-01", "50.00", "Helped out", "mo", "mo"],
]

TOLD = """
    file        row  code
    activities  3    day-unreadable
    activities  4    day-impossible
    activities  5    number-unreadable
    activities  6    number-too-fine
    activities  7    number-too-large
    activities  8    currency-unknown
    activities  9    kind-unknown
    activities  10   account-unknown
    activities  11   person-unknown
    activities  12   key-unreadable
    activities  13   value-missing
    activities  14   rows-contradict
    activities  15   instant-unreadable
    activities  16   withdrawn-before-recorded
    activities  17   recorded-in-future
    activities  18   text-too-long
    milestones  2    milestone-unknown
    milestones  3    flag-unreadable
    milestones  4    activity-unknown
    holdings    2    share-unreadable
    holdings    3    share-out-of-range
    holdings    4    days-reversed
    targets     2    period-unreadable
    rates       2    rate-of-itself
    rates       3    rate-not-positive
    grants      2    grant-approved-by-giver
    grants      -    grants-untrusted
"""
SHEETS = {
    "activities": ACTIVITIES,
    "milestones": MILESTONES,
    "holdings": HOLDINGS,
    "targets": TARGETS,
    "rates": RATES,
    "grants": GRANTS,
}


def spreadsheet(cells: list[list[str]]) -> bytes:
    """Every cell as text, as a person leaves it who types into one that somebody sent her."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def stored(client: Client, name: str, cells: list[list[str]]) -> None:
    imported = checked(client, f"{name}.xlsx", spreadsheet(cells))
    assert client.post(f"/imports/{imported.pk}/confirm/").status_code == 302


@pytest.fixture
def pia(signed_in: SignedIn) -> Client:
    """Operations, who has imported an account and an activity already."""
    client = signed_in("pia")
    stored(client, "accounts", [["key", "name"], ["cedar", "Cedar Street Kitchens"]])
    stored(client, "activities", [["key", "kind", "opened_on"], ["ref-1", "referral", "2026-07-01"]])
    return client


@pytest.mark.parametrize("name", SHEETS)
def test_each_mistake_is_told_with_its_row(pia: Client, name: str) -> None:
    imported = checked(pia, f"{name}.xlsx", spreadsheet(SHEETS[name]))
    told = {(each["line"], each["code"]) for each in imported.problems}
    assert told == {(int(row["row"]) if row["row"] else None, row["code"]) for row in rows(TOLD) if row["file"] == name}


def test_the_problems_can_be_taken_away_as_a_table(pia: Client) -> None:
    imported = checked(pia, "activities.xlsx", spreadsheet(ACTIVITIES))
    page = pia.get(f"/imports/{imported.pk}/").content.decode()
    taken = pia.get(f"/imports/{imported.pk}/?take=csv&of=problems").content.decode("utf-8-sig")

    assert "Nothing is imported while the file has problems" in page
    assert "Write 1000.00." in taken
    assert "Do you mean cedar?" in taken


def test_nothing_of_a_file_with_mistakes_is_stored(pia: Client) -> None:
    imported = checked(pia, "activities.xlsx", spreadsheet(ACTIVITIES))
    pia.post(f"/imports/{imported.pk}/confirm/")
    assert Report.objects.count() == 1
    assert Import.objects.get(pk=imported.pk).counted == {}


def test_the_corrected_file_is_stored_under_the_same_names(pia: Client) -> None:
    stored(pia, "activities", ACTIVITIES[:2])
    assert Report.objects.count() == 2


def test_a_spreadsheet_that_unpacks_to_more_than_can_be_read_is_refused_before_it_is_opened(pia: Client) -> None:
    bomb = pia.post("/imports/", {"file": SimpleUploadedFile("acts.xlsx", packed(1 << 31)), "source": "CRM"})
    page = pia.get(bomb["Location"]).content.decode()
    assert "unpacks to" in page


def packed(size: int) -> bytes:
    """A small archive that says it holds so many bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/sheet.xml", b"0" * 54_321)
    return made.getvalue().replace((54_321).to_bytes(4, "little"), size.to_bytes(4, "little"))
