"""Which draft may be approved and closed, what is approved with it, and what is left of the others."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from plaudit.activities.models import Close
from plaudit.earnings.grants.find import REASONS
from plaudit.earnings.grants.propose import New, propose
from plaudit.ledger.models import Entry, Posting
from plaudit.people.access import Reader, reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Login
from plaudit.statements.begin import begin
from plaudit.statements.begin import take_over as begin_taking_over
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Decision, Draft, Prepared
from plaudit.statements.points import APPROVE, points
from plaudit.statements.prepare import prepare
from plaudit.statements.take_over import take_over
from plaudit.values.period import Period
from plaudit.values.refused import Refused

pytestmark = pytest.mark.usefixtures("over")
NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)


def drafted(period: str = "2026-Q3") -> Draft:
    return prepare(begin(Period.of(period), by="pia", at=NOW), at=NOW)


def who(key: str) -> Reader:
    return reader(Login.objects.get(person__key=key), NOW.date())


def let(draft: Draft, point: str = "unverified") -> Decision:
    return decide(draft, Said(point, draft.digest, "next time"), by=who("fay"), at=NOW)


def approve(draft: Draft) -> Decision:
    return decide(draft, Said(APPROVE, draft.digest), by=who("fay"), at=NOW)


def approved(draft: Draft) -> Draft:
    for point in points(draft):
        if point.open:
            let(draft, point.code)
    return draft


def open_points(draft: Draft) -> list[str]:
    return [point.code for point in points(draft) if point.open]


def refusal(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def proposed(on: date) -> None:
    told = New("thanks", "csm", "referral-demo", "ada", on, "50.00", REASONS[0])
    propose(told, by=who("mo"), at=NOW)


def test_nobody_approves_while_something_else_stands_in_the_way() -> None:
    draft = drafted()
    with refusal("points-open"):
        approve(draft)
    let(draft)
    assert approve(draft) == approve(draft)
    assert open_points(draft) == []


def test_what_is_let_stand_after_an_approval_is_approved_again() -> None:
    draft = drafted()
    let(draft)
    first = approve(draft)
    proposed(date(2026, 9, 30))
    with refusal("grants"):
        close(draft, by="fay", at=NOW)
    let(draft, "grants")
    assert open_points(draft) == [APPROVE]
    with refusal(APPROVE):
        close(draft, by="fay", at=NOW)
    assert approve(draft) != first
    assert [each["point"] for each in close(draft, by="fay", at=NOW).facts["decisions"]] == [
        *("unverified", "approve", "grants", "approve")
    ]


def test_a_grant_that_waits_for_its_second_person_is_decided_or_carried_on() -> None:
    proposed(date(2026, 10, 1))
    assert "grants" not in open_points(drafted())


def test_of_two_drafts_of_a_period_only_the_newer_is_decided_about_and_closed() -> None:
    first = drafted()
    let(first)
    second = drafted()
    with refusal("draft-discarded"):
        approve(first)
    with refusal("draft-discarded"):
        let(first, "budget")
    with refusal("draft-discarded"):
        close(first, by="fay", at=NOW)
    close(approved(second), by="fay", at=NOW)
    assert Posting.objects.get().facts["watermark"] == second.watermark


def test_a_draft_from_before_another_close_is_not_closed() -> None:
    """July is in the quarter: booked with both it would be paid twice."""
    month, quarter = approved(drafted("2026-07")), approved(drafted("2026-Q3"))
    close(quarter, by="fay", at=NOW)
    with refusal("draft-outdated"):
        close(month, by="fay", at=NOW)
    assert (Posting.objects.count(), set(Entry.objects.values_list("origin", flat=True))) == (1, {"2026-Q3"})


def test_a_draft_that_knows_nothing_of_the_month_before_is_not_closed() -> None:
    july, august = approved(drafted("2026-07")), approved(drafted("2026-08"))
    close(july, by="fay", at=NOW)
    with refusal("draft-outdated"):
        close(august, by="fay", at=NOW)
    close(approved(drafted("2026-08")), by="fay", at=NOW)


def test_nothing_is_decided_about_a_closed_period() -> None:
    draft = approved(drafted())
    close(draft, by="fay", at=NOW)
    with refusal("already-closed"):
        let(draft, "budget")


def test_what_was_calculated_for_a_draft_goes_when_it_is_closed_or_drafted_anew() -> None:
    first = drafted()
    assert Prepared.objects.count() == 3
    second = approved(drafted())
    assert set(Prepared.objects.values_list("draft", flat=True)) == {second.pk}
    close(second, by="fay", at=NOW)
    assert Prepared.objects.count() == 0
    # Another process was still at it.
    prepare(first, at=NOW)
    prepare(second, at=NOW)
    assert Prepared.objects.count() == 0


def test_taking_over_goes_on_with_the_draft_that_was_begun() -> None:
    with transaction.atomic():
        told = arrive("books", by="pia", at=NOW).stamp
        Close.objects.create(period="2026-Q2", closed_at="2026-07-09", **told)
    assert begin_taking_over(by="pia", at=NOW) == begin_taking_over(by="fay", at=NOW)
    assert [each.period for each in take_over(by="fay", at=NOW)] == ["2026-Q2"]
    assert (Draft.objects.count(), Prepared.objects.count()) == (1, 0)
