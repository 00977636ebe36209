"""Whatever happens, and in whatever order: what is booked adds up to what the facts of all closed periods give.

Facts come in, are corrected, withdrawn and clawed back, plans are amended, months are closed. After each close every
line of every closed month stands in the books with the sum that one calculation over all of them gives; statements
that were issued stay as they were, byte by byte; what is refused leaves no trace.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from plaudit.activities.models import Activity, Metric, Milestone, Rate, Report
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.customers.models import Account, Holding, Profile
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.post import read as as_booked
from plaudit.ledger.verify import verify as verify_books
from plaudit.people.access import Reader, reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Arrival, Login, Position
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.plans.programs.publish import publish
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Draft
from plaudit.statements.points import points
from plaudit.statements.prepare import prepare
from plaudit.values.money import Money
from plaudit.values.period import Period
from plaudit.values.refused import Refused
from tests.drawn import asked
from tests.site import ENGINES, Databases, the_cast

pytestmark = pytest.mark.journey
# Version and what it changes: the first rate of referrals, and from when it is effective.
PLAN = """
format: 1
plan: advocacy
version: {version}
title: Advocacy
currency: USD
covers: {{role: csm}}
effective: {{from: {start}}}
recover: {{at_most: 50%}}
incentives:
  - key: referrals
    kind: bounty
    funded_by: sales
    window: month
    counts: {{activity: referral, milestone: demo}}
    pays: {{tiers: graduated, rates: [{{upto: 2, each: {rate}}}, {{each: 150.00}}]}}
    limits: {{per_account: 2}}
    clawback: {{milestone: churned, within_days: 90}}
  - key: reviews
    kind: bounty
    funded_by: marketing
    window: quarter
    counts: {{activity: review, milestone: published}}
    pays: {{tiers: volume, rates: [{{below: 3, each: 20.00}}, {{each: 40.01}}]}}
  - key: calls
    kind: bounty
    funded_by: cs
    window: quarter
    counts: {{activity: reference_call, milestone: delivered}}
    credit: {{to: holder, on: milestone}}
    requires: {{metric: adoption, at_least: 0.7}}
    pays: {{each: 75.00}}
    limits: {limits}
  - key: top
    kind: contest
    funded_by: marketing
    window: month
    counts: {{activity: review, milestone: published}}
    prizes: [300.00, 100.00]
    ties: share
  - key: csql
    kind: commission
    funded_by: sales
    window: quarter
    counts: {{activity: csql, milestone: won}}
    pays: {{rate: 3.33%}}
    draw: 40.00
"""
MILESTONES = {"referral": "demo", "review": "published", "reference_call": "delivered", "csql": "won"}
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
DAY = timedelta(days=1)
DAYS = st.dates(FIRST, LAST)
PEOPLE = st.sampled_from(["ada", "ben", "lee"])
ACCOUNTS = st.sampled_from(["oak", "elm", "fir"])
MOSTLY = st.sampled_from([True, True, True, False])
MONTHS = [Period.of(f"2026-{month:02}") for month in range(1, 7)]
Unit = tuple[str, str, str, str]


class Company(RuleBasedStateMachine):
    """Ada and Ben earn, Pia verifies and prepares, Fay approves and closes; Ben is paid in euros."""

    def __init__(self, databases: Databases, vendor: str, limits: str) -> None:
        super().__init__()
        databases.copy(vendor, "cast", the_cast)
        self.now = datetime(2026, 7, 3, 9, tzinfo=UTC)
        self.limits = limits
        self.version = 1
        self.amended = 0
        self.acts: dict[str, dict[str, Any]] = {}
        self.days: dict[str, date] = {}
        self.closed: list[Draft] = []
        self.issued: dict[str, bytes] = {}
        with self._arrived() as stamp:
            for key, holder in (("oak", "ada"), ("elm", "ben"), ("fir", "ada")):
                Profile.objects.create(account=Account.objects.create(key=key, name=key.title()), **stamp)
                Holding.objects.create(account_id=key, person_id=holder, starts=FIRST, **stamp)
            Position.objects.create(
                person_id="ben", role="csm", team="west", manager="mo", pay_currency="EUR", starts=FIRST, **stamp
            )
            for month in range(1, 8):
                Rate.objects.create(on=date(2026, month, 1) - 2 * DAY, base="USD", quote="EUR", rate="0.9", **stamp)
        self._publish("100.00", FIRST)

    @rule(person=PEOPLE, kind=st.sampled_from(sorted(MILESTONES)), account=ACCOUNTS, on=DAYS, verified=MOSTLY)
    def an_act(self, person: str, kind: str, account: str, on: date, *, verified: bool) -> None:
        key = f"act-{len(self.acts):03}"
        amount = {"amount": 12_345_670_000, "currency": "USD"} if kind == "csql" else {}
        self.acts[key] = {"kind": kind, "opened_on": on, "account_id": account, "person_id": person, **amount}
        self.days[key] = on
        with self._arrived() as stamp:
            Activity.objects.create(key=key)
            Report.objects.create(activity_id=key, **self.acts[key], **stamp)
            self._reached(key, on, stamp, verified=verified)

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), account=ACCOUNTS, person=PEOPLE)
    def another_account_and_person(self, data: st.DataObject, account: str, person: str) -> None:
        key = self._one(data)
        self.acts[key] |= {"account_id": account, "person_id": person}
        with self._arrived() as stamp:
            Report.objects.create(activity_id=key, **self.acts[key], **stamp)

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), on=DAYS, verified=MOSTLY)
    def another_day(self, data: st.DataObject, on: date, *, verified: bool) -> None:
        key = self._one(data)
        self.days[key] = on
        with self._arrived() as stamp:
            self._reached(key, on, stamp, verified=verified)

    @precondition(lambda self: self.acts)
    @rule(data=st.data(), back=st.booleans())
    def a_withdrawal(self, data: st.DataObject, *, back: bool) -> None:
        key = self._one(data)
        with self._arrived() as stamp:
            Report.objects.create(activity_id=key, **self.acts[key], **stamp, retracted_at=stamp["recorded_at"])
        if back:
            with self._arrived() as stamp:
                Report.objects.create(activity_id=key, **self.acts[key], **stamp)

    @precondition(lambda self: any(told["kind"] == "referral" for told in self.acts.values()))
    @rule(data=st.data(), after=st.integers(0, 120))
    def a_clawback(self, data: st.DataObject, after: int) -> None:
        key = data.draw(st.sampled_from([key for key, told in self.acts.items() if told["kind"] == "referral"]))
        with self._arrived() as stamp:
            churned = self.days[key] + timedelta(days=after)
            Milestone.objects.create(activity_id=key, milestone="churned", on=churned, verified=True, **stamp)

    @rule(account=ACCOUNTS, holder=st.sampled_from(["ada", "ben"]), until=DAYS)
    def a_holding_ends(self, account: str, holder: str, until: date) -> None:
        with self._arrived() as stamp:
            Holding.objects.create(account_id=account, person_id=holder, starts=FIRST, ends=until + DAY, **stamp)

    @rule(person=PEOPLE, quarter=st.sampled_from(["2026-Q1", "2026-Q2"]), value=st.sampled_from([600_000, 700_000]))
    def a_metric(self, person: str, quarter: str, value: int) -> None:
        with self._arrived() as stamp:
            Metric.objects.create(person_id=person, metric="adoption", period=quarter, value=value, **stamp)

    @precondition(lambda self: self.version < 3)
    @rule(months=st.integers(0, 3), rate=st.sampled_from(["90.00", "110.00", "33.33"]))
    def an_amendment(self, months: int, rate: str) -> None:
        """Also one that reaches back into closed months; a later version never begins before an earlier one."""
        self.version += 1
        self.amended = min(self.amended + months, len(MONTHS) - 1)
        self._publish(rate, MONTHS[self.amended].start)

    @precondition(lambda self: len(self.closed) < len(MONTHS))
    @rule()
    def a_close(self) -> None:
        month = MONTHS[len(self.closed)]
        draft = prepare(begin(month, by="pia", at=self._later()), at=self._later())
        fay = self._as("fay")
        for point in points(draft):
            if point.open:
                decide(draft, Said(point.code, draft.digest, "seen"), by=fay, at=self._later())
        posting = close(draft, by="fay", at=self._later())
        assert close(draft, by="noa", at=self._later()) == posting
        self.closed.append(draft)
        self._everything_adds_up(draft)
        self._every_purse_adds_up()

    @precondition(lambda self: self.closed)
    @rule()
    def what_is_refused_leaves_no_trace(self) -> None:
        before = self._traces()
        for month in (MONTHS[len(self.closed) - 1], Period.of("2026-08")):
            with pytest.raises(Refused):
                begin(month, by="pia", at=self._later())
        assert self._traces() == before

    def teardown(self) -> None:
        found = verify_books()
        assert found.wrong == ()
        assert {paper.name: as_booked(paper) for paper in Paper.objects.exclude(person="")} == self.issued

    def _everything_adds_up(self, draft: Draft) -> None:
        """Every unit of every closed month: booked, and by one calculation over all of them."""
        known = read(here(), upto=draft.watermark).facts
        plans = versions(Program.objects.get(), known.catalogue, draft.watermark)
        told = document(calculate(plans, known, Period(FIRST, draft.ends), draft.known_at))
        owed: Counter[Unit] = Counter()
        unknown: set[tuple[str, str, str]] = set()
        for person in told["people"]:
            for unit in person["incentives"]:
                of = (person["person"], unit["incentive"], unit["window"])
                if unit["earned"] is None:
                    unknown.add(of)
                for line in unit["lines"]:
                    if line["line"] == "act" or unit["final"]:
                        owed[(*of, line["on"][:7])] += Money.of(line["earned"], "USD").minor
        entries = Entry.objects.filter(kind__in=["earned", "adjusted"]).order_by()
        rows = entries.values_list("person", "incentive", "window", "origin").annotate(sum=Sum("amount"))
        booked = {row[:4]: row[4] for row in rows}
        for of in {*owed, *booked}:
            if of[:3] not in unknown:
                assert booked.get(of, 0) == owed[of], of
        fresh = {
            paper.name: as_booked(paper) for paper in Paper.objects.exclude(person="").exclude(name__in=self.issued)
        }
        assert {name.split()[1] for name in fresh} == {draft.period}
        self.issued |= fresh

    def _every_purse_adds_up(self) -> None:
        """What was stated is what was earned, what is paid and carried is what was stated; nobody owes and is paid."""
        for person in ("ada", "ben", "lee"):
            sections: list[Any] = []
            for draft in self.closed:
                sections += json.loads(self.issued[f"statement {draft.period} {person}"])["sections"]
            pay = {section["pay_currency"] for section in sections}
            assert pay <= {"EUR" if person == "ben" else "USD"}
            for purse in {section["funded_by"] for section in sections}:
                carried = Fraction(0)
                for section in sections:
                    if section["funded_by"] == purse:
                        stated = sum((Fraction(each["into"]) for each in section["stated"]), Fraction(0))
                        assert Fraction(section["opening"]) == carried
                        carried += stated - Fraction(section["pays"])
                        assert Fraction(section["carries"]) == carried <= 0 <= Fraction(section["pays"])
                        recovered = stated - Fraction(section["pays"])
                        assert stated <= 0 or recovered <= stated / 2 + Fraction(1, 200)

    def _traces(self) -> tuple[int, ...]:
        return tuple(model._default_manager.count() for model in (Posting, Entry, Paper, Draft, Arrival))

    def _one(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.acts)))

    def _reached(self, key: str, on: date, stamp: dict[str, Any], *, verified: bool) -> None:
        milestone = MILESTONES[self.acts[key]["kind"]]
        Milestone.objects.create(activity_id=key, milestone=milestone, on=on, verified=verified, **stamp)

    @contextmanager
    def _arrived(self) -> Iterator[dict[str, Any]]:
        with transaction.atomic():
            yield arrive("form", by="pia", at=self._later()).stamp

    def _publish(self, rate: str, start: date) -> None:
        text = PLAN.format(version=self.version, start=start, rate=rate, limits=self.limits)
        publish(text, by="pia", at=self._later())

    def _as(self, key: str) -> Reader:
        return reader(Login.objects.get(person__key=key), self.now.date())

    def _later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


# A company that closes six months takes seconds, not milliseconds.
EXAMPLES = int(asked) if asked else 3


@pytest.mark.parametrize("vendor", ENGINES)
# With a budget every new act may move everybody; without one only those are calculated again whom it concerns.
@pytest.mark.parametrize("limits", ["{per_person: 300.00}", "{budget: 150.00}"])
def test_what_is_booked_is_what_the_facts_give(databases: Databases, vendor: str, limits: str) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # hypothesis leaves it untyped
        lambda: Company(databases, vendor, limits),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            derandomize=not asked,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
