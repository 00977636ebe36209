"""What to pay: the specification's illustration, the bounds, the rule that may be looked at every week."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from plaudit.evidence.methods import incentive
from plaudit.evidence.methods.incentive import Terms
from plaudit.evidence.published.library import own
from plaudit.evidence.recommended import exact, round_below
from plaudit.evidence.tests.folders import Leads, asked, deals, written
from plaudit.values.refused import Refused

TERMS = Terms(other_cost=60, on_cost=0.0765, ratio=3)
LATE = date(2025, 12, 31)
SPENT = "channel,period,spend,currency,kind\nads,2025-Q1,24000.00,USD,media\n"


def quantiles(draws: np.ndarray) -> list[float]:
    return [float(each) for each in np.quantile(draws, [0.1, 0.5, 0.9])]


def test_the_illustration_of_the_specification() -> None:
    # S 24,000, W 20; 12 wins of 40 demos under Beta(3, 7); A 60; V 4,000 (sd 800); ratio 3.
    random = np.random.default_rng(1)
    q = random.beta(15, 35, 200_000)
    cost = 24_000 / random.gamma(20.5, size=200_000)
    value = random.normal(4_000, 800, 200_000)
    parity, worth = incentive.parity(q, cost, TERMS), incentive.worth_it(q, value, TERMS)

    assert quantiles(parity) == pytest.approx([162, 272, 430], abs=4)
    assert quantiles(worth) == pytest.approx([182, 306, 462], abs=4)
    assert quantiles(np.minimum(parity, worth)) == pytest.approx([150, 247, 375], abs=4)
    assert np.median(incentive.optimum(q, value, TERMS, 0.1)) == pytest.approx(94, abs=2)
    assert np.median(incentive.optimum(q, value, TERMS, 0.25)) == pytest.approx(206, abs=3)


def test_who_knows_no_demos_is_told_what_else_can_be_paid(tmp_path: Path) -> None:
    undone = "key,created_on,channel,won_on,lost_on\n" + "".join(
        f"{place},2025-01-06,referral,{'2025-02-01,' if place < 20 else ',2025-02-01'}\n" for place in range(60)
    )
    folder = written(tmp_path, deals=undone, channels=SPENT)
    refusal = asked("amount", folder, snapshot=LATE).refusals["amount"]
    assert refusal.smallest == "The days of demos, or --set event=created: no lead has the day of its demo."
    assert "amount: start" in asked("amount", folder, "event=created", "value=4000", snapshot=LATE).answers


def test_forty_events_at_thirty_percent_are_enough() -> None:
    assert incentive.enough_events(0.3) == pytest.approx(40, abs=2)


def test_looking_every_week_misleads_less_than_once_in_twenty() -> None:
    random = np.random.default_rng(1)
    misled = 0
    outcomes = random.random((300, 300)) < 0.2
    wins = outcomes.cumsum(axis=1)
    tried = np.arange(1, 301)
    misled = sum(
        any(
            incentive.evidence_above(int(won), int(n - won), 0.2) >= 20
            for won, n in zip(row[9::10], tried[9::10], strict=True)
        )
        for row in wins
    )
    assert misled / 300 < 0.05


def test_more_events_teach_nothing_about_what_is_certain() -> None:
    assert incentive.sample_information(np.ones(10), slope=100, level=-20, n=12) == 0


def test_the_loss_of_a_normal_gain() -> None:
    assert incentive.unit_normal_loss(0.0) == pytest.approx(0.3989, abs=1e-4)
    assert incentive.unit_normal_loss(1.0) == pytest.approx(0.08332, abs=1e-5)


@pytest.mark.parametrize(
    ("estimate", "below"), [(152.3, "150.00"), (97.0, "95.00"), (4.9, "0.00"), (-3.0, "0.00"), (1499.0, "1250.00")]
)
def test_a_recommended_amount_is_round_and_never_above(estimate: float, below: str) -> None:
    assert round_below(estimate, "USD") == below


def test_an_exact_amount_is_in_minor_units() -> None:
    assert [exact(333.335, "USD"), exact(1500 / 4, "JPY"), exact(2.5, "JPY")] == ["333.33", "375", "3"]


def test_nobody_is_paid_more_than_what_binds(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    said = asked("amount", folder, "value=4000", "other_cost=60", snapshot=LATE, horizon=60)
    start, ceiling = said.answers["amount: start"].amounts["start"], said.answers["amount: ceiling"].amounts["ceiling"]

    assert said.refusals == {}
    assert 0 < float(start) <= float(ceiling) <= (said.answers["amount: ceiling"].interval80 or (0, 0))[0]
    assert said.answers["amount: ceiling"].grade == "E"


def test_a_limit_of_the_platform_holds(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    said = asked("amount", folder, "value=4000", "at_most=25", snapshot=LATE, horizon=60)

    assert said.answers["amount: start"].amounts == {"start": "25.00", "expected": "25.00"}


@pytest.mark.parametrize(
    ("won", "spent", "given", "codes"),
    [
        (5, SPENT, (), []),
        (4, SPENT, (), ["close-rate-unknown"]),
        (5, "", (), ["no-measure"]),
        (5, "", ("value=4000",), []),
        (5, SPENT, ("other_cost=100000",), ["nothing-to-pay"]),
    ],
)
def test_what_an_amount_needs(tmp_path: Path, won: int, spent: str, given: tuple[str, ...], codes: list[str]) -> None:
    files = {"deals": deals(Leads("referral", 20, won), Leads("ads", 80, 20))} | ({"channels": spent} if spent else {})
    said = asked("amount", written(tmp_path, **files), *given, snapshot=LATE, horizon=60)

    assert [each.code for each in said.refusals.values()] == codes


@pytest.mark.parametrize(("matured", "codes"), [(20, []), (19, ["close-rate-unknown"])])
def test_an_amount_needs_twenty_matured_events(tmp_path: Path, matured: int, codes: list[str]) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", matured, 5), Leads("ads", 80, 20)), channels=SPENT)

    assert [each.code for each in asked("amount", folder, snapshot=LATE, horizon=60).refusals.values()] == codes


def test_nothing_is_paid_from_where_the_event_costs_what_it_brings(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    low = asked("amount", folder, "on_cost=0", snapshot=LATE, horizon=60).answers["amount: ceiling"].interval80
    assert low is not None
    below, above = (
        asked("amount", folder, "on_cost=0", f"other_cost={low[0] + more:.3f}", snapshot=LATE, horizon=60)
        for more in (-0.01, 0.01)
    )

    assert below.refusals == {}
    assert [each.code for each in above.refusals.values()] == ["nothing-to-pay"]


def test_where_more_is_expected_than_the_ceiling_it_says_why(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    alone = asked("amount", folder, snapshot=LATE, horizon=60).answers
    valued = asked("amount", folder, "value=4000", snapshot=LATE, horizon=60).answers

    assert float(alone["amount: start"].amounts["expected"]) > float(alone["amount: ceiling"].amounts["ceiling"])
    assert "which lifts the ceiling of today" in alone["amount: start"].says
    assert float(valued["amount: start"].amounts["expected"]) <= float(valued["amount: ceiling"].amounts["ceiling"])
    assert "lifts the ceiling" not in valued["amount: start"].says


def test_more_pay_is_not_recommended_where_nobody_knows_the_response(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    said = asked("amount", folder, "value=8000", "pays=50", "raise_to=400", snapshot=LATE, horizon=60)

    assert "Do not raise" in said.answers["amount: raise"].says


@pytest.mark.parametrize("given", [("value=0",), ("margin=0", "retention=0.8")])
def test_a_win_that_is_worth_nothing_is_refused(tmp_path: Path, given: tuple[str, ...]) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    with pytest.raises(Refused, match=f"--set {given[0]}: it is above 0"):
        asked("amount", folder, *given, "pays=50", "raise_to=100", snapshot=LATE, horizon=60)


def test_customers_who_stay_forever_at_no_discount_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)))
    given = ("margin=0.8", "retention=1")
    with pytest.raises(Refused, match="--set retention=1: with a discount of 0"):
        asked("amount", folder, *given, "discount=0", snapshot=LATE, horizon=60)

    assert asked("amount", folder, *given, "discount=1%", snapshot=LATE, horizon=60).refusals == {}


def test_both_readings_of_a_step(tmp_path: Path) -> None:
    said = asked("amount", written(tmp_path, deals=deals(Leads("ads", 1, 0))), "tiers=5,100,150")
    rows = said.answers["amount: both readings of the step"].figures["pays"]

    assert rows == [
        {"events": 4, "graduated": "400.00", "volume": "400.00"},
        {"events": 5, "graduated": "500.00", "volume": "500.00"},
        {"events": 6, "graduated": "650.00", "volume": "900.00"},
        {"events": 8, "graduated": "950.00", "volume": "1200.00"},
    ]


def test_how_customers_stay_tells_what_one_is_worth(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24)))
    said = asked("amount", folder, "survivors=1000,990,980", "margin=0.8", snapshot=LATE, horizon=60)

    assert said.refusals == {}
    assert said.answers["amount: ceiling"].figures["value of a win, said by"] == (
        "the mean won deal, your margin and how customers stay"
    )


def test_nineteen_lost_customers_do_not_tell_how_they_stay(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24)))
    with pytest.raises(Refused, match="tells of 19 customers lost"):
        asked("amount", folder, "survivors=1000,990,981", "margin=0.8", snapshot=LATE, horizon=60)


def test_nobody_is_paid_more_while_the_close_rate_falls(tmp_path: Path) -> None:
    older = Leads("referral", 60, 40)
    newer = Leads("referral", 60, 10, person="x", start=date(2025, 6, 1))
    folder = written(tmp_path, deals=deals(older, newer, Leads("ads", 80, 20)), channels=SPENT)
    said = asked("amount", folder, "value=4000", "pays=20", "raise_to=30", snapshot=LATE, horizon=60)

    assert "close rate of the newer half is below" in said.answers["amount: raise"].says


def test_what_a_company_holds_for_published_stands_first(tmp_path: Path) -> None:
    row = "amounts,our own survey,our CSMs,survey,100 was enough,C,source\n"
    folder = written(
        tmp_path,
        deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)),
        published="topic,source,population,design,number,grade,checked\n" + row,
    )
    assert [each.number for each in own(str(folder), "amounts")] == ["100 was enough"]
    assert asked("amount", folder, "value=4000", snapshot=LATE, horizon=60).refusals == {}


def test_a_budget_is_shared_by_the_events_of_a_busy_quarter(tmp_path: Path) -> None:
    # A demo a day, all year, is 91 in each quarter, and some more in one of ten.
    days = [date(2025, 1, 1) + timedelta(place) for place in range(364)]
    rows = "".join(
        f"r{place},{on},referral,{on},{on + timedelta(9) if place % 3 == 0 else ''},,1000.00,USD,ana\n"
        for place, on in enumerate(days)
    )
    folder = written(tmp_path, deals=deals(Leads("ads", 80, 20)) + rows, channels=SPENT)
    said = asked("amount", folder, "value=90000", "budget=9100", "on_cost=0", snapshot=LATE, horizon=60)
    ceiling = said.answers["amount: ceiling"]

    assert "what the budget allows when many events come (100 % probable)" in ceiling.says
    assert ceiling.point == pytest.approx(9100 / 106, rel=0.05)


@pytest.mark.parametrize(("pays", "passed"), [(50, True), (5000, False)])
def test_pay_above_all_that_is_known_is_seen(tmp_path: Path, pays: int, *, passed: bool) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    said = asked("amount", folder, "value=4000", f"pays={pays}", snapshot=LATE, horizon=60)
    looked = {each.name: each.passed for each in said.answers["amount: ceiling"].diagnostics}

    assert looked["what is paid today against the bound's 90th percentile"] is passed
