"""Importing in the browser: send, name the columns, look at what would change, store; who may."""

import io
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.activities.models import Milestone, Report, Source
from plaudit.connectors.upload.models import Import
from plaudit.connectors.upload.send import place
from plaudit.customers.models import Profile
from plaudit.people.models import Deed
from plaudit.people.recorded import standing

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]

ACCOUNTS = "Key,Account name,Segment,ARR,Currency,Sector\ncedar,Cedar Street Kitchens,small,1200.50,USD,private\n"


def send(client: Client, name: str, content: bytes, source: str = "CRM") -> Import:
    answer = client.post("/imports/", {"file": SimpleUploadedFile(name, content), "source": source})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=int(answer["Location"].split("/")[2]))


class Arranging(HTMLParser):
    """The form as the page fills it in: what each field is called and holds, by its name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._labelled = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "label":
            self._labelled = said["for"].removeprefix("id_")
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and "selected" in said:
            self.held[self._select] = said.get("value", "")
        elif tag == "input" and said.get("name") == "table":
            self.held["table"] = said["value"]

    def handle_data(self, data: str) -> None:
        if self._labelled and data.strip():
            self.labels[data.strip()] = self._labelled
            self._labelled = ""


def arranged(client: Client, imported: Import, **columns: str) -> dict[str, str]:
    """What the page proposes, with what she calls otherwise."""
    form = Arranging(client.get(f"/imports/{imported.pk}/").content.decode())
    return {**form.held, **{form.labels[theirs]: ours for theirs, ours in columns.items()}}


def checked(client: Client, name: str, content: bytes, **columns: str) -> Import:
    imported = send(client, name, content)
    said = arranged(client, imported, **columns)
    assert client.post(f"/imports/{imported.pk}/arrange/", said).status_code == 302
    imported.refresh_from_db()
    return imported


def stored(client: Client, name: str, content: bytes) -> None:
    client.post(f"/imports/{checked(client, name, content).pk}/confirm/")


@pytest.mark.parametrize("who", ["ada", "ben", "mo", "fay", "kim", "amy", "zed", "lee"])
def test_only_operations_imports(signed_in: SignedIn, who: str) -> None:
    imported = send(signed_in("pia"), "accounts.csv", ACCOUNTS.encode())
    client = signed_in(who)
    pages = ["/imports/", f"/imports/{imported.pk}/", f"/imports/{imported.pk}/?take=csv&of=problems"]
    acts = ["arrange", "confirm", "go-on", "cancel"]
    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(f"/imports/{imported.pk}/{act}/").status_code for act in acts} == {404}
    assert client.post("/imports/trust/", {"source": "CRM"}).status_code == 404


def test_a_file_is_stored_when_it_was_looked_at(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    imported = checked(pia, "accounts.csv", ACCOUNTS.encode())
    page = pia.get(f"/imports/{imported.pk}/").content.decode()
    assert "Import 1 row<" in page
    assert Profile.objects.count() == 0

    pia.post(f"/imports/{imported.pk}/confirm/")
    profile = standing(Profile).get()
    assert (profile.account.name, profile.arr, profile.attributes) == (
        "Cedar Street Kitchens",
        1_200_500_000,
        {"sector": "private"},
    )
    assert not place(imported).exists()
    deed = Deed.objects.get(did="imported")
    assert (deed.by, deed.facts["accounts"], deed.facts["hash"]) == ("pia", 1, imported.file_hash)


def test_what_columns_are_called_is_remembered_of_the_source(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    strange = ACCOUNTS.replace("Account name", "Firma")
    first = checked(pia, "accounts.csv", strange.encode(), Firma="name")
    assert first.counted == {"table": "accounts", "new": 1, "changed": 0, "same": 0}

    again = send(pia, "accounts.csv", strange.encode())
    assert arranged(pia, again) == arranged(pia, again, Firma="name")
    assert Source.objects.get(name="CRM").columns["accounts"]["Firma"] == "name"


def test_a_spreadsheet_is_read_by_its_cells(signed_in: SignedIn) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet, days = made.add_worksheet(), made.add_format({"num_format": "d.m.yyyy"})
        sheet.write_row(0, 0, ["key", "kind", "opened_on", "person", "amount", "currency", "title"])
        sheet.write_row(1, 0, ["ref-1", "referral"])
        sheet.write_datetime(1, 2, date(2026, 7, 1), days)
        sheet.write_row(1, 3, ["ada", 0.1 + 0.2, "USD"])
        sheet.write_string(1, 6, "=HYPERLINK(1)")
    pia = signed_in("pia")
    imported = checked(pia, "what we did.xlsx", book.getvalue())
    assert imported.problems == []
    pia.post(f"/imports/{imported.pk}/confirm/")
    report = Report.objects.get()
    assert (report.opened_on, report.amount, report.activity.title) == (date(2026, 7, 1), 300_000, "=HYPERLINK(1)")


def test_imported_milestones_are_verified_only_from_a_trusted_source(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    reached = b"activity,milestone,on\nref-1,demo,2026-07-03\n"
    stored(pia, "activities.csv", b"key,kind,opened_on,person\nref-1,referral,2026-07-01,ada\n")
    stored(pia, "milestones.csv", reached)
    assert not standing(Milestone).get().verified

    pia.post("/imports/trust/", {"source": "CRM"})
    stored(pia, "milestones.csv", reached)
    assert standing(Milestone).get().verified


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("acts.pdf", b"%PDF", "neither CSV, XLSX nor Parquet"),
        ("acts.csv", b"", "empty"),
    ],
)
def test_a_file_that_is_no_table_is_refused(signed_in: SignedIn, name: str, content: bytes, says: str) -> None:
    answer = signed_in("pia").post("/imports/", {"file": SimpleUploadedFile(name, content), "source": "CRM"})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_latin_letters_of_another_encoding_are_told_with_the_way_out(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    imported = checked(pia, "accounts.csv", "key,name\ncafe,Café\n".encode("latin-1"))
    assert [(each["code"], each["line"], each["remedy"]) for each in imported.problems] == [
        ("encoding-not-utf8", 2, "Save the file as CSV UTF-8.")
    ]


def test_giving_up_keeps_nothing_of_the_file(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    imported = checked(pia, "accounts.csv", ACCOUNTS.encode())
    pia.post(f"/imports/{imported.pk}/cancel/")
    assert not place(imported).exists()
    assert Profile.objects.count() == 0
    pia.post(f"/imports/{imported.pk}/confirm/")
    assert Profile.objects.count() == 0


def test_a_file_that_is_gone_is_asked_for_again(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    sent = send(pia, "accounts.csv", ACCOUNTS.encode())
    told = arranged(pia, sent)
    place(sent).unlink()
    page = pia.get(f"/imports/{sent.pk}/")
    assert (page.status_code, "accounts.csv is no longer here" in page.content.decode()) == (200, True)
    refused = pia.post(f"/imports/{sent.pk}/arrange/", told, follow=True)
    assert "accounts.csv is no longer here" in refused.content.decode()
