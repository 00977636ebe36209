"""Refusals that no other test of a study has: the least that triggers each, and the least that does not."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from plaudit.evidence.answer import in_words
from plaudit.evidence.studies.gaming.threshold import stopped
from plaudit.evidence.tests.folders import Leads, Said, asked, deals, written
from plaudit.values.refused import Refused

HARBOR = Path(__file__).parents[4] / "examples" / "harbor" / "data"
LATE = date(2025, 12, 31)
OPENED = "key,kind,opened_on,person\n"


def codes(said: Said, name: str) -> list[str]:
    return [each.code for key, each in said.refusals.items() if key == name]


@pytest.mark.parametrize(
    ("matured", "won", "found"), [(20, 5, []), (19, 5, ["rate-unknown"]), (20, 4, ["rate-unknown"])]
)
def test_what_is_pending_needs_a_rate(tmp_path: Path, matured: int, won: int, found: list[str]) -> None:
    fresh = "new,2025-12-30,ads,,,,500.00,USD,\n"
    folder = written(tmp_path, deals=deals(Leads("ads", matured, won)) + fresh)

    assert codes(asked("forecast", folder, snapshot=LATE, horizon=40), "forecast: wins by ads") == found


@pytest.mark.parametrize(("demo", "found"), [("2025-01-09", []), ("", ["demos-missing"])])
def test_where_no_lead_ever_had_a_demo_it_is_said_once(tmp_path: Path, demo: str, found: list[str]) -> None:
    rows = "".join(f"{place},2025-01-06,{place % 4},{demo if place < 40 else ''}\n" for place in range(80))
    new = "".join(f"new-{place},2025-12-30,{place},\n" for place in range(4))
    folder = written(tmp_path, deals="key,created_on,channel,demo_on\n" + rows + new)
    said = asked("forecast", folder, snapshot=LATE, horizon=40)

    assert [each.code for name, each in said.refusals.items() if "demos" in name] == found


@pytest.mark.parametrize(("there", "found"), [(5, []), (4, ["threshold-unreached"])])
def test_a_threshold_needs_five_who_stand_there(tmp_path: Path, there: int, found: list[str]) -> None:
    # So many people with five reviews in a quarter, and ten with two.
    counts = [5] * there + [2] * 10
    rows = [
        f"r-{person}-{place},review,{date(2025, 1, 2) + timedelta(place * 7)},p{person}\n"
        for person, count in enumerate(counts)
        for place in range(count)
    ]
    folder = written(tmp_path, activities=OPENED + "".join(rows))

    assert codes(asked("gaming", folder, "threshold=5"), "threshold: review") == found


@pytest.mark.parametrize(("each", "looked"), [(10, 3), (9, 0)])
def test_a_person_is_named_only_with_ten_events(tmp_path: Path, each: int, looked: int) -> None:
    rows = [
        f"r-{person}-{place},review,{date(2025, 1, 2) + timedelta(11 * place + person)},p{person}\n"
        for person in range(3)
        for place in range(each)
    ]
    more = [f"x-{place},review,{date(2025, 1, 3) + timedelta(9 * place)},x{place}\n" for place in range(10)]
    said = asked("gaming", written(tmp_path, activities=OPENED + "".join(rows + more)))

    assert said.answers["quarter-end: review"].figures["people looked at"] == looked


@pytest.mark.parametrize(("n", "found"), [(30, []), (29, ["leads-too-few"])])
def test_quality_needs_thirty_leads_that_somebody_brought(tmp_path: Path, n: int, found: list[str]) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", n, 8, person="ana")))

    assert codes(asked("gaming", folder, snapshot=LATE, horizon=60), "quality") == found


@pytest.mark.parametrize(("column", "found"), [("activity", []), ("channel", ["deals-unlinked"])])
def test_identity_needs_deals_that_name_their_referral(tmp_path: Path, column: str, found: list[str]) -> None:
    folder = written(
        tmp_path,
        activities=OPENED + "ref-1,referral,2025-02-01,ada\n",
        deals=f"key,created_on,{column}\nd1,2025-02-02,ref-1\n",
    )
    assert codes(asked("gaming", folder), "identity") == found


def test_a_gate_needs_to_know_who_was_asked_and_who_is_unhappy(tmp_path: Path) -> None:
    folder = written(tmp_path, activities=OPENED + "r,review,2025-02-01,ada\n")
    assert codes(asked("gaming", folder), "review gate") == ["asks-missing"]
    written(tmp_path, asks="key,account,kind,on,by\nk,a,review,2025-02-01,ada\n")
    assert codes(asked("gaming", folder), "review gate") == ["asks-missing"]
    written(tmp_path, account_metrics="account,metric,period,value\na,nps,2025-Q1,3\n")
    assert codes(asked("gaming", folder), "review gate") == ["asks-too-few"]


def test_gaming_needs_an_act_or_a_deal(tmp_path: Path) -> None:
    assert codes(asked("gaming", tmp_path), "gaming") == ["facts-missing"]
    written(tmp_path, activities=OPENED + "r,review,2025-02-01,ada\n")
    assert codes(asked("gaming", tmp_path), "gaming") == []


@pytest.mark.parametrize(("quarters", "found"), [(date(2025, 3, 30), ["quarter-missing"]), (date(2025, 3, 31), [])])
def test_a_contest_needs_a_whole_quarter(tmp_path: Path, quarters: date, found: list[str]) -> None:
    days = [date(2025, 1, 1) + timedelta(place) for place in range((quarters - date(2025, 1, 1)).days + 1)]
    rows = "".join(f"r{person}-{day},review,{day},p{person}\n" for person in range(4) for day in days)
    folder = written(tmp_path, activities=OPENED + rows)

    assert codes(asked("contest", folder, snapshot=quarters), "contest") == found


def test_a_contest_needs_acts(tmp_path: Path) -> None:
    assert codes(asked("contest", tmp_path), "contest") == ["acts-missing"]


@pytest.mark.parametrize(("matured", "won", "found"), [(20, 5, []), (19, 5, ["close-rate-unknown"])])
def test_a_response_curve_needs_the_sites_close_rate(tmp_path: Path, matured: int, won: int, found: list[str]) -> None:
    folder = written(
        tmp_path,
        activities=OPENED + "r,review,2025-02-01,ada\n",
        milestones="activity,milestone,on\nr,published,2025-02-03\n",
        deals=deals(Leads("capterra", matured, won)),
    )
    said = asked("worth", folder, "value=4000", snapshot=LATE, horizon=60)

    assert codes(said, "response curve") == found


@pytest.mark.parametrize(("alike", "found"), [(60, []), (2, ["overlap-too-small"])])
def test_influence_needs_deals_of_one_kind_on_both_sides(tmp_path: Path, alike: int, found: list[str]) -> None:
    """Deals by partners met a call, those by ads did not, but for so many of each."""
    met = [f"partner--{place}" for place in range(120 - alike)] + [f"ads--{place}" for place in range(alike)]
    rows = "".join(f"{deal},act,{date(2025, 1, 6) + timedelta(int(deal.split('--')[1]) % 100 + 5)}\n" for deal in met)
    folder = written(
        tmp_path,
        deals=deals(Leads("partner", 120, 60, lag=60), Leads("ads", 120, 60, lag=60)),
        exposures="deal,activity,on\n" + rows,
    )
    said = asked("worth", folder, "landmark=7", snapshot=LATE, horizon=60)

    assert codes(said, "influence on deals") == found


@pytest.mark.parametrize(
    ("people", "each", "won", "found"),
    [
        (3, 10, 5, []),
        (2, 15, 5, ["people-too-few"]),
        (4, 9, 5, ["people-too-few"]),
        (3, 10, 10, ["shares-alike"]),
        (3, 10, 0, ["shares-alike"]),
    ],
)
def test_a_funnel_needs_three_people_of_ten_leads_who_can_differ(
    tmp_path: Path, people: int, each: int, won: int, found: list[str]
) -> None:
    brought = [Leads("ads", each, won, person=f"p{number}") for number in range(people)]
    said = asked("gaming", written(tmp_path, deals=deals(*brought)), snapshot=LATE, horizon=40)

    assert codes(said, "quality: share won by person") == found


@pytest.mark.parametrize(("late", "found"), [(10, []), (9, ["side-too-small"])])
def test_leads_of_the_last_days_need_ten_on_each_side(tmp_path: Path, late: int, found: list[str]) -> None:
    early = Leads("ads", 40, 20, person="ada")
    last = [Leads(f"l{place}", 1, 0, person="ada", start=date(2025, 6, 25)) for place in range(late)]
    said = asked("gaming", written(tmp_path, deals=deals(early, *last)), "days=10", snapshot=LATE, horizon=40)

    assert codes(said, "quality: leads of the last days") == found


@pytest.mark.parametrize(("last", "found"), [(date(2025, 3, 21), ["quarter-end-unseen"]), (date(2025, 3, 22), [])])
def test_a_pattern_needs_one_of_the_last_days(tmp_path: Path, last: date, found: list[str]) -> None:
    # The last ten days of the quarter begin on the 22nd.
    days = [date(2025, 2, 1) + timedelta(place) for place in range(29)]
    rows = "".join(f"r{place},review,{on},ada\n" for place, on in enumerate([*days, last]))

    assert codes(asked("gaming", written(tmp_path, activities=OPENED + rows)), "quarter-end: review") == found


@pytest.mark.parametrize(("quarters", "smooth"), [(200, True), (199, False)])
def test_a_smooth_curve_of_counts_needs_two_hundred_quarters_of_people(quarters: int, *, smooth: bool) -> None:
    counts = np.resize(np.array([1, 2, 3, 4, 5, 6, 7, 8, 9]), quarters)

    assert ("excess by a smooth curve" in stopped("threshold: review", counts, 5).figures) is smooth


@pytest.mark.parametrize(("row", "found"), [("", ["metrics-missing"]), ("a,nps,2025-Q1,5\n", ["accounts-too-few"])])
def test_champions_need_a_metric(tmp_path: Path, row: str, found: list[str]) -> None:
    folder = written(tmp_path, account_metrics="account,metric,period,value\n" + row)

    assert codes(asked("champions", folder), "champions") == found


@pytest.mark.parametrize(("row", "found"), [("", ["deals-missing"]), ("d,2025-02-01,ads\n", [])])
def test_a_forecast_of_leads_needs_one(tmp_path: Path, row: str, found: list[str]) -> None:
    folder = written(tmp_path, deals="key,created_on,channel\n" + row)

    assert codes(asked("forecast", folder, snapshot=LATE), "forecast") == found


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.95, "very likely"),
        (0.949, "likely"),
        (0.8, "likely"),
        (0.799, "cannot tell"),
        (0.201, "cannot tell"),
        (0.2, "unlikely"),
        (0.051, "unlikely"),
        (0.05, "very unlikely"),
    ],
)
def test_words_are_fixed_by_probability(probability: float, words: str) -> None:
    assert in_words(probability) == words


@pytest.mark.parametrize(
    ("study", "given", "says"),
    [
        ("worth", "kinds=reviews", "kinds=reviews: the catalogue has no such kind"),
        ("worth", "assets=video,foo", "assets=foo: the catalogue has no such kind"),
        ("lift", "kinds=referal", "kinds=referal: the catalogue has no such kind"),
        ("gaming", "kinds=foo", "kinds=foo: the catalogue has no such kind"),
        ("contest", "milestone=demos", "milestone=demos: no such milestone"),
        ("worth", "milestone=won", "milestone=won: no such milestone; there are asked, agreed"),
    ],
)
def test_a_kind_or_a_milestone_that_is_none_is_refused(study: str, given: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        asked(study, HARBOR, given)
