"""What a customer is worth over the years, by those who stayed, and whether a referred one is worth more."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plaudit.connectors.folder.read_studied import read_studied
from plaudit.evidence import studies
from plaudit.evidence.answer import Answer
from plaudit.evidence.methods.survival import Kept, mean_draws
from plaudit.evidence.observed.leads import leads
from plaudit.evidence.question import Question, settings
from plaudit.evidence.studies.amount.lifetime import value
from plaudit.evidence.tests.folders import HEADER, Leads, Said, asked, deals, written
from plaudit.values.refused import Refused

LATE = date(2025, 12, 31)
OWN = "own customers under what is published, p-value"


def folder(
    path: Path, referred: tuple[int, int], others: tuple[int, int], brought: tuple[int, int] = (100, 100)
) -> Path:
    """So many customers by each channel, a renewal in 2024 at which so many stayed, and their margins."""
    won, told = [], []
    for channel, (n, stayed), margin in (("referral", referred, brought[0]), ("ads", others, brought[1])):
        for place in range(n):
            account = f"{channel}{place}"
            won.append(f"w-{account},2023-01-02,{channel},,2023-02-01,,1000.00,USD,,{account}\n")
            told.append(f"{account},renewed,2024,{int(place < stayed)}\n{account},margin,2024,{margin + place % 2}\n")
    plain = deals(Leads("referral", 80, 24), Leads("ads", 80, 20)).splitlines()[1:]
    return written(
        path,
        deals=f"{HEADER},account\n" + "".join(won) + "".join(f"{row},\n" for row in plain),
        account_metrics="account,metric,period,value\n" + "".join(told),
    )


def answered(path: Path, *given: str, snapshot: date = LATE) -> Said:
    return asked("amount", path, *given, snapshot=snapshot, horizon=60)


def years(answer: Answer) -> list[float]:
    """The middles of both, referred first."""
    rows: Any = answer.figures["years that they stay, of five"]
    return [row["middle"] for row in rows]


def test_a_customer_is_worth_the_years_that_she_stays() -> None:
    # Nine in ten stay each year; at 10 % a year 1 + 0.81818 + 0.66942 + 0.54771 + 0.44813.
    many = Kept(np.array([90_000, 81_000, 72_900, 65_610]), np.array([10_000, 9_000, 8_100, 7_290]))
    draws = many.years(4, 0.1, np.random.default_rng(1))

    assert float(np.median(draws)) == pytest.approx(3.48344, abs=0.005)


def test_beyond_what_was_seen_customers_stay_as_the_published_example() -> None:
    # Fader and Hardie 2007, high end: seven years fit alpha 0.668, beta 3.806; 0.491 of 1,000 are left, and of these
    # 10.806/11.474 x 11.806/12.474 x 12.806/13.474 x 13.806/14.474 x 14.806/15.474 after five more. It was 0.394.
    left = np.array([1000, 869, 743, 653, 593, 551, 517, 491])
    draws = Kept(left[1:].astype(float), -np.diff(left).astype(float)).survival(12, 20_000, np.random.default_rng(1))

    assert float(np.median(draws[:, 7])) == pytest.approx(0.491, abs=0.005)
    assert float(np.median(draws[:, 12])) == pytest.approx(0.3796, abs=0.01)
    assert np.quantile(draws[:, 12], 0.025) < 0.394 < np.quantile(draws[:, 12], 0.975)


def test_a_mean_of_few_is_unsure_and_never_below_nothing() -> None:
    # 1, 2 and 6 have mean 3 and standard error root(7 / 3) = 1.5275.
    draws = mean_draws(np.array([1.0, 2.0, 6.0]), 200_000, np.random.default_rng(1))

    assert (draws.mean(), draws.std()) == pytest.approx((3, 1.5275), rel=0.02)
    assert draws.min() > 0


def test_own_customers_take_the_place_of_what_is_published(tmp_path: Path) -> None:
    # 180 of 200 stay against 120; a year's margin is 120.5 against 100.5.
    said = answered(folder(tmp_path, (200, 180), (200, 120), (120, 100)), "value=4000").answers
    found = said["amount: a referred customer"]
    mine, others = years(found)

    assert found.grade == "C"
    assert mine > 3 > others
    assert found.point == pytest.approx(mine / others * 120.5 / 100.5, rel=0.01)
    assert found.diagnostics[0].name == OWN


@pytest.mark.parametrize(
    ("mine", "others", "smallest"),
    [
        (30, 30, None),
        (29, 30, "1 more customer by referral with their renewals in account_metrics.csv."),
        (30, 28, "2 more customers by other channels with their renewals in account_metrics.csv."),
    ],
)
def test_own_customers_need_thirty_renewals_on_each_side(
    tmp_path: Path, mine: int, others: int, smallest: str | None
) -> None:
    said = answered(folder(tmp_path, (mine, 20), (others, 20)), "value=4000")
    refused = said.refusals.get("amount: a referred customer")

    assert (None if refused is None else refused.smallest) == smallest
    assert said.answers["amount: a referred customer"].grade == ("C" if smallest is None else "D")


@pytest.mark.parametrize(("margin", "contrary"), [(100, False), (300, True)])
def test_own_customers_who_differ_from_what_is_published_are_named(
    tmp_path: Path, margin: int, *, contrary: bool
) -> None:
    found = answered(folder(tmp_path, (200, 150), (200, 150), (margin, 100)), "value=4000").answers
    answer = found["amount: a referred customer"]

    assert [(each.name, each.passed) for each in answer.diagnostics] == [(OWN, not contrary)]
    assert ("Others found something else." in answer.says) == contrary


@pytest.mark.parametrize(("lost", "known"), [(20, True), (19, False)])
def test_twenty_lost_customers_tell_how_long_one_stays(tmp_path: Path, lost: int, *, known: bool) -> None:
    said = answered(folder(tmp_path, (40, 40), (40, 40 - lost)), "margin=0.8")

    assert ("no-measure" in {each.code for each in said.refusals.values()}) != known
    assert ("amount: ceiling" in said.answers) == known


def test_a_value_of_seen_renewals_is_observed_and_not_assumed(tmp_path: Path) -> None:
    ceiling = answered(folder(tmp_path, (40, 30), (40, 30)), "margin=0.8").answers["amount: ceiling"]

    assert ceiling.figures["value of a win, said by"] == "the mean won deal, your margin and how customers stay"
    assert ceiling.grade == "C"


@pytest.mark.parametrize("given", ["referred=no", "channel=ads"])
def test_what_is_published_of_referrals_is_of_nothing_else(tmp_path: Path, given: str) -> None:
    said = answered(folder(tmp_path, (20, 10), (20, 10)), "value=4000", given)
    assert "amount: a referred customer" not in said.answers


@pytest.mark.parametrize("given", ["YES", "true", "1", "No"])
def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(Refused, match=f"--set referred={given}: write yes or no"):
        answered(folder(tmp_path, (20, 10), (20, 10)), "value=4000", f"referred={given}")


@pytest.mark.parametrize(("snapshot", "there"), [(date(2024, 12, 31), True), (date(2024, 12, 30), False)])
def test_a_renewal_counts_when_its_period_is_over(tmp_path: Path, snapshot: date, *, there: bool) -> None:
    path = folder(tmp_path, (40, 30), (40, 30))
    rows = (path / "deals.csv").read_text("utf-8").replace("2025-", "2023-")
    said = answered(written(path, deals=rows), "value=4000", snapshot=snapshot)

    assert ("amount: a referred customer" in said.answers) == there


def paying(path: Path, referred: int, others: int) -> Path:
    """Eight in ten stay on both sides; a referred customer pays 2,000 and another 1,000."""
    won, told = [], []
    for channel, count, amount in (("referral", referred, 2000), ("ads", others, 1000)):
        for place in range(count):
            account = f"{channel}{place}"
            won.append(f"w-{account},2023-01-02,{channel},,2023-02-01,,{amount}.00,USD,,{account}\n")
            told.append(f"{account},renewed,2024,{int(place % 10 < 8)}\n")
    metrics = "account,metric,period,value\n" + "".join(told)
    return written(path, deals=f"{HEADER},account\n" + "".join(won), account_metrics=metrics)


def mean_value(path: Path, *given: str) -> float:
    asked_of = Question(read_studied(path), LATE, 60, 1, settings(list(given), studies.find("amount").settings))
    seen = leads(asked_of.facts, LATE)
    assert seen is not None
    found = value(asked_of, seen, LATE)
    assert found is not None
    return float(np.mean(found.draws))


@pytest.mark.parametrize(
    ("referred", "others", "times"),
    # The mean deal is 1,500, and 1,800; a referred one 2,000. Where all are referred, the mean is theirs already.
    [(40, 40, 2000 / 1500), (120, 30, 2000 / 1800), (40, 0, 1.0)],
)
def test_what_referred_customers_are_worth_more_is_counted_once(
    tmp_path: Path, referred: int, others: int, times: float
) -> None:
    path, terms = paying(tmp_path, referred, others), ("margin=1", "retention=0.8")

    assert mean_value(path, *terms) / mean_value(path, *terms, "referred=no") == pytest.approx(times, rel=0.03)
