"""Arrivals are numbered and timed in the order in which they come."""

from datetime import timedelta

import pytest
from django.db import transaction

from plaudit.people.arrive import arrive, watermark
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("company")


def test_an_arrival_is_numbered_after_the_one_before() -> None:
    before = watermark()
    with transaction.atomic():
        arrive("form", by="ada", at=NOW)
    assert watermark() > before


def test_a_clock_that_runs_backwards_makes_no_arrival_older_than_the_last() -> None:
    with transaction.atomic():
        first = arrive("form", by="ada", at=NOW)
        second = arrive("form", by="ada", at=NOW - timedelta(hours=1))
    assert second.recorded_at == NOW + timedelta(microseconds=1) == first.recorded_at + timedelta(microseconds=1)


def test_an_arrival_outside_its_facts_transaction_is_our_own_mistake() -> None:
    with pytest.raises(RuntimeError, match="belongs to the transaction"):
        arrive("form", by="ada", at=NOW)
