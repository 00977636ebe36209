"""Win rates with open leads, what they refuse, and what a win costs."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from plaudit.evidence.methods import hazards
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.survival import incidence
from plaudit.evidence.tests.folders import HEADER, Leads, asked, deals, written
from plaudit.evidence.winning import LEAST_MATURED, LEAST_WINS, Stage, rates

LATE = date(2025, 12, 31)
SPENT = "channel,period,spend,currency,kind\nads,2025-Q1,9000.00,USD,media\nads,2025-Q2,3000.00,USD,people\n"


def test_open_leads_are_neither_won_nor_lost(tmp_path: Path) -> None:
    # A hundred old leads of which 30 were won, and a hundred of yesterday.
    young = Leads("referral", 100, 0, start=date(2025, 9, 1))
    folder = written(
        tmp_path, deals=deals(Leads("referral", 100, 30), Leads("ads", 100, 20), young._replace(person="x"))
    )
    said = asked("rates", folder, snapshot=date(2025, 9, 2), horizon=60).answers["win rate: referral"]

    assert said.point == pytest.approx(0.30, abs=0.02)
    assert said.figures["if open leads counted as lost"] == pytest.approx(30 / 102, abs=0.001)
    assert said.interval80 is not None
    assert said.interval80[0] < 0.3 < said.interval80[1]


def test_with_few_channels_it_says_what_hangs_on_their_being_alike(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("partner", 20, 5), Leads("ads", 40, 30)))
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: partner"]

    # Of the others 30.5 / 41 are won between day 14 and 30: (5 + 3 x 0.744) / 23 and (5 + 30 x 0.744) / 50, and what
    # the half lead that nobody saw adds in the other stretches.
    assert said.figures["middle if channels were less alike, and more"] == pytest.approx([0.32, 0.566], abs=0.02)


def test_with_five_channels_that_is_learned(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(*(Leads(name, 20, 5) for name in ("a", "b", "c", "d", "e"))))
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: a"]

    assert "middle if channels were less alike, and more" not in said.figures


def test_a_lost_lead_stays_at_risk() -> None:
    # Ten watched to the end, four won on day 5, six lost on day 3: four of ten, not four of four.
    age, lag = np.full(10, 50), np.array([5] * 4 + [OPEN] * 6)
    found = hazards.table(np.zeros(10, dtype=np.int64), age, lag, (1, hazards.edges(30)))

    assert found.events.tolist() == [[4, 0, 0]]
    assert found.at_risk.tolist() == [[10, 6, 6]]


@pytest.mark.parametrize("open_cases", [hazards.FEW - 1, hazards.FEW, hazards.MANY - 1, hazards.MANY])
def test_open_cases_become_events_as_often_however_they_are_drawn(open_cases: int) -> None:
    # Half of all have their event in days 0 to 7, so of those at day 4 the part 1 - 0.5^(3/8) = 0.2289 still will.
    random = np.random.Generator(np.random.PCG64DXSM(1))
    halves, ages = np.full((20_000, 1), 0.5), np.full(open_cases, 4)
    coming = hazards.still_to_come(halves, hazards.edges(7), ages, random)

    assert coming.mean() == pytest.approx(0.2289 * open_cases, rel=0.004)
    assert coming.var() == pytest.approx(0.2289 * 0.7711 * open_cases, rel=0.05)


@pytest.mark.parametrize(
    ("n", "won", "codes"),
    [
        (LEAST_MATURED, LEAST_WINS, []),
        (LEAST_MATURED, LEAST_WINS - 1, ["wins-too-few"]),
        (LEAST_MATURED - 1, LEAST_WINS, ["matured-too-few"]),
    ],
)
def test_a_rate_needs_five_wins_and_twenty_matured_leads(tmp_path: Path, n: int, won: int, codes: list[str]) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", n, won), Leads("ads", 40, 10)))
    said = asked("rates", folder, snapshot=LATE, horizon=60)
    refusals = {name: each.code for name, each in said.refusals.items() if name == "win rate: referral"}

    assert list(refusals.values()) == codes
    assert (said.answers["win rate: referral"].point is None) == bool(codes)
    assert said.answers["win rate: referral"].grade == ("D" if codes else "C")


def test_a_refused_rate_keeps_the_range_that_the_others_give(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 10, 2), Leads("ads", 100, 20)))
    said = asked("rates", folder, snapshot=LATE, horizon=60)

    assert said.answers["win rate: referral"].interval80 is not None
    assert said.refusals["win rate: referral"].smallest.startswith("10 more matured leads and 3 more wins, about ")


@pytest.mark.parametrize(
    ("n", "won", "smallest"),
    [
        (40, 4, "1 more win, about 14 weeks at the present rate."),
        (19, 5, "1 more matured lead, about 3 weeks at the present rate."),
        (20, 0, "5 more wins, more than 2 years at the present rate."),
    ],
)
def test_what_would_suffice_is_told_in_weeks_or_years(tmp_path: Path, n: int, won: int, smallest: str) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", n, won), Leads("ads", 40, 10)))
    said = asked("rates", folder, snapshot=date(2026, 1, 6), horizon=60)

    assert said.refusals["win rate: referral"].smallest == smallest


@pytest.mark.parametrize(("won", "verdict"), [(0, None), (20, True)])
def test_kaplan_meier_says_nothing_against_a_rate_where_nobody_won(
    tmp_path: Path, won: int, *, verdict: bool | None
) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 40, won), Leads("ads", 40, 10)))
    looked = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: referral"].diagnostics

    assert [each.passed for each in looked if each.name.startswith("Kaplan-Meier")] == [verdict]


def test_a_probability_of_draws_is_never_certainty(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 90, 80), Leads("ads", 90, 5), Leads("fairs", 90, 85)))
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers

    assert "(more than 99 % probable)" in said["referral against ads"].says
    assert "0 % probable" not in said["referral against fairs"].says


@pytest.mark.parametrize(("undated", "codes"), [(10, []), (11, ["created-missing"])])
def test_leads_without_a_day_are_left_out_until_there_are_too_many(
    tmp_path: Path, undated: int, codes: list[str]
) -> None:
    rows = "".join(f"u-{place},,ads,,,,,,\n" for place in range(undated))
    folder = written(tmp_path, deals=deals(Leads("ads", 40, 10)) + rows)

    assert [
        each.code
        for each in asked("rates", folder, snapshot=LATE, horizon=60).refusals.values()
        if "created" in each.code
    ] == codes


@pytest.mark.parametrize(("horizon", "codes"), [(288, []), (289, ["horizon-too-long"])])
def test_a_horizon_is_at_most_four_fifths_of_what_is_known(tmp_path: Path, horizon: int, codes: list[str]) -> None:
    # 6 January to 31 December are 360 days.
    folder = written(tmp_path, deals=deals(Leads("ads", 40, 10)))
    said = asked("rates", folder, snapshot=LATE, horizon=horizon)

    assert [each.code for each in said.refusals.values() if each.code == "horizon-too-long"] == codes


def test_without_deals_there_is_no_rate(tmp_path: Path) -> None:
    assert asked("rates", written(tmp_path, deals=HEADER + "\n")).refusals["win rates"].code == "deals-missing"


@pytest.mark.parametrize(("won", "codes"), [(3, []), (2, ["cost-unknown"])])
def test_a_cost_needs_three_wins_of_a_channel_with_spend(tmp_path: Path, won: int, codes: list[str]) -> None:
    folder = written(tmp_path, deals=deals(Leads("ads", 40, won), Leads("referral", 40, 10)), channels=SPENT)
    said = asked("rates", folder, snapshot=LATE, horizon=60)

    assert [each.code for name, each in said.refusals.items() if name == "cost of a win"] == codes


def cost_interval(spent: float, wins: int, level: float) -> tuple[float, float]:
    """Exact, when no lead is open: the wins of a unit of money are Gamma(W + 1/2, S)."""
    tail = (1 - level) / 2
    return (
        2 * spent / float(stats.chi2.ppf(1 - tail, 2 * wins + 1)),
        2 * spent / float(stats.chi2.ppf(tail, 2 * wins + 1)),
    )


def test_the_cost_of_a_win_is_the_closed_form_when_no_lead_is_open(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("ads", 80, 20), Leads("referral", 40, 10)), channels=SPENT)
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers["cost of a win: ads"]

    assert said.interval80 == pytest.approx(cost_interval(12_000, 20, 0.8), rel=0.01)
    assert said.figures["media alone"] == pytest.approx((said.point or 1) * 0.75, rel=0.001)
    assert said.figures["media alone, 80 %"] == pytest.approx(cost_interval(9_000, 20, 0.8), rel=0.01)


def test_the_example_of_the_specification() -> None:
    assert cost_interval(24_000, 20, 0.8) == pytest.approx((907, 1605), abs=1)


def test_five_channels_teach_each_other_how_alike_they_are() -> None:
    group = np.repeat(np.arange(6), 200)
    lag = np.where(np.arange(1200) % 10 < 2, 20, OPEN)
    age = np.full(1200, 100)
    found = Stage(age, lag, group, tuple("abcdef"), 100, 60, age, lag)
    alike = rates(found, np.random.default_rng(1), draws=2_000)

    # Six channels at 20 % alike: each is surer than its own 200 leads alone (0.164 to 0.236).
    low, high = np.quantile(alike[0].draws, [0.1, 0.9])
    assert high - low < 0.06


def test_the_published_ratio_yields_to_the_facts(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 400, 8), Leads("ads", 400, 120)))
    said = asked("rates", folder, snapshot=LATE, horizon=60)

    assert said.answers["win rate: referral"].point == pytest.approx(0.02, abs=0.01)
    assert "very unlikely" in said.answers["referral against ads"].says


@pytest.mark.parametrize(("newer", "codes"), [(90, ["regime-change"]), (89, [])])
def test_leads_that_changed_at_once_do_not_tell_of_new_ones(tmp_path: Path, newer: int, codes: list[str]) -> None:
    # Thirty leads of which 20 are won; then, half a year later, three times as many of which a tenth is.
    older = Leads("referral", 30, 20)
    after = Leads("referral", newer, 9, person="x", start=date(2025, 7, 1))
    folder = written(tmp_path, deals=deals(older, after, Leads("ads", 80, 20)))
    said = asked("rates", folder, snapshot=LATE, horizon=60)

    assert [each.code for name, each in said.refusals.items() if name == "win rate: referral"] == codes


def test_money_for_a_channel_without_leads_is_named(tmp_path: Path) -> None:
    fairs = SPENT + "fairs,2025-Q1,500.00,USD,media\n"
    folder = written(tmp_path, deals=deals(Leads("ads", 40, 10), Leads("referral", 40, 10)), channels=fairs)
    said = asked("rates", folder, snapshot=LATE, horizon=60)

    assert said.refusals["cost of a win: fairs"].code == "spend-without-leads"


def test_a_channel_that_wins_nothing_has_a_bound(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("ads", 80, 0), Leads("partner", 80, 20)), channels=SPENT)
    more = (folder / "channels.csv").read_text("utf-8") + "partner,2025-Q1,5000.00,USD,people\n"
    said = asked("rates", written(tmp_path, channels=more), snapshot=LATE, horizon=60).answers["cost of a win: ads"]

    assert said.point is None
    assert said.interval80 == pytest.approx((12_000 / 2.303, float("inf")))


def test_a_snapshot_shows_what_was_known_then(tmp_path: Path) -> None:
    # Entered in May; asked for April it is not there, asked for the last day it is.
    rows = "".join(f"d{place},2025-03-01,ads,,,,,,,2025-05-02T10:00:00Z\n" for place in range(30))
    late = "late,2025-06-01,ads,,,,,,,2025-09-01T10:00:00Z\n"
    folder = written(tmp_path, deals=f"{HEADER},recorded_at\n{rows}{late}")

    assert asked("rates", folder, snapshot=date(2025, 4, 30)).refusals["win rates"].code == "deals-missing"
    assert asked("rates", folder, horizon=30).answers["win rate: ads"].n == 31


def test_kaplan_meier_is_that_of_statsmodels() -> None:
    random = np.random.default_rng(1)
    age, lag = random.integers(1, 200, 400), random.geometric(0.01, 400)
    lag = np.where(lag <= age, lag, OPEN)
    found = SurvfuncRight(np.minimum(lag, age), lag <= age)
    last = int(np.searchsorted(found.surv_times, 90, side="right")) - 1
    left, error = found.surv_prob[last], found.surv_prob_se[last]
    # Greenwood's error of S is |log S| S times that of log(-log S).
    spread = 1.96 * error / (left * abs(np.log(left)))

    assert incidence(lag, age, 90, 1.96) == pytest.approx(
        (1 - left ** np.exp(-spread), 1 - left, 1 - left ** np.exp(spread))
    )


def test_a_rate_is_shown_beside_what_kaplan_meier_says(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("ads", 100, 20)))
    looked = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: ads"].diagnostics
    (found,) = (each for each in looked if each.name.startswith("Kaplan-Meier"))

    assert found.value == pytest.approx([0.135, 0.2, 0.291], abs=0.005)
    assert found.passed is True
