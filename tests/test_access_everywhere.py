"""Every address of the site, asked by each of the cast and by somebody who has not signed in.

The table is written by hand. Whoever is named is let in; to everybody else the page does not exist (404); who has not
signed in is sent to sign in. `all` is the whole cast, `part` all but Zed, `anybody` also who has not signed in, and
`nobody` not even the cast. A new address needs a line here; an address with a person or a thing in it may need several.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.log import New, Reached, log
from plaudit.activities.models import Proof
from plaudit.activities.proof import keep
from plaudit.activities.reported import Told
from plaudit.activities.verify import verify
from plaudit.connectors.upload.models import Import
from plaudit.connectors.upload.send import File, send
from plaudit.earnings.grants.find import REASONS
from plaudit.earnings.grants.propose import New as GrantTold
from plaudit.earnings.grants.propose import propose
from plaudit.earnings.shadow.models import Comparison
from plaudit.earnings.shadow.send import PaidList
from plaudit.earnings.shadow.send import send as compared
from plaudit.evidence.site.models import PlanDraft
from plaudit.ledger.booking import Key
from plaudit.people.models import Duty, Login
from plaudit.plans.programs.publish import publish
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.disputes.begin import Said as Doubt
from plaudit.statements.disputes.begin import dispute
from plaudit.statements.disputes.models import Dispute, Word
from plaudit.statements.models import Draft
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.make import make
from plaudit.statements.payouts.models import Batch
from plaudit.statements.payouts.send import send as send_payout
from plaudit.statements.payouts.stands import stands
from plaudit.statements.payouts.tests.books import asked, closed, due
from plaudit.statements.points import APPROVE
from plaudit.statements.prepare import prepare
from plaudit.values.money import Money
from plaudit.values.period import Period
from tests.cast import NOW
from tests.reading import rows
from tests.reviews import reviews
from tests.site import ENGINES, Databases, customers, the_cast, who

pytestmark = pytest.mark.journey
# What may be taken away on a page, as its links say it.
TAKES = re.compile(r'href="(\?[^"]*take=(?:csv|xlsx)[^"]*)"')

OAK = """
    key  name      holder
    oak  Oak Cafe  ada
"""
CONTEST = """\
  - key: most-reviews
    kind: contest
    window: quarter
    counts: {activity: review, milestone: published}
    prizes: [500.00]
    ties: share
"""
PLAN = reviews("{each: 20.00}") + CONTEST

CAST = ("ada", "ben", "mo", "pia", "fay", "kim", "amy", "zed", "lee")
SOME = {
    "all": set(CAST),
    "part": set(CAST) - {"zed"},
    "anybody": {*CAST, "anonymous"},
    "nobody": set[str](),
}

# Ada's line.
LINE = {
    "incentive": "reviews",
    "window": "2026-07-01/2026-10-01",
    "line": "act",
    "activity": "review-1",
    "milestone": "published",
    "origin": "2026-Q3",
}

EXPECTED = """
    asks                                            who
    GET /                                           part
    GET /quarter/?period=2026-Q3                    ada ben lee
    GET /log/                                       ada ben mo pia
    GET /log/accounts/                              ada ben mo pia
    GET /log/review/                                ada ben mo pia
    GET /log/nothing/                               nobody
    # Ada's review, at her account: hers, her manager's, and theirs who answer for the program or ask customers.
    GET /activities/review-1/                       ada mo pia fay kim
    GET /activities/nothing/                        nobody
    GET /activities/review-1/correct/               ada mo pia
    POST /activities/review-1/retract/              ada mo pia
    POST /activities/review-1/restore/              nobody
    GET /activities/review-1/proofs/{proof}/        ada mo pia fay kim
    GET /activities/nothing/proofs/{proof}/         nobody
    GET /verify/                                    mo pia
    POST /verify/reject/                            mo pia
    GET /team/?period=2026-Q3                       mo
    GET /people/?period=2026-Q3                     pia fay
    # What is promised is open to all who take part; the people on it are cut to the reader.
    GET /programs/                                  part
    GET /programs/advocacy/?period=2026-Q3          part
    GET /programs/nothing/                          nobody
    GET /programs/advocacy/curves/reviews.svg?period=2026-Q3    part
    GET /programs/advocacy/curves/reviews/?period=2026-Q3    part
    GET /programs/advocacy/curves/nothing/?period=2026-Q3    nobody
    GET /programs/nothing/curves/reviews/?period=2026-Q3     nobody
    # The text of a version is open to all who take part; who has signed it is not.
    GET /programs/advocacy/versions/1/              part
    POST /programs/advocacy/versions/1/             part
    GET /programs/advocacy/versions/2/              nobody
    GET /sign-off/                                  mo pia fay
    POST /sign-off/remind/                          mo pia
    # Operations imports.
    GET /imports/                                   pia
    POST /imports/                                  pia
    POST /imports/trust/                            pia
    GET /imports/{sent}/                            pia
    GET /imports/0/                                 nobody
    POST /imports/{sent}/arrange/                   pia
    POST /imports/{sent}/confirm/                   pia
    POST /imports/{sent}/go-on/                     pia
    POST /imports/{sent}/cancel/                    pia
    GET /accrual/?period=2026-Q3                    pia fay
    # A dispute is hers, her manager's, and theirs who answer for pay; she alone disputes her lines.
    GET /disputes/                                  mo pia fay
    POST /disputes/clock/                           mo pia fay
    GET /disputes/new/?{line}                       ada
    GET /disputes/new/                              nobody
    GET /disputes/{dispute}/                        ada mo pia fay
    POST /disputes/{dispute}/answer/                ada mo pia fay
    POST /disputes/{dispute}/withdraw/              ada mo pia fay
    POST /disputes/{dispute}/hand-over/             ada mo pia fay
    GET /disputes/{dispute}/evidence/{word}/        ada mo pia fay
    GET /disputes/{dispute}/evidence/0/             nobody
    GET /disputes/0/                                nobody
    # Operations and finance pay; a remittance note is for whom a statement is.
    GET /payouts/                                   pia fay
    POST /payouts/                                  pia fay
    GET /payouts/codes/adp/                         pia fay
    POST /payouts/codes/adp/                        pia fay
    GET /payouts/codes/nothing/                     nobody
    GET /payouts/{payout}/                          pia fay
    GET /payouts/0/                                 nobody
    POST /payouts/{payout}/approve/                 pia fay
    POST /payouts/{payout}/discard/                 pia fay
    POST /payouts/{payout}/send/                    pia fay
    POST /payouts/{payout}/mark/                    pia fay
    POST /payouts/{payout}/confirm/                 pia fay
    GET /payouts/{payout}/file/                     pia fay
    GET /payouts/{payout}/ada.pdf                   ada mo pia fay
    GET /payouts/{payout}/ben.pdf                   nobody
    # Grants: who proposes or decides; who got one sees it once it is given, so not this one yet.
    GET /grants/                                    mo pia fay
    GET /grants/new/                                mo pia
    POST /grants/new/                               mo pia
    GET /grants/grant-1/                            mo pia fay
    GET /grants/nothing/                            nobody
    POST /grants/grant-1/approve/                   mo pia fay
    POST /grants/grant-1/withdraw/                  mo pia fay
    POST /grants/grant-1/nothing/                   nobody
    GET /recognition/?period=2026-Q3                part
    # What the spreadsheet paid is everybody's pay.
    GET /compare/                                   pia fay
    POST /compare/                                  pia fay
    GET /compare/{compared}/                        pia fay
    GET /compare/0/                                 nobody
    POST /compare/{compared}/again/                 pia fay
    POST /compare/0/delete/                         nobody
    GET /contests/?period=2026-Q3                   part
    GET /journal/                                   pia fay amy

    # What the studies say of pay is for those who answer for the program; operations alone drafts a plan.
    GET /evidence/                                  pia fay
    GET /evidence/pay/                              pia fay
    GET /evidence/pay/?value=much                   pia fay
    GET /evidence/pay/page.pdf                      pia fay
    POST /evidence/pay/plan/                        pia
    GET /evidence/pay/drafts/{planned}/             pia
    GET /evidence/pay/drafts/0/                     nobody
    GET /evidence/pay/drafts/{planned}.yaml         pia
    GET /evidence/worked/                           pia fay
    # What a draft would cost is for whom the draft is.
    GET /evidence/cost/                             pia fay
    GET /evidence/cost/?program=draft:{planned}     pia
    GET /evidence/simulate/a0-0.svg                 nobody
    GET /evidence/rates/                            pia fay
    GET /evidence/nothing/                          nobody
    GET /evidence/contest/a0-0.svg                  nobody
    GET /evidence/lift/a0-0.svg                     nobody
    # Proposals are cut to the reader's accounts; nobody decides about what is not proposed to her.
    GET /champions/                                 ada ben mo pia fay
    POST /champions/oak/confirm/                    nobody
    POST /champions/oak/dismiss/                    nobody
    POST /champions/oak/undo/                       nobody

    # Finance and operations close; a close that stands is looked at by both.
    GET /close/                                     pia fay
    POST /close/begin/                              pia fay
    POST /close/take-over/                          pia fay
    GET /close/drafts/{draft}/                      pia fay
    GET /close/drafts/0/                            nobody
    POST /close/drafts/{draft}/go-on/               pia fay
    POST /close/drafts/{draft}/let/                 pia fay
    POST /close/drafts/{draft}/approve/             pia fay
    GET /close/drafts/{draft}/confirm/              pia fay
    POST /close/drafts/{draft}/confirm/             pia fay
    GET /close/postings/1/                          pia fay
    GET /close/postings/2/                          nobody
    GET /statements/ada/2026-Q1                     ada mo pia fay
    GET /statements/ada/2026-Q1.pdf                 ada mo pia fay
    GET /statements/ada/2026-Q1.json                ada mo pia fay
    GET /statements/ada/2026-Q3.json                nobody
    POST /statements/ada/2026-Q1/acknowledge/       ada
    POST /statements/ada/2026-Q3/acknowledge/       nobody

    GET /statements/ada/2026-Q3                     ada mo pia fay
    GET /statements/ben/2026-Q3                     ben mo pia fay
    GET /statements/lee/2026-Q3                     lee mo pia fay
    GET /statements/nobody/2026-Q3                  nobody
    GET /statements/ada/2026-Q3.pdf                 ada mo pia fay

    # Settings: who there is, but nobody's pay; only an administrator changes ways in and duties.
    GET /settings/                                  pia fay amy
    GET /settings/people/                           pia fay amy
    GET /settings/people/ada/                       pia fay amy
    GET /settings/people/nobody/                    nobody
    GET /settings/people/new/                       amy
    POST /settings/people/new/                      amy
    POST /settings/people/ada/invite/               amy
    POST /settings/people/ada/login/                amy
    POST /settings/people/ada/duties/               amy
    POST /settings/people/pia/duties/{duty}/end/    amy
    POST /settings/people/ada/duties/{duty}/end/    nobody
    # Who holds what, and how years are divided: operations changes it.
    GET /settings/accounts/                         pia fay amy
    GET /settings/accounts/oak/                     pia fay amy
    POST /settings/accounts/oak/                    pia
    GET /settings/accounts/nothing/                 nobody
    POST /settings/people/ada/positions/            pia
    POST /settings/people/ada/employment/           pia
    GET /settings/calendar/                         pia fay amy
    POST /settings/calendar/                        pia
    GET /settings/catalogue/                        part
    GET /settings/catalogue/edit/                   pia
    POST /settings/catalogue/edit/                  pia

    # One's own way in: for everybody who has one.
    GET /accounts/                                  all
    POST /accounts/notices/seen/                    all
    GET /accounts/reauthenticate/                   all
    GET /accounts/password/change/                  all
    GET /accounts/password/set/                     all
    GET /accounts/sessions/                         all
    GET /accounts/2fa/reauthenticate/               all
    GET /accounts/2fa/totp/activate/                all
    GET /accounts/2fa/recovery-codes/generate/      all
    GET /accounts/2fa/webauthn/                     all
    GET /accounts/2fa/webauthn/add/                 all
    GET /accounts/2fa/webauthn/reauthenticate/      all
    GET /accounts/2fa/webauthn/keys/1/edit/         all
    GET /accounts/2fa/webauthn/keys/1/remove/       all

    # What somebody needs before she has signed in.
    GET /accounts/login/                            anybody
    GET /accounts/logout/                           anybody
    GET /accounts/inactive/                         anybody
    GET /accounts/password/reset/                   anybody
    GET /accounts/password/reset/done/              anybody
    GET /accounts/password/reset/key/1-x/           anybody
    GET /accounts/password/reset/key/done/          anybody
    GET /accounts/2fa/                              anybody
    GET /accounts/2fa/authenticate/                 anybody
    GET /accounts/2fa/webauthn/login/               anybody
    GET /accounts/sso/cancelled/                    anybody
    GET /accounts/sso/error/                        anybody
    # Nobody has set up single sign-on here, and nobody is invited by that link.
    GET /accounts/oidc/sso/login/                   nobody
    GET /accounts/oidc/sso/login/callback/          nobody
    GET /accounts/invitation/forged/                nobody
    # Nobody here has an app or recovery codes yet.
    GET /accounts/2fa/totp/deactivate/              nobody
    GET /accounts/2fa/recovery-codes/               nobody
    GET /accounts/2fa/recovery-codes/download/      nobody
    GET /healthy                                    anybody
    GET /ready                                      anybody
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody was let in, and what the page lets her take away."""

    door: str
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The table with the numbers of its things, everybody's browser, and what each of them was answered."""

    expected: dict[str, set[str]]
    browsers: dict[str, Client]
    answers: dict[tuple[str, str], Answer]


@pytest.fixture(params=ENGINES, scope="module")
def seen(request: pytest.FixtureRequest, databases: Databases) -> Seen:
    """Everything asked once by everybody: the cast, and somebody who has not signed in."""
    databases.copy(request.param, "cast", the_cast)
    act()
    expected = {row["asks"].format(**numbers()): allowed(row["who"]) for row in rows(EXPECTED)}
    browsers = {who: browser(who) for who in CAST} | {"anonymous": Client()}
    answers = {(who, asks): answer(client, asks) for who, client in browsers.items() for asks in expected}
    return Seen(expected, browsers, answers)


def act() -> None:
    customers(OAK)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    ada, mo, pia, fay = map(who, ("ada", "mo", "pia", "fay"))
    day = date(2026, 9, 21)
    shown = keep(SimpleUploadedFile("review.txt", b"five stars"))
    told = Told("review", day, account="oak", person="ada", platform="g2")
    log(New("review-1", told, Reached("published", day, shown)), by=ada, at=NOW, catalogue=BUILT_IN)
    propose(GrantTold("grant-1", "advocacy", "reviews", "ada", day, "50.00", REASONS[0]), by=mo, at=NOW)
    paid = PaidList("paid.csv", b"person,amount\nada,20.00\n", "advocacy", "2026-Q3")
    compared(paid, by=pia, at=NOW)
    PlanDraft.objects.create(at=NOW, by="pia", study="amount", plan="advocacy", text=PLAN)
    send(File("accounts.csv", [b"key,name\nelm,Elm Hall\n"]), "crm", by=pia, at=NOW)
    first = draft("2026-Q1")
    decide(first, Said(APPROVE, first.digest), by=fay, at=NOW)
    close(first, by="fay", at=NOW)
    draft("2026-Q2")
    a_payout()
    verify([("review-1", "published")], by=mo, at=NOW)
    key = Key("advocacy", "ada", *LINE.values())
    said = Doubt("Two reviews, not one.", keep(SimpleUploadedFile("mail.txt", b"See below.")))
    dispute(key, said, Money.of("20.00", "USD"), by=ada, at=NOW)


def draft(period: str) -> Draft:
    return prepare(begin(Period.of(period), by="pia", at=NOW), at=NOW)


def a_payout() -> None:
    """What Ada is paid, made by Fay, approved by two who had the duty then, sent."""
    closed(due("ada", "sales", 50000), what="by hand")
    fay = who("fay")
    batch = make(asked(), by=fay, at=NOW)
    for key in ("mo", "amy"):
        approve(batch, shown=stands(batch).digest, by=replace(who(key), duties=frozenset({"finance"})), at=NOW)
    send_payout(batch, by=fay, at=NOW)


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Every address of the site map by its name."""
    for pattern in patterns:
        yield from names(pattern.url_patterns) if isinstance(pattern, URLResolver) else (str(pattern.name),)


def numbers() -> dict[str, object]:
    """Known only when the things are there."""
    return {
        "duty": Duty.objects.get(person="pia").pk,
        "proof": Proof.objects.get().pk,
        "sent": Import.objects.get().pk,
        "compared": Comparison.objects.get().pk,
        "planned": PlanDraft.objects.get().pk,
        "draft": Draft.objects.get(period="2026-Q2").pk,
        "payout": Batch.objects.get().pk,
        "dispute": Dispute.objects.get().pk,
        "word": Word.objects.get().pk,
        "line": urlencode({"program": "advocacy", **LINE}),
    }


def browser(who: str) -> Client:
    client = Client()
    client.force_login(Login.objects.get(person__key=who), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def answer(client: Client, asks: str) -> Answer:
    method, address = asks.split()
    told = client.generic(method, address)
    assert told.status_code < 500, asks
    page = "" if told.streaming else told.content.decode("utf-8", "replace")
    if told.streaming:
        # The client closes all others; closing again would close the database, each time anew.
        told.close()
    takes = tuple(map(html.unescape, TAKES.findall(page)))
    if told.status_code in {404, 410}:
        return Answer("not there", takes)
    if told.status_code == 302 and told["Location"].startswith("/accounts/login/?next="):
        return Answer("to sign in", takes)
    return Answer("let in", takes)


def allowed(who: str) -> set[str]:
    return SOME.get(who, set(who.split()))


def wrong(seen: Seen, answers: dict[tuple[str, str], Answer]) -> set[str]:
    """Who was answered otherwise than the table says; who has not signed in learns only where to."""
    return {
        f"{who}: {asks}: {told.door}"
        for (who, asks), told in answers.items()
        if told.door != should(who, seen.expected[asks])
    }


def should(who: str, these: set[str]) -> str:
    if who in these:
        return "let in"
    return "to sign in" if who == "anonymous" and these else "not there"


def test_each_of_the_cast_sees_what_is_hers_and_nothing_else(seen: Seen) -> None:
    # What exists for nobody says so, or asks who wants to know.
    there = {(who, asks): told for (who, asks), told in seen.answers.items() if seen.expected[asks] or who in CAST}
    assert wrong(seen, there) == set()
    assert {seen.answers["anonymous", asks].door for asks, these in seen.expected.items() if not these} <= {
        "not there",
        "to sign in",
    }


def test_what_a_page_lets_take_away_is_for_whom_the_page_is(seen: Seen) -> None:
    offered = {
        f"GET {asks.split()[1].split('?')[0]}{take}": these
        for asks, these in seen.expected.items()
        for who in sorted(these & set(CAST))
        if asks.startswith("GET ") and "/accounts/" not in asks.removeprefix("GET /settings")
        for take in seen.answers[who, asks].takes
    }
    assert len(offered) >= 10
    answers = {(who, asks): answer(client, asks) for who, client in seen.browsers.items() for asks in offered}
    assert wrong(replace(seen, expected=offered), answers) == set()


def test_every_address_has_its_line(seen: Seen) -> None:
    tried = {resolve(asks.split()[1].split("?")[0]).url_name for asks in seen.expected}
    assert sorted(set(names(get_resolver().url_patterns)) - tried) == []


def test_somebody_elsewhere_in_the_company_sees_her_own_way_in_and_nothing_else(seen: Seen) -> None:
    opened = {asks for asks, these in seen.expected.items() if "zed" in these}
    outside = {asks for asks in opened if not asks.startswith("GET /accounts/") and "/notices/" not in asks}
    assert outside == {"GET /healthy", "GET /ready"}
