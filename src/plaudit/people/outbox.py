"""Sending what waits in the outbox: each notice once, however many workers there are and whenever one of them dies."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage

from plaudit.people.models import Login, Notice
from plaudit.people.notices import letter

# Longer than a mail server takes to answer, so that a notice is another worker's only when the first one is gone.
LEASE = 300
_log = logging.getLogger("plaudit.outbox")


def send_waiting(site: str, *, at: datetime, most: int = 100) -> int:
    """How many letters went out. One that cannot be sent waits for the next time."""
    waiting = Notice.objects.filter(sent_at__isnull=True).select_related("person").order_by("pk")[:most]
    return sum(_send(notice, site, at) for notice in waiting)


def _send(notice: Notice, site: str, at: datetime) -> bool:
    if not cache.add(f"notice:{notice.pk}", at.isoformat(), LEASE):
        return False
    address = _address(notice)
    try:
        if address:
            _message(notice, address, site).send()
    except (OSError, SMTPException):
        cache.delete(f"notice:{notice.pk}")
        _log.exception("Notice %s was not sent and waits.", notice.pk)
        return False
    Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(sent_at=at)
    return bool(address)


def _address(notice: Notice) -> str:
    """Where she signs in; nobody without a login is written to."""
    login = Login.objects.filter(person=notice.person, is_active=True).first()
    return "" if login is None else login.email


def _message(notice: Notice, address: str, site: str) -> EmailMessage:
    subject, text = letter(notice, site=site)
    # The same name whenever it is sent: a worker that dies between sending and noting it sends the same letter again,
    # and the reader's mailbox knows it.
    name = f"<notice-{notice.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
    return EmailMessage(f"Plaudit: {subject}", text, to=[address], headers={"Message-ID": name})
