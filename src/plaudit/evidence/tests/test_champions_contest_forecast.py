"""Who stands out, whether a contest is more than luck, what is pending."""

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from plaudit.evidence.methods import tournaments, typical
from plaudit.evidence.studies.contest.chances import lots, prizes
from plaudit.evidence.tests.folders import asked, written
from plaudit.values.refused import Refused

PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")


def metrics(accounts: int, star: float = 0.0, known: float = 1.0) -> str:
    """Adoption of so many accounts over four quarters; the first has a star's more."""
    random = np.random.default_rng(1)
    lasting = random.normal(0, 1, accounts)
    rows = [
        f"a{place},adoption,{period},{50 + 3 * lasting[place] + random.normal() + (star if place == 0 else 0):.3f}\n"
        for period in PERIODS
        for place in range(accounts)
        if period != PERIODS[-1] or place < known * accounts
    ]
    return "account,metric,period,value\n" + "".join(rows)


def test_the_star_is_a_champion_with_its_reason(tmp_path: Path) -> None:
    found = asked("champions", written(tmp_path, account_metrics=metrics(60, star=20))).answers["champions"]
    rows = found.figures["champions"]

    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    assert rows[0]["account"] == "a0"
    assert str(rows[0]["because"]).startswith("adoption +")


def test_renewals_are_no_success_unless_they_are_named(tmp_path: Path) -> None:
    alone = asked("champions", written(tmp_path, account_metrics=metrics(12))).answers["champions"]
    renewed = "".join(f"a{place},{name},2025,{place % 2}\n" for place in range(12) for name in ("renewed", "margin"))
    both = asked("champions", written(tmp_path, account_metrics=metrics(12) + renewed))
    named = asked("champions", tmp_path, "metrics=renewed").answers["champions"]

    assert both.answers["champions"].figures == alone.figures
    assert named.figures["metrics"] == ["renewed"]


def test_one_period_names_nobody(tmp_path: Path) -> None:
    one = "".join(
        line for line in metrics(60, star=20).splitlines(keepends=True) if "2025-Q1" in line or "value" in line
    )
    found = asked("champions", written(tmp_path, account_metrics=one)).answers["champions"]

    assert found.figures["champions"] == []
    assert found.says.startswith("One period tells who was high")


@pytest.mark.parametrize(
    ("accounts", "known", "codes"),
    [(10, 1.0, []), (9, 1.0, ["accounts-too-few"]), (10, 0.6, []), (10, 0.5, ["metrics-sparse"])],
)
def test_what_champions_need(tmp_path: Path, accounts: int, known: float, codes: list[str]) -> None:
    said = asked("champions", written(tmp_path, account_metrics=metrics(accounts, known=known)))

    assert [each.code for each in said.refusals.values()] == codes


@pytest.mark.parametrize(("others", "codes"), [(0, ["metrics-flat"]), (1, [])])
def test_a_metric_that_is_the_same_for_all_says_nothing(tmp_path: Path, others: int, codes: list[str]) -> None:
    values = [6] * others + [5] * (10 - others)
    flat = "account,metric,period,value\n" + "".join(f"a{at},nps,2025-Q1,{each}\n" for at, each in enumerate(values))
    said = asked("champions", written(tmp_path, account_metrics=flat))

    assert [each.code for each in said.refusals.values()] == codes


def test_the_spread_is_that_of_r() -> None:
    # R: mad(c(1, 2, 3, 4, 100)) is 1.4826; where half are equal, 1.2533 times the mean distance.
    assert typical.spread(np.array([1.0, 2, 3, 4, 100])) == pytest.approx(1.4826)
    assert typical.spread(np.array([5.0, 5, 5, 9])) == pytest.approx(1.2533)


def test_a_metric_told_twice_counts_once() -> None:
    z = np.random.default_rng(1).normal(size=(500, 1))
    assert typical.composite(np.hstack([z, z]), np.ones(2)).std() == pytest.approx(z.std(), rel=0.01)


def acts(people: int, each: int) -> str:
    rows = [
        f"r{person}-{place},review,2025-{1 + place % 12:02}-{1 + place % 27:02},p{person}\n"
        for person in range(people)
        for place in range(each)
    ]
    return "key,kind,opened_on,person\n" + "".join(rows)


@pytest.mark.parametrize(
    ("people", "each", "codes"), [(4, 24, []), (3, 24, ["contestants-too-few"]), (4, 8, []), (4, 7, ["rank-is-luck"])]
)
def test_what_a_contest_needs(tmp_path: Path, people: int, each: int, codes: list[str]) -> None:
    said = asked("contest", written(tmp_path, activities=acts(people, each)), snapshot=date(2025, 12, 31))

    assert [refusal.code for refusal in said.refusals.values()] == codes


def test_a_contest_of_what_nobody_brings_any_more_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, activities=acts(4, 24))
    said = asked("contest", folder, "quarters=1", snapshot=date(2029, 12, 31))

    assert {name: refusal.code for name, refusal in said.refusals.items()} == {"contest": "acts-missing"}


def test_a_contest_looks_back_on_a_quarter_or_more(tmp_path: Path) -> None:
    folder = written(tmp_path, activities=acts(4, 24))
    with pytest.raises(Refused, match="quarters=0: it is at least 1"):
        asked("contest", folder, "quarters=0", snapshot=date(2025, 12, 31))


def test_a_third_wins_and_the_purse_is_split_exactly(tmp_path: Path) -> None:
    folder = written(tmp_path, activities=acts(10, 24))
    said = asked("contest", folder, "purse=1500", snapshot=date(2025, 12, 31)).answers["contest: prizes"]

    assert said.point == 3
    assert said.amounts == {"each prize": "500.00"}


@pytest.mark.parametrize("n", [4, 7, 12, 30])
def test_equal_prizes_go_to_one_to_a_third_to_half(n: int) -> None:
    assert tournaments.best_winners(n, "linear") == 1
    assert tournaments.best_winners(n, "sqrt") == pytest.approx(n / 3, abs=0.67)
    assert tournaments.best_winners(n, "log") <= n / 2


# Two draws of three people: one ahead and two who tie; nobody with anything.
BROUGHT = np.array([[3, 1, 1], [0, 0, 0]])


@pytest.mark.parametrize(
    ("winners", "more", "each"),
    [
        (1, 0, [1, 0, 0]),
        (2, 0, [1, 0.5, 0.5]),
        (3, 0, [1, 1, 1]),
        # One more makes her second alone, two more tie her with the first, three more make her the first.
        (1, 1, [1, 0, 0]),
        (2, 1, [1, 1, 1]),
        (1, 2, [1, 0.5, 0.5]),
        (1, 3, [1, 1, 1]),
    ],
)
def test_who_ties_shares_the_places_and_one_more_is_hers_alone(winners: int, more: int, each: list[float]) -> None:
    assert prizes(BROUGHT, winners, more)[0].tolist() == each
    assert prizes(BROUGHT, winners, more)[1].tolist() == [min(more, 1)] * 3


def test_a_lot_for_each_act_is_worth_its_share() -> None:
    assert lots(BROUGHT).tolist() == [[0.6, 0.2, 0.2], [0, 0, 0]]
    assert lots(BROUGHT, 1).tolist() == [[4 / 6, 2 / 6, 2 / 6], [1, 1, 1]]


def test_a_lottery_pays_the_next_act_of_everybody_alike(tmp_path: Path) -> None:
    """Ten alike bring six acts a quarter each: a lot is worth (60 - 6) / (60 * 61), 54 / 3660 of the purse."""
    folder = written(tmp_path, activities=acts(10, 24))
    said = asked("contest", folder, "purse=6000", snapshot=date(2025, 12, 31)).answers
    found = said["contest: or a lottery, or pay by the act"]

    assert "100 USD to everybody by the act" in found.says
    assert re.search(r"(8\d|9\d)( USD to 9\d)? USD with a lot for each act", found.says)
    assert found.point == pytest.approx(0.07, abs=0.03)


@pytest.mark.parametrize(("lost", "expected"), [(0, 8), (50, 16)])
def test_an_open_lead_is_weighed_by_those_that_were_open_at_its_age(tmp_path: Path, lost: int, expected: float) -> None:
    # Of 400 old ones 80 were won on day 20, and by day 10 none or half were lost: of those still open then a fifth or
    # two fifths were won. Of 40 that are ten days old each counts as much; whatever of its age is lost does not.
    old = [(place, date(2025, 1, 6) + timedelta(place % 100)) for place in range(400)]
    won = {place: on + timedelta(20) for place, on in old if place < 80}
    gone = {place: on + timedelta(9) for place, on in old if lost and place >= 200}
    rows = [f"o{place},{on},ads,,{won.get(place, '')},{gone.get(place, '')}" for place, on in old]
    rows += [f"y{place},2025-08-22,ads,,,{'2025-08-25' if place >= 40 else ''}" for place in range(40 + lost)]
    text = "\n".join(["key,created_on,channel,demo_on,won_on,lost_on", *rows]) + "\n"
    said = asked("forecast", written(tmp_path, deals=text), snapshot=date(2025, 9, 1), horizon=40)

    assert said.answers["forecast: wins"].n == 40
    assert said.answers["forecast: wins"].point == pytest.approx(expected, abs=1.2)


def test_without_deals_nothing_is_pending(tmp_path: Path) -> None:
    assert asked("forecast", tmp_path).refusals["forecast"].code == "deals-missing"


def test_an_open_act_is_weighed_by_its_kind_and_age(tmp_path: Path) -> None:
    # Of a hundred reviews half are published after 30 days and none withdrawn; of twenty of 10 days ten are.
    old = [(f"o{place}", date(2025, 1, 6) + timedelta(place), place % 2 == 0) for place in range(100)]
    young = [(f"y{place}", date(2025, 8, 22), False) for place in range(20)]
    published = "".join(f"{key},published,{on + timedelta(30)}\n" for key, on, done in old if done)
    withdrawn = "".join(f"y{place},withdrawn,2025-08-25\n" for place in range(10))
    folder = written(
        tmp_path,
        activities="key,kind,opened_on\n" + "".join(f"{key},review,{on}\n" for key, on, _ in old + young),
        milestones="activity,milestone,on\n" + published + withdrawn,
    )
    said = asked("forecast", folder, snapshot=date(2025, 9, 1)).answers["open acts: review published"]

    assert said.n == 10
    assert said.point == pytest.approx(5.5, abs=0.5)


@pytest.mark.parametrize(("matured", "codes"), [(20, []), (19, ["rate-unknown"])])
def test_acts_of_a_kind_need_twenty_that_are_old_enough(tmp_path: Path, matured: int, codes: list[str]) -> None:
    rows = "".join(f"r{place},review,2025-01-06\n" for place in range(matured))
    reached = "".join(f"r{place},published,2025-01-20\n" for place in range(5))
    folder = written(
        tmp_path,
        activities=f"key,kind,opened_on\n{rows}new,review,2025-08-30\n",
        milestones="activity,milestone,on\n" + reached,
    )
    refusals = asked("forecast", folder, snapshot=date(2025, 9, 1)).refusals

    assert [each.code for name, each in refusals.items() if name == "open acts: other kinds"] == codes
