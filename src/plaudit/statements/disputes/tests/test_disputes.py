"""A dispute from its reason to the correction it caused; every refusal; its clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms.models import model_to_dict

from plaudit.activities.models import Activity, Grant, Report
from plaudit.activities.proof import Shown
from plaudit.ledger.booking import Key
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed, Notice
from plaudit.statements.disputes.answer import Answer, Correction, answer, corrections, hand_over
from plaudit.statements.disputes.begin import Said, dispute
from plaudit.statements.disputes.clock import days, due, wind
from plaudit.statements.disputes.models import Dispute, Step, Word
from plaudit.statements.disputes.stands import hers, open_disputes, queue, standing
from plaudit.values.money import Money
from plaudit.values.refused import Refused
from tests.site import who

pytestmark = pytest.mark.usefixtures("company", "act")

# A Tuesday.
AT = datetime(2026, 10, 6, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
LINE = Key("advocacy", "ada", "reviews", "2026-07-01/2026-10-01", "act", "rev-1", "published", "2026-Q3")
WHY = Said("It was mine alone, not shared.", Shown(url="https://example.com/mail"))


@pytest.fixture
def act(company: None) -> None:  # noqa: ARG001 -- the database that the act is in
    """An act of Ada's that was reported in August."""
    Activity.objects.create(key="rev-1")
    report(datetime(2026, 8, 3, tzinfo=UTC))


def report(at: datetime, key: str = "rev-1") -> None:
    with transaction.atomic():
        stamp = arrive("form", by="ada", at=at).stamp
        Report.objects.create(activity_id=key, kind="review", opened_on=date(2026, 8, 3), person_id="ada", **stamp)


def opened(key: Key = LINE) -> Dispute:
    return dispute(key, WHY, Money.of("20.00", "USD"), by=who(key.person), at=AT)


def refusal(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def state(about: Dispute) -> tuple[str, str]:
    now = standing([about])[0]
    return now.state, now.owner


def accepted(what: str = "activity", of: str = "rev-1") -> Answer:
    return Answer(Step.What.ACCEPTED, Said("You are right."), Correction(what, of))


def test_her_manager_answers_within_five_working_days_and_is_told() -> None:
    about = opened()
    assert (state(about), about.due_on, about.amount) == (("open", "mo"), date(2026, 10, 13), 2000)
    assert list(Notice.objects.values_list("person__key", "what", "about")) == [
        ("mo", "dispute", f"{about.pk} 2026-10-13")
    ]
    assert [each.dispute for each in open_disputes("2026-Q3")] == [about]
    assert open_disputes("2026-Q2") == ()


def test_disputed_again_it_is_the_dispute_that_stands() -> None:
    assert opened() == opened()
    assert (Dispute.objects.count(), Word.objects.count()) == (1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.create(**model_to_dict(Dispute.objects.get(), exclude=["id"]))


def test_only_her_own_line_and_with_a_reason() -> None:
    with refusal("not-hers"):
        dispute(LINE, WHY, Money.of("20.00", "USD"), by=who("ben"), at=AT)
    with refusal("not-hers"):
        dispute(LINE, WHY, Money.of("20.00", "USD"), by=who("mo"), at=AT)
    with refusal("reason-missing"):
        dispute(LINE, Said("  "), Money.of("20.00", "USD"), by=who("ada"), at=AT)
    assert Dispute.objects.count() == 0


def test_accepted_names_the_correction_that_it_caused() -> None:
    about = opened()
    assert corrections(about) == ()
    with refusal("correction-missing"):
        answer(about, accepted(), by=who("mo"), at=LATER)
    report(AT + timedelta(hours=1))
    assert corrections(about) == (Correction("activity", "rev-1"),)
    step = answer(about, accepted(), by=who("mo"), at=LATER)
    assert answer(about, accepted(), by=who("mo"), at=LATER) == step
    assert (state(about)[0], step.correction, step.of) == ("accepted", "activity", "rev-1")
    assert ("ada", "dispute-answered", f"{about.pk} accepted") in Notice.objects.values_list(
        "person__key", "what", "about"
    )
    assert open_disputes("2026-Q3") == ()


def test_a_grant_or_another_act_may_put_it_right() -> None:
    about = opened()
    with transaction.atomic():
        stamp = arrive("form", by="pia", at=AT + timedelta(hours=1)).stamp
        told = {"key": "g-1", "incentive": "reviews", "on": AT.date(), "amount": 20_000_000, "reason": "Missed."}
        Grant.objects.create(person_id="ada", given_by="pia", approved_by="fay", **told, **stamp)
    assert corrections(about) == (Correction("grant", "g-1"),)
    with refusal("correction-missing"):
        answer(about, accepted("activity", "rev-2"), by=who("mo"), at=LATER)
    Activity.objects.create(key="rev-2")
    report(AT + timedelta(hours=1), "rev-2")
    assert answer(about, accepted("activity", "rev-2"), by=who("mo"), at=LATER).of == "rev-2"


def test_declined_says_why_and_the_line_may_be_disputed_again() -> None:
    about = opened()
    with refusal("reason-missing"):
        answer(about, Answer(Step.What.DECLINED), by=who("mo"), at=LATER)
    answer(about, Answer(Step.What.DECLINED, Said("It was published in October.")), by=who("mo"), at=LATER)
    with refusal("dispute-ended"):
        answer(about, accepted(), by=who("pia"), at=LATER)
    again = opened()
    assert (again.attempt, state(again)[0], state(about)[0]) == (2, "open", "declined")
    assert [each.dispute.pk for each in hers("ada", "2026-Q3")] == [about.pk, again.pk]


def test_who_may_not_answer() -> None:
    about = opened()
    with refusal("own-dispute"):
        answer(about, Answer(Step.What.DECLINED, Said("No.")), by=who("ada"), at=LATER)
    with refusal("not-hers"):
        answer(about, Answer(Step.What.DECLINED, Said("No.")), by=who("fay"), at=LATER)
    with refusal("not-hers"):
        answer(about, Answer(Step.What.WITHDRAWN), by=who("mo"), at=LATER)
    assert state(about)[0] == "open"


def test_she_withdraws_it_herself() -> None:
    about = opened()
    answer(about, Answer(Step.What.WITHDRAWN), by=who("ada"), at=LATER)
    assert state(about)[0] == "withdrawn"


def test_handed_over_it_is_another_ones_and_the_clock_goes_on() -> None:
    about = opened()
    assert [each.dispute for each in queue(who("mo"))] == [about]
    with refusal("own-dispute"):
        hand_over(about, "ada", Said(""), by=who("mo"), at=LATER)
    with refusal("person-unknown"):
        hand_over(about, "nobody", Said(""), by=who("mo"), at=LATER)
    with refusal("not-hers"):
        hand_over(about, "mo", Said(""), by=who("fay"), at=LATER)
    hand_over(about, "", Said("Pia knows the rule."), by=who("mo"), at=LATER)
    assert state(about) == ("open", "")
    assert ("pia", "dispute") in Notice.objects.values_list("person__key", "what")
    with refusal("not-hers"):
        answer(about, Answer(Step.What.DECLINED, Said("No.")), by=who("mo"), at=LATER)
    hand_over(about, "fay", Said(""), by=who("pia"), at=LATER)
    answer(about, Answer(Step.What.DECLINED, Said("No.")), by=who("fay"), at=LATER)
    assert state(about) == ("declined", "fay")


@pytest.mark.parametrize(("key", "sees"), [("mo", 1), ("pia", 1), ("fay", 1), ("ben", 0), ("kim", 0), ("zed", 0)])
def test_whose_queue_it_is_in(key: str, sees: int) -> None:
    opened()
    assert len(queue(who(key))) == sees


@pytest.mark.parametrize(
    ("opened_on", "within", "on"),
    [
        (date(2026, 10, 6), 5, date(2026, 10, 13)),
        (date(2026, 10, 9), 1, date(2026, 10, 12)),
        (date(2026, 10, 10), 1, date(2026, 10, 12)),
        (date(2026, 10, 11), 5, date(2026, 10, 16)),
    ],
)
def test_the_clock_counts_working_days(opened_on: date, within: int, on: date) -> None:
    assert due(opened_on, within) == on


def test_it_is_overdue_the_day_after() -> None:
    now = standing([opened()])[0]
    assert [now.overdue(date(2026, 10, day)) for day in (13, 14)] == [False, True]


def test_operations_set_the_clock_for_those_to_come() -> None:
    before = opened()
    with refusal("not-hers"):
        wind(3, by=who("mo"), at=AT)
    with refusal("days-unreadable"):
        wind(0, by=who("pia"), at=AT)
    wind(3, by=who("pia"), at=AT)
    after = opened(LINE._replace(activity="rev-9"))
    assert (days(), Dispute.objects.get(pk=before.pk).due_on, after.due_on) == (
        3,
        date(2026, 10, 13),
        date(2026, 10, 9),
    )


def test_what_was_said_can_be_blanked_and_what_was_done_cannot() -> None:
    about = opened()
    assert "mine alone" not in str(list(Deed.objects.values("facts", "about")))
    Word.objects.filter(dispute=about).update(text="", url="", file_name="", file_hash="")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disputes SET person = 'ben'")
