"""Every address of the site, asked by each of the cast and by somebody who has not signed in.

The table is written by hand. Whoever is named is let in; to everybody else the page does not exist (404); who has not
signed in is sent to sign in. `all` is the whole cast, `part` all but Zed, `anybody` also who has not signed in, and
`nobody` not even the cast. A new address needs a line here; an address with a person or a thing in it may need several.
"""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.reading import rows

pytestmark = pytest.mark.usefixtures("company")
SignedIn = Callable[[str], Client]

CAST = ("ada", "ben", "mo", "pia", "fay", "kim", "amy", "zed", "lee")
SOME = {
    "all": set(CAST),
    "part": set(CAST) - {"zed"},
    "anybody": {*CAST, "anonymous"},
    "nobody": set[str](),
}

EXPECTED = """
    asks                                            who
    GET /                                           part
    GET /quarter/                                   part
    GET /team/                                      part
    GET /people/                                    part
    GET /programs/                                  part
    GET /contests/                                  part
    GET /journal/                                   part

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
    GET /settings/catalogue/                        part
    GET /settings/catalogue/edit/                   pia
    POST /settings/catalogue/edit/                  pia

    # Operations imports.
    GET /imports/                                   pia
    POST /imports/trust/                            pia
    GET /imports/1/                                 nobody
    POST /imports/1/arrange/                        nobody
    POST /imports/1/confirm/                        nobody
    POST /imports/1/go-on/                          nobody
    POST /imports/1/cancel/                         nobody

    # One's own way in: for everybody who has one.
    GET /accounts/                                  all
    POST /accounts/notices/seen/                    all
    GET /accounts/reauthenticate/                   all
    GET /accounts/password/change/                  all
    GET /accounts/password/set/                     all
    GET /accounts/sessions/                         all
    GET /accounts/2fa/                              all
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


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Every address of the site map by its name."""
    for pattern in patterns:
        yield from names(pattern.url_patterns) if isinstance(pattern, URLResolver) else (str(pattern.name),)


def let_in(client: Client, asks: str) -> str:
    method, address = asks.split()
    answer: HttpResponse = client.generic(method, address)
    if answer.status_code in {404, 410}:
        return "not there"
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next="):
        return "to sign in"
    assert answer.status_code < 500, asks
    return "let in"


def allowed(who: str) -> set[str]:
    return SOME.get(who, set(who.split()))


def table() -> dict[str, str]:
    """Which duty Pia has is known only when the company is there."""
    from plaudit.people.models import Duty  # models can be named when the applications are there

    duty = Duty.objects.get(person="pia").pk
    return {row["asks"].format(duty=duty): row["who"] for row in rows(EXPECTED)}


@pytest.mark.parametrize("who", CAST)
def test_each_of_the_cast_sees_what_is_hers_and_nothing_else(who: str, signed_in: SignedIn) -> None:
    client = signed_in(who)
    seen = {asks: let_in(client, asks) for asks in table()}
    should = {asks: "let in" if who in allowed(row) else "not there" for asks, row in table().items()}
    assert {asks: answer for asks, answer in seen.items() if answer != should[asks]} == {}


def test_who_has_not_signed_in_is_sent_to_sign_in() -> None:
    seen = {asks: let_in(Client(), asks) for asks in table()}
    open_ = {asks for asks, row in table().items() if "anonymous" in allowed(row)}
    assert {asks for asks, answer in seen.items() if answer == "let in"} == open_
    somebodys = {asks for asks, row in table().items() if allowed(row)}
    assert {asks for asks in somebodys - open_ if seen[asks] != "to sign in"} == set()


def test_every_address_has_its_line() -> None:
    tried = {resolve(asks.split()[1].split("?")[0]).url_name for asks in table()}
    assert sorted(set(names(get_resolver().url_patterns)) - tried) == []


def test_somebody_elsewhere_in_the_company_sees_her_own_way_in_and_nothing_else() -> None:
    opened = {asks for asks, row in table().items() if "zed" in allowed(row)}
    outside = {asks for asks in opened if not asks.startswith("GET /accounts/") and "/notices/" not in asks}
    assert outside == {"GET /healthy", "GET /ready"}
