"""What somebody tries who means harm, inside the company or outside: she is refused, and nothing breaks."""

from collections.abc import Callable
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plaudit.activities.models import Activity, Milestone, Proof, Report
from plaudit.connectors.upload.models import Import
from plaudit.connectors.upload.send import kept, place
from plaudit.customers.models import Account
from plaudit.people.models import Login, Person
from plaudit.people.recorded import standing
from plaudit.web.pages.imports.test_page import checked
from tests.site import PASSWORD

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]

# Where words, days and numbers from outside go, asked by those who may.
ODD = [
    ("pia", "/settings/people/a%00b/"),
    ("pia", "/settings/accounts/a%00b/"),
    ("pia", "/statements/a%00b/2026-Q3"),
    ("ada", "/activities/a%00b/"),
    ("ada", "/log/accounts/?account=a%00b"),
    ("ada", "/quarter/?period=%00"),
    ("ada", "/quarter/?period=0001-Q1"),
    ("ada", "/quarter/?period=9999-Q4"),
    ("ada", "/quarter/?period=9999-12-30/9999-12-31"),
    ("ada", "/quarter/?period=2026-12-31/2026-01-01"),
    ("ada", "/statements/ada/0001-Q1"),
    ("ada", "/statements/ada/9999-Q4.pdf"),
    ("ada", "/statements/ada/9999"),
    ("mo", "/team/?period=9999"),
    ("ada", "/contests/?period=9999-H2"),
    ("pia", "/programs/csm/?period=0001-01"),
    ("pia", "/imports/99999999999999999999999/"),
    ("pia", "/programs/csm/curves/stories.svg?period=9999-Q4"),
    ("pia", "/journal/?until=9999-12-31"),
    ("pia", "/journal/?since=0001-01-01"),
    ("pia", "/people/?csm.by=' OR 1=1 --"),
    ("pia", "/people/?csm.find=%F0%9F%92%A5%27%22%3Cscript%3E"),
    ("ada", "/log/review/?account=%00"),
    ("ada", "/?next=//evil.example"),
]


@pytest.mark.parametrize(("who", "address"), ODD)
def test_no_address_breaks_a_page(signed_in: SignedIn, who: str, address: str) -> None:
    assert signed_in(who).get(address, follow=True).status_code in {200, 400, 404, 422}


ACT = {"key": "review-1", "account": "elm", "milestone": "published", "on": "2026-09-01", "opened_on": "2026-09-01"}
# Whoever may send a form, where to, its day, and the rest of it.
FORMS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "reached": ("ada", "/log/review/", "on", {**ACT, "person": "ada"}),
    "began": ("ada", "/log/review/", "opened_on", {**ACT, "person": "ada"}),
    "position": ("pia", "/settings/people/ben/positions/", "starts", {"role": "csm", "team": "north"}),
    "holders": ("pia", "/settings/accounts/oak/", "starts", {"person-1": "ben"}),
    "duty": ("amy", "/settings/people/ben/duties/", "starts", {"duty": "marketing"}),
}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "\0"])
@pytest.mark.parametrize("form", FORMS)
def test_no_day_breaks_a_form(signed_in: SignedIn, form: str, day: str) -> None:
    who, address, field, rest = FORMS[form]
    assert signed_in(who).post(address, {**rest, field: day}).status_code in {400, 422}


@pytest.mark.parametrize(
    ("who", "address", "said"),
    [
        ("pia", "/verify/", {"act": "demo@ref-5\0"}),
        ("pia", "/verify/reject/", {"act": "demo@ref-5", "because": "a\0b"}),
        ("ada", "/activities/ref-1/retract/", {"because": "a\0b"}),
        ("pia", "/imports/trust/", {"source": "a\0b"}),
        ("pia", "/settings/catalogue/edit/", {"text": "a: \0"}),
        ("nobody", "/accounts/login/", {"login": "a\0b@example.com", "password": "\0"}),
        ("nobody", "/accounts/password/reset/", {"email": "a\0b@example.com"}),
    ],
)
def test_no_word_breaks_a_form(signed_in: SignedIn, who: str, address: str, said: dict[str, str]) -> None:
    client = Client() if who == "nobody" else signed_in(who)
    assert client.post(address, said, follow=True).status_code in {200, 400, 404, 422}


SCRIPT = "javascript:alert(1)"


def test_a_link_that_runs_is_refused_or_shown_as_words(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    proof = {"milestone": "demo", "on": "2026-09-15", "link": SCRIPT}
    assert ada.post("/activities/ref-5/", proof).status_code == 422
    assert ada.post("/log/review/", {**ACT, "person": "ada", "url": SCRIPT}).status_code == 422
    Activity.objects.filter(key="ref-5").update(url=SCRIPT)
    page = ada.get("/activities/ref-5/").content.decode()
    assert (SCRIPT in page, f'href="{SCRIPT}' in page) == (True, False)


def test_names_are_words_wherever_they_stand(signed_in: SignedIn) -> None:
    evil = "\"'><script>alert(1)</script><!--{{ 7 }}"
    Person.objects.filter(key__in=["ada", "ben"]).update(name=evil)
    Account.objects.filter(key="elm").update(name=evil)
    asked = {
        "ada": ["/quarter/", "/statements/ada/2026-Q3", "/log/review/", "/log/accounts/?account=scr", "/contests/"],
        "mo": ["/team/", "/verify/", "/activities/ref-5/"],
        "pia": [
            "/people/",
            "/programs/csm/",
            "/settings/accounts/",
            "/settings/accounts/elm/",
            "/settings/people/ben/",
        ],
        "fay": ["/journal/", "/settings/people/"],
    }
    pages = [signed_in(who).get(path) for who, paths in asked.items() for path in paths]
    assert {page.status_code for page in pages} == {200}
    assert [page.request["PATH_INFO"] for page in pages if b"<script>alert" in page.content] == []
    assert signed_in("ada").get("/statements/ada/2026-Q3.pdf").status_code == 200


@pytest.mark.parametrize("path", ["/verify/", "/imports/", "/settings/calendar/", "/settings/people/ben/positions/"])
def test_no_form_is_taken_from_another_site(path: str) -> None:
    pia = Client(enforce_csrf_checks=True)
    pia.force_login(Login.objects.get(person__key="pia"), "allauth.account.auth_backends.AuthenticationBackend")
    assert pia.post(path, {"act": "demo@ref-5"}).status_code == 403
    assert not standing(Milestone).get(activity="ref-5").verified


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", SCRIPT, "https:evil.example"]
)
def test_signing_in_leads_nowhere_else(to: str) -> None:
    answer = Client().post(
        f"/accounts/login/?next={to}", {"login": "ada@example.com", "password": PASSWORD, "next": to}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_another_host_in_front_changes_no_link() -> None:
    asked = {"host": "testserver", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    page = Client().get("/", headers=asked)
    assert "evil" not in page["Location"]


def test_what_a_form_does_not_ask_for_is_not_taken(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    more = {"verified": "true", "recorded_at": "2020-01-01", "source": "crm", "by": "mo", "is_superuser": "on"}
    ada.post("/log/review/", {**ACT, **more, "person": "ada", "url": "https://example.com/r"})
    milestone = Milestone.objects.get(activity="review-1")
    assert (milestone.verified, milestone.arrival.by, milestone.recorded_at.year) == (False, "ada", 2026)
    assert not Login.objects.filter(is_superuser=True).exists()


def test_nobody_logs_for_others_or_verifies_her_own_by_naming_them(signed_in: SignedIn) -> None:
    ada, lee = signed_in("ada"), signed_in("lee")
    assert ada.post("/log/review/", {**ACT, "person": "ben"}).status_code == 422
    assert ada.post("/verify/", {"act": "demo@ref-5"}).status_code == 404
    assert lee.post("/activities/ref-5/retract/", {"because": "x"}).status_code == 404
    # Another's key is hers to see no more than before.
    ada.post("/log/referral/", {**ACT, "key": "ref-6", "milestone": "demo", "person": "ada"})
    assert Report.objects.get(activity="ref-6").person_id == "ben"
    assert ada.get("/activities/ref-6/").status_code == 404


@pytest.mark.parametrize("key", ["ref-1/correct", "../x", "a b", "a%2Fb", "\u202eabc", ""])
def test_a_key_that_is_no_part_of_an_address_is_refused(signed_in: SignedIn, key: str) -> None:
    assert signed_in("ada").post("/log/review/", {**ACT, "person": "ada", "key": key}).status_code == 422


@pytest.mark.parametrize(
    ("name", "kind", "taken"),
    [
        ("../../../etc/cron.d/x.csv", "text/html", 1),
        ('x".csv', "text/html", 1),
        ("a\r\nSet-Cookie: a=b.csv", "text/html", 0),
        ("\u202egpj.csv", "image/svg+xml", 1),
        (".csv", "text/html", 1),
    ],
)
def test_a_file_stays_where_files_are_whatever_it_is_called(
    signed_in: SignedIn, name: str, kind: str, taken: int
) -> None:
    pia = signed_in("pia")
    content = b"key,name\nash,<script>alert(1)</script>\n"
    answer = pia.post("/imports/", {"file": SimpleUploadedFile(name, content, kind), "source": "CRM"}, follow=True)
    assert answer.status_code == (200 if taken else 422)
    assert b"<script>alert" not in answer.content
    assert [place(sent).resolve().parents[1] for sent in Import.objects.all()] == [kept().resolve()] * taken


def test_a_proof_is_saved_and_never_shown_by_the_browser(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    page = b"GIF89a/*<script>alert(1)</script>*/=1"
    proof = SimpleUploadedFile('a"\r\nX: y.html', page, "text/html")
    ada.post("/log/review/", {**ACT, "person": "ada", "proof": proof})
    with closing(ada.get(f"/activities/review-1/proofs/{Proof.objects.get().pk}/")) as answer:
        assert b"".join(answer) == page
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert ("X" in answer, answer["X-Content-Type-Options"]) == (False, "nosniff")


@pytest.mark.parametrize(
    ("who", "path", "megabytes"),
    [
        ("nobody", "/accounts/login/", 12),
        ("nobody", "/imports/", 12),
        ("ada", "/log/review/", 12),
        ("pia", "/imports/", 514),
    ],
)
def test_a_body_larger_than_any_form_is_refused_unread(
    signed_in: SignedIn, who: str, path: str, megabytes: int
) -> None:
    client = Client() if who == "nobody" else signed_in(who)
    length = str(megabytes << 20)
    assert client.post(path, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=length).status_code == 400


def test_a_session_is_another_one_after_signing_in_and_ends_with_the_way_in(signed_in: SignedIn) -> None:
    ada = Client()
    ada.get("/accounts/login/")
    ada.cookies["sessionid"] = "chosen-by-somebody-else-0000000000"
    ada.post("/accounts/login/", {"login": "ada@example.com", "password": PASSWORD})
    assert ada.cookies["sessionid"].value != "chosen-by-somebody-else-0000000000"
    assert ada.get("/quarter/").status_code == 200
    signed_in("amy").post("/settings/people/ada/login/", {"to": "shut"})
    assert ada.get("/quarter/").status_code == 302


def test_no_page_with_pay_is_kept_by_a_browser_that_others_use(signed_in: SignedIn) -> None:
    ada = signed_in("ada")
    taken = "?take=csv&of=statement-csm-ada-2026-Q3"
    for_her = ["/quarter/", "/statements/ada/2026-Q3", "/statements/ada/2026-Q3.pdf", f"/statements/ada/2026-Q3{taken}"]
    assert [path for path in for_her if "no-store" not in ada.get(path)["Cache-Control"]] == []


def test_a_nul_in_a_file_is_a_mistake_with_its_row(signed_in: SignedIn) -> None:
    pia = signed_in("pia")
    imported = checked(pia, "accounts.csv", b"key,name\nash,A\x00sh\n")
    assert [(each["line"], each["code"]) for each in imported.problems] == [(2, "nul-byte")]
