"""What an asset is worth: a landmark that waiting deals cannot fool, and what each reading needs."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plaudit.evidence.methods import credit
from plaudit.evidence.methods.doubly import Effect, adjusted
from plaudit.evidence.studies.worth import exposed, reported
from plaudit.evidence.studies.worth.exposed import Watched, refused
from plaudit.evidence.studies.worth.reported import Told
from plaudit.evidence.tests.folders import Leads, asked, deals, written

START = date(2025, 1, 6)


def test_what_goes_with_both_is_taken_out() -> None:
    # Large deals meet references and are won more often; a reference itself adds ten points.
    random = np.random.default_rng(1)
    large = random.random(6000) < 0.5
    met = random.random(6000) < np.where(large, 0.7, 0.3)
    won = (random.random(6000) < 0.2 + 0.3 * large + 0.1 * met).astype(float)
    found = adjusted(np.stack([np.ones(6000), large], axis=1).astype(float), met, won, random)
    plain = won[met].mean() - won[~met].mean()

    assert plain > 0.18
    assert found.difference == pytest.approx(0.1, abs=0.03)


def test_the_e_value_of_a_ratio_of_two() -> None:
    found = adjusted(
        np.ones((400, 1)), np.arange(400) % 2 == 0, (np.arange(400) % 4 < 1).astype(float), np.random.default_rng(1)
    )
    assert found.exposed > found.unexposed
    # VanderWeele and Ding: RR + sqrt(RR (RR - 1)), 3.41 for 2.
    doubled = type(found)(0.1, 0.01, 0.2, 0.1, 0.0, np.zeros(0))
    assert doubled.unseen == pytest.approx(3.414, abs=0.001)


def test_where_both_sides_lie_is_drawn() -> None:
    # Ten who met one, at a chance of 0.05 to 0.95 in tenths; five who did not, all at 0.3.
    chance = np.array([*(0.05 + place / 10 for place in range(10)), *[0.3] * 5])
    drawn: Any = exposed.overlap(np.arange(15) < 10, chance)

    assert drawn["chance of meeting one, for 80 % of each side"] == [
        {"deals": "met one", "low": pytest.approx(0.14), "middle": pytest.approx(0.5), "high": pytest.approx(0.86)},
        {"deals": "did not", "low": 0.3, "middle": 0.3, "high": 0.3},
    ]
    assert [(each["met one"], each["did not"]) for each in drawn["deals by their chance of meeting one"]] == [
        (1, 0),
        (1, 0),
        (1, 0),
        (1, 5),
        *[(1, 0)] * 6,
    ]


def test_deals_that_are_too_unlike_are_shown_and_not_compared(tmp_path: Path) -> None:
    # Of one channel all meet a call, of the other none.
    rows = "".join(f"ads--{place},act,{START + timedelta(place + 3)}\n" for place in range(100))
    groups = Leads("ads", 100, 60, lag=60), Leads("web", 100, 60, lag=60)
    folder = written(tmp_path, deals=deals(*groups), exposures="deal,activity,on\n" + rows)
    said = asked("worth", folder, "landmark=5", snapshot=date(2025, 12, 31), horizon=60)

    assert said.refusals["influence on deals"].code == "overlap-too-small"
    assert said.answers["influence on deals"].point is None
    assert said.answers["influence on deals"].figures["chance of meeting one, for 80 % of each side"]


@pytest.mark.parametrize(("met", "code"), [(50, None), (49, "deals-too-few")])
def test_influence_needs_fifty_deals_on_each_side(met: int, code: str | None) -> None:
    refusal = refused(Watched(np.ones((120, 1)), np.arange(120) < met, np.zeros(120)))

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("heavy", "code"), [(100, None), (101, "overlap-too-small")])
def test_influence_needs_nine_deals_of_ten_of_kinds_on_both_sides(heavy: int, code: str | None) -> None:
    watched = Watched(np.ones((1000, 1)), np.arange(1000) < 500, np.zeros(1000))
    effect = Effect(0.1, 0.02, 0.3, 0.2, heavy / 1000, np.full(1000, 0.5))
    refusal = exposed.compared("influence", watched, effect, (30, 60)).refusal

    assert (None if refusal is None else refusal.code) == code


def test_one_who_met_it_later_has_not_met_it(tmp_path: Path) -> None:
    # A hundred deals meet a call on day 40 after the demo, when those still open are on their way to be won.
    rows = "".join(f"ads--{place},act,{START + timedelta(place + 42)}\n" for place in range(100))
    folder = written(tmp_path, deals=deals(Leads("ads", 100, 50, lag=60)), exposures="deal,activity,on\n" + rows)
    said = asked("worth", folder, snapshot=date(2025, 12, 31), horizon=60)

    assert said.refusals["influence on deals"].missing.startswith("0 deals met an asset before the landmark")


@pytest.mark.parametrize(("clicks", "codes"), [(30, []), (29, ["clicks-too-few"])])
def test_replacement_cost_needs_thirty_clicks(tmp_path: Path, clicks: int, codes: list[str]) -> None:
    folder = written(
        tmp_path,
        activities="key,kind,opened_on,person\nr,review,2025-02-01,ada\n",
        milestones="activity,milestone,on\nr,published,2025-02-03\n",
    )
    said = asked("worth", folder, f"clicks={clicks}", "cost_per_click=10.80")

    assert [each.code for name, each in said.refusals.items() if name == "replacement cost"] == codes


def test_past_saturation_one_more_review_is_worth_nothing(tmp_path: Path) -> None:
    names = [f"r{place}" for place in range(60)]
    folder = written(
        tmp_path,
        activities="key,kind,opened_on,person\n" + "".join(f"{name},review,2025-02-01,ada\n" for name in names),
        milestones="activity,milestone,on\n" + "".join(f"{name},published,2025-02-03\n" for name in names),
        deals=deals(Leads("capterra", 80, 20)),
    )
    said = asked("worth", folder, "value=4000", snapshot=date(2025, 12, 31), horizon=60).answers["response curve"]

    assert said.says.endswith("Pay nothing for one more.")
    assert said.grade == "D"


def test_without_exposures_it_says_what_to_write_down(tmp_path: Path) -> None:
    said = asked("worth", written(tmp_path, deals=deals(Leads("ads", 40, 10))))

    assert said.refusals["influence on deals"].code == "exposures-missing"
    assert said.refusals["reported influence"].code == "survey-missing"
    assert said.refusals["response curve"].code == "response-unknown"


def test_a_left_glove_is_worth_two_thirds_where_there_are_two_right_ones() -> None:
    parts = credit.shapley(3, lambda those: (those[:, 0] & (those[:, 1] | those[:, 2])).astype(float))

    assert parts == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@pytest.mark.parametrize(
    ("claims", "parts"),
    [
        ([0.4, 0.3], [0.4, 0.3]),
        # The first alone 0.9, after the second 0.7; the second alone 0.3, after the first 0.1.
        ([0.9, 0.3], [0.8, 0.2]),
        ([1.0, 1.0, 1.0, 1.0], [0.25] * 4),
    ],
)
def test_claims_on_one_decision_never_sum_to_more(claims: list[float], parts: list[float]) -> None:
    assert credit.of_claims(np.array(claims)) == pytest.approx(parts)


def told(*shares: float) -> Told:
    return Told(1000.0, tuple(f"a{place}" for place in range(len(shares))), ("review",) * len(shares), shares)


@pytest.mark.parametrize(
    ("asked_of", "code"),
    [
        ((), "survey-missing"),
        ((told(0.2, 0.2, 0.2, 0.2, 0.2),), None),
        ((told(0.2, 0.2, 0.2, 0.2, 1.0),), None),
        ((told(0.2, 0.2, 0.2, 0.2, 1.01),), "shares-out-of-range"),
        ((told(*[0.2] * 8),), None),
        ((told(*[0.2] * 8, 0.0),), None),
        ((told(*[0.2] * 9),), "claims-too-many"),
        ((told(*[0.1] * 9),), None),
    ],
)
def test_what_reported_influence_needs(asked_of: tuple[Told, ...], code: str | None) -> None:
    refusal = reported.refused(asked_of)

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("acts", "code"), [(5, None), (4, "answers-too-few")])
def test_a_kind_needs_five_acts_that_buyers_were_asked_of(acts: int, code: str | None) -> None:
    refusal = reported.too_few("review", acts)

    assert (None if refusal is None else refusal.code) == code


def test_what_buyers_told_is_shared_out(tmp_path: Path) -> None:
    # Ten deals of 1000 each are won. Of the first a review claims 0.3 and a call 0.9, of four others a review 0.2; one
    # buyer was not asked, and one deal is lost.
    names = ("r0", "r1", "r2", "r3", "r4", "r5", "r6", "c0")
    kinds = ("review",) * 7 + ("reference_call",)
    met = [(0, "r0", "0.3"), (0, "c0", "0.9"), *((place, f"r{place}", "0.2") for place in range(1, 5))]
    folder = written(
        tmp_path,
        deals=deals(Leads("ads", 40, 10)),
        activities="key,kind,opened_on,person\n"
        + "".join(f"{name},{kind},2025-01-06,ada\n" for name, kind in zip(names, kinds, strict=True)),
        exposures="deal,activity,on,share\n"
        + "".join(
            f"ads--{place},{act},2025-01-08,{share}\n" for place, act, share in [*met, (5, "r5", ""), (20, "r6", "0.9")]
        ),
    )
    said, refusals = asked("worth", folder, snapshot=date(2025, 12, 31))
    rows: Any = said["reported influence: review"].figures["credit by kind"]
    # Who asks about reviews alone does not take back what the call was given.
    alone = asked("worth", folder, "assets=review", snapshot=date(2025, 12, 31))

    assert said["reported influence: review"].point == pytest.approx(200.0)
    assert said["reported influence: review"].n == 5
    assert alone.answers["reported influence: review"].point == pytest.approx(200.0)
    assert "reported influence: reference_call" not in alone.refusals
    assert refusals["reported influence: reference_call"].smallest == "4 more acts of that kind in win interviews."
    assert rows == [
        {"kind": "reference_call", "met": 1, "claimed": 900.0, "credited": pytest.approx(800.0)},
        {"kind": "review", "met": 5, "claimed": pytest.approx(1100.0), "credited": pytest.approx(1000.0)},
    ]
