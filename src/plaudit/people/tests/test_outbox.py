"""Each notice goes out once, whoever sends it; one that cannot be sent waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache

from plaudit.people.models import Notice, Person
from plaudit.people.outbox import send_waiting
from plaudit.people.tell import tell

pytestmark = pytest.mark.usefixtures("company")

AT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
SITE = "https://plaudit.example.com"


def told(key: str = "fay") -> Notice:
    return tell(Person.objects.get(key=key), "granted-duty", "kim finance 2026-08-01", at=AT)


def letters() -> list[tuple[list[str], str]]:
    return [(letter.to, str(letter.subject)) for letter in mail.outbox]


@pytest.fixture(autouse=True)
def no_letters_yet() -> None:
    mail.outbox = []


def test_a_letter_says_what_happened_and_goes_out_once() -> None:
    notice = told()
    assert [send_waiting(SITE, at=AT), send_waiting(SITE, at=AT)] == [1, 0]
    assert letters() == [(["fay@example.com"], "Plaudit: Kim Duval has the duty finance from 2026-08-01")]
    assert f"{SITE}/settings/people/kim/" in mail.outbox[0].body
    notice.refresh_from_db()
    assert notice.sent_at == AT


def test_a_letter_that_another_worker_is_sending_is_left_to_it() -> None:
    cache.add(f"notice:{told().pk}", "another worker", 300)
    assert send_waiting(SITE, at=AT) == 0
    assert letters() == []


@contextmanager
def no_mail_server() -> Iterator[None]:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "nowhere.invalid"
    yield
    settings.EMAIL_BACKEND = working


def test_a_letter_that_cannot_be_sent_waits_and_goes_out_later() -> None:
    told()
    with no_mail_server():
        assert send_waiting(SITE, at=AT) == 0
    assert Notice.objects.filter(sent_at__isnull=True).count() == 1
    assert send_waiting(SITE, at=AT) == 1


def test_what_was_verified_or_not_is_said_with_the_way_to_it() -> None:
    ada = Person.objects.get(key="ada")
    tell(ada, "verified", "ref-1 demo", at=AT)
    tell(ada, "rejected", "ref-2 demo: Nobody came.\r\nBcc: eve@example.com", at=AT)
    assert send_waiting(SITE, at=AT) == 2
    assert [subject for _, subject in letters()] == [
        "Plaudit: Demo of ref-1 is verified",
        "Plaudit: Demo of ref-2 does not count: Nobody came.",
    ]
    assert [f"{SITE}/activities/ref-{number}/" in letter.body for number, letter in enumerate(mail.outbox, 1)] == [
        True
    ] * 2
    assert [letter.recipients() for letter in mail.outbox] == [["ada@example.com"]] * 2


def test_a_notice_that_no_template_words_is_sent_all_the_same() -> None:
    tell(Person.objects.get(key="ada"), "paid", "Q3 & Q4\rby now", at=AT)
    assert send_waiting(SITE, at=AT) == 1
    assert letters() == [(["ada@example.com"], "Plaudit: paid: Q3 & Q4 by now")]
