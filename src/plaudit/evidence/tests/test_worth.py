"""What an asset is worth: a landmark that waiting deals cannot fool, and what each reading needs."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from plaudit.evidence.methods.doubly import adjusted
from plaudit.evidence.studies.worth.exposed import Watched, refused
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
    doubled = type(found)(0.1, 0.01, 0.2, 0.1, 0.0)
    assert doubled.unseen == pytest.approx(3.414, abs=0.001)


@pytest.mark.parametrize(("met", "code"), [(50, None), (49, "deals-too-few")])
def test_influence_needs_fifty_deals_on_each_side(met: int, code: str | None) -> None:
    refusal = refused(Watched(np.ones((120, 1)), np.arange(120) < met, np.zeros(120)))

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
