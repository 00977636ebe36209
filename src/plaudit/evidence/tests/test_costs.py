"""What a win costs when not all of them were gained by the channel, and after how long it has paid for itself."""

from datetime import date
from pathlib import Path

import pytest
from scipy import stats

from plaudit.evidence.tests.folders import Leads, Said, asked, deals, written
from plaudit.values.refused import Refused

LATE = date(2025, 12, 31)
SPENT = "channel,period,spend,currency,kind\nads,2025-Q1,12000.00,USD,media\n"
TESTED = "incremental_because=shut off in May"
# 12,000 for twenty wins: what a unit of money buys is Gamma(20.5, 12,000).
LOW, HIGH = (24_000 / float(stats.chi2.ppf(at, 41)) for at in (0.9, 0.1))


def found(folder: Path, *given: str, spent: str = SPENT) -> Said:
    written(folder, deals=deals(Leads("ads", 80, 20), Leads("referral", 40, 10)), channels=spent)
    return asked("rates", folder, *given, snapshot=LATE, horizon=60)


def test_a_win_that_was_gained_costs_more_than_one_that_was_reported(tmp_path: Path) -> None:
    said = found(tmp_path, "incremental=ads:40%", TESTED).answers["cost of a win: ads"]

    assert said.interval80 == pytest.approx((LOW / 0.4, HIGH / 0.4), rel=0.01)
    assert said.figures["if every win counted, the middle"] == pytest.approx((said.point or 0) * 0.4)
    assert "of which you count 40 % as gained (shut off in May)" in said.says
    assert said.grade == "E"


def test_all_channels_together_count_what_each_gained(tmp_path: Path) -> None:
    both = SPENT + "referral,2025-Q1,3000.00,USD,people\n"
    said = found(tmp_path, "incremental=ads:40%", TESTED, spent=both).answers["cost of a win: all channels"]

    # 15,000 for 0.4 x 20 + 10 wins gained, of 30 reported.
    middle = 2 * 15_000 / float(stats.chi2.ppf(0.5, 61)) * 30 / 18
    assert said.point == pytest.approx(middle, rel=0.01)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("incremental=ads:40%",), "reason-missing"),
        (("incremental=fairs:40%", TESTED), "setting-out-of-range"),
        (("incremental=ads:0", TESTED), "setting-out-of-range"),
        (("incremental=ads", TESTED), "setting-out-of-range"),
    ],
)
def test_a_part_gained_is_of_a_channel_with_spend_and_rests_on_something(
    tmp_path: Path, given: tuple[str, ...], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        found(tmp_path, *given)
    assert refused.value.code == code


def test_a_benchmark_that_gained_half_of_its_wins_allows_twice_as_much(tmp_path: Path) -> None:
    written(tmp_path, deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)), channels=SPENT)
    plain = asked("amount", tmp_path, "on_cost=0", snapshot=LATE, horizon=60).answers["amount: ceiling"]
    half = asked("amount", tmp_path, "on_cost=0", "incremental=ads:50%", TESTED, snapshot=LATE, horizon=60)
    ceiling = half.answers["amount: ceiling"]

    assert ceiling.point == pytest.approx(2 * (plain.point or 0))
    assert (plain.grade, ceiling.grade) == ("C", "E")
    assert ceiling.figures["of its wins gained by it, and why"] == ["50 %", "shut off in May"]


def test_a_win_pays_for_itself_by_a_months_margin(tmp_path: Path) -> None:
    # Every won deal is 1,000 a year: at a margin of 60 % that is 50 a month.
    said = found(tmp_path, "margin=0.6").answers["payback: ads"]

    assert said.interval80 == pytest.approx((LOW / 50, HIGH / 50), rel=0.01)
    assert said.unit == "months"


@pytest.mark.parametrize(
    ("amounts", "given", "codes"),
    [
        (2, ("margin=0.6",), []),
        (1, ("margin=0.6",), ["amounts-missing"]),
        (2, (), ["margin-unknown"]),
        (2, ("margin=0",), ["margin-unknown"]),
        (0, ("margin=0.6",), ["amounts-missing"]),
        (0, ("brings=50",), []),
    ],
)
def test_a_payback_needs_a_margin_and_two_amounts(
    tmp_path: Path, amounts: int, given: tuple[str, ...], codes: list[str]
) -> None:
    rows = deals(Leads("ads", 80, 20)).splitlines(keepends=True)
    known = [row if place <= amounts else row.replace("1000.00", "") for place, row in enumerate(rows)]
    written(tmp_path, deals="".join(known), channels=SPENT)
    said = asked("rates", tmp_path, *given, snapshot=LATE, horizon=60)

    assert [each.code for name, each in said.refusals.items() if name == "payback"] == codes


def test_a_payback_without_amounts_is_by_what_the_asker_says_a_customer_brings(tmp_path: Path) -> None:
    said = found(tmp_path, "brings=50").answers["payback: ads"]

    assert said.interval80 == pytest.approx((LOW / 50, HIGH / 50), rel=0.01)
    assert said.says.endswith("if it brings 50 USD a month, as you say.")
    assert said.grade == "E"


@pytest.mark.parametrize(("met", "part", "passed"), [(10, 0.5, True), (11, 0.55, False)])
def test_wins_that_others_touched_are_seen(tmp_path: Path, met: int, part: float, *, passed: bool) -> None:
    # Twenty wins by ads on day 20: so many met a call before, two only after, and a lost one as well.
    rows = [f"ads--{place},call,2025-01-07\n" for place in [*range(met), 30]]
    late = [f"ads--{place},call,2025-06-01\n" for place in (18, 19)]
    written(tmp_path, exposures="deal,activity,on\n" + "".join(rows + late))
    looked = found(tmp_path).answers["cost of a win: ads"].diagnostics

    (shared,) = (each for each in looked if each.name.startswith("share of its wins"))

    assert shared.value == pytest.approx(part)
    assert shared.passed is passed


def test_a_payback_is_not_told_across_currencies(tmp_path: Path) -> None:
    said = found(tmp_path, "margin=0.6", spent=SPENT.replace("USD", "EUR"))
    assert said.refusals["payback"].code == "currencies-differ"


@pytest.mark.parametrize(("newer", "passed"), [(40, True), (90, False)])
def test_leads_that_grow_without_spend_may_come_of_it(tmp_path: Path, newer: int, *, passed: bool) -> None:
    # 40 in the first half of the year; as many in the second are chance, 90 are not.
    free = Leads("referral", 40, 10), Leads("referral", newer, 10, person="x", start=date(2025, 7, 20))
    written(tmp_path, deals=deals(Leads("ads", 80, 20), *free), channels=SPENT)
    looked = asked("rates", tmp_path, snapshot=LATE, horizon=60).answers["cost of a win: all channels"].diagnostics

    assert [(each.value, each.passed) for each in looked] == [(newer / 40, passed)]
