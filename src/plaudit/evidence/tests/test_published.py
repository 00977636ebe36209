"""What others published: pooled as in the textbook, and outweighed by the facts of the company."""

from datetime import date
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, stats

from plaudit.evidence.methods.random_effects import pooled
from plaudit.evidence.published.priors import REFERRED_VALUE, WIN_RATIO, Prior, prior
from plaudit.evidence.tests.folders import Leads, asked, deals, written
from plaudit.values.refused import Refused

LATE = date(2025, 12, 31)
HEAD = "topic,source,population,design,number,grade,checked,outcome,ratio,log_error,setting\n"
# Colditz et al. 1994, thirteen trials of the BCG vaccine: ill and well, vaccinated and not.
TRIALS = np.array(
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    dtype=float,
)


def own(ratio: str, log_error: str = "0.1", setting: str = "same", outcome: str = "referred value") -> str:
    return f"referrals,ours,our customers,matched,told,C,source,{outcome},{ratio},{log_error},{setting}\n"


def test_the_vaccine_trials_pool_as_published() -> None:
    # metafor 4 prints 0.3132 for the variance, -0.7145 (0.1808), -1.1084 to -0.3206 with method REML and test knha.
    a, b, c, d = TRIALS.T
    found = pooled(np.log(a / (a + b) * (c + d) / c), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)))

    assert (found.between**2, found.middle, found.error) == pytest.approx((0.3132, -0.7145, 0.1808), abs=5e-5)
    assert found.interval(0.95) == pytest.approx((-1.1084, -0.3206), abs=5e-5)
    # t of 12 at 97.5 % is 2.1788; the root of 0.3132 + 0.1808^2 is 0.5881.
    assert found.next_one(0.95) == pytest.approx((-0.7145 - 2.1788 * 0.5881, -0.7145 + 2.1788 * 0.5881), abs=1e-3)


def test_studies_that_agree_are_not_surer_than_their_numbers() -> None:
    found = pooled([0.2, 0.2, 0.2], [0.3, 0.3, 0.3])
    assert (found.between, found.middle, found.error) == pytest.approx((0, 0.2, 0.3 / 3**0.5))


def test_referrals_win_between_less_than_half_and_six_times_as_often(tmp_path: Path) -> None:
    # The specification asks for about LogNormal(0.4, 0.7).
    found = prior(WIN_RATIO, str(tmp_path))

    assert found.studies == 3
    assert (found.middle, found.spread) == pytest.approx((0.4, 0.7), abs=0.1)
    assert found.ends(0.95)[::2] == pytest.approx([0.4, 6], rel=0.05)


@pytest.mark.parametrize(("rows", "studies"), [("", 0), (own("0.9"), 0), (own("0.9") + own("0.9"), 3)])
def test_three_numbers_are_pooled_and_fewer_are_judged(tmp_path: Path, rows: str, studies: int) -> None:
    assert prior(REFERRED_VALUE, str(written(tmp_path, published=HEAD + rows))).studies == studies


def test_a_referred_customer_is_judged_to_be_worth_a_little_more(tmp_path: Path) -> None:
    # The specification says Normal(1.05, 0.15); this has the same mean and error, and is never below nothing.
    found = prior(REFERRED_VALUE, str(tmp_path))

    assert exp(found.middle + found.spread**2 / 2) == pytest.approx(1.05, abs=0.001)
    assert 1.05 * (exp(found.spread**2) - 1) ** 0.5 == pytest.approx(0.15, abs=0.001)


def test_a_number_of_the_companys_own_moves_the_prior(tmp_path: Path) -> None:
    rows = own("0.5", outcome="referral win ratio") + own("0.6", outcome="referral win ratio")
    folder = written(tmp_path, published=HEAD + rows)

    assert prior(WIN_RATIO, str(folder)).studies == 5
    assert prior(WIN_RATIO, str(folder)).middle < prior(WIN_RATIO, str(tmp_path / "none")).middle - 0.2


@pytest.mark.parametrize("row", [own("0"), own("much"), own("1.1", "-1"), own("1.1", setting="moon")])
def test_a_number_that_cannot_be_read_is_told(tmp_path: Path, row: str) -> None:
    with pytest.raises(Refused, match=r"published\.csv"):
        prior(REFERRED_VALUE, str(written(tmp_path, published=HEAD + row)))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (
            HEAD + own("1.1") + "referrals,ours,our customers,matched,told,C,source,referred value\n",
            "3 has not as many",
        ),
        (
            HEAD + "referrals,ours,our customers, and theirs,matched,told,C,source,referred value,1,1,same\n",
            "2 has not",
        ),
        (HEAD + own("1.1").replace("ours", "M\xfcller"), "2 is not UTF-8; save the file as CSV UTF-8"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, raw: str, says: str) -> None:
    (tmp_path / "published.csv").write_bytes(raw.encode("latin-1"))
    with pytest.raises(Refused, match=rf"published\.csv:{says}"):
        prior(REFERRED_VALUE, str(tmp_path))


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "published.csv").write_bytes((HEAD + own("0.9") + own("0.9")).encode("utf-8-sig"))
    assert prior(REFERRED_VALUE, str(tmp_path)).studies == 3


def test_a_surprise_is_the_tail_of_what_was_foretold() -> None:
    # 0.3 and 0.4 make 0.5: an estimate 1.96 times that away.
    assert Prior(0.4, 0.3, 3).surprise(0.4 + 1.96 * 0.5, 0.4) == pytest.approx(0.05, abs=1e-4)


def foretold(won: int, n: int, others: tuple[int, int], known: Prior) -> float:
    """By quadrature: the smaller tail of the wins, twice, over the ratio and what the others' rate may be."""
    rate = (others[0] + 0.5) / (others[1] + 1)
    spread = (known.spread**2 + 1 / (others[0] + 0.5) - 1 / (others[1] + 1)) ** 0.5

    def tail(*, below: bool) -> float:
        def at(x: float) -> float:
            p = min(rate * exp(known.middle + spread * x), 1 - 1e-9)
            chance = stats.binom.cdf(won, n, p) if below else stats.binom.sf(won - 1, n, p)
            return float(chance * stats.norm.pdf(x))

        return float(integrate.quad(at, -8, 8, limit=400)[0])

    return 2 * min(tail(below=True), tail(below=False))


@pytest.mark.parametrize(("won", "contrary"), [(40, False), (9, False), (8, True)])
def test_facts_that_disagree_with_what_is_published_are_named(tmp_path: Path, won: int, *, contrary: bool) -> None:
    # The others win a quarter; of 100 referrals so many are won.
    folder = written(tmp_path, deals=deals(Leads("referral", 100, won), Leads("ads", 400, 100)))
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: referral"]
    looked = {each.name: each for each in said.diagnostics}["these leads under what is published, p-value"]

    assert looked.value == pytest.approx(foretold(won, 100, (100, 400), prior(WIN_RATIO, "")), rel=0.02)
    assert (looked.passed is False, "Others found something else" in said.says) == (contrary, contrary)


def test_what_is_published_counts_less_the_more_the_facts_disagree(tmp_path: Path) -> None:
    # By hand: after w wins of n the mixture's parts weigh as the integrals of their densities times p^w (1-p)^(n-w).
    known = prior(WIN_RATIO, "")
    folder = written(tmp_path, deals=deals(Leads("referral", 400, 8), Leads("ads", 400, 120)))
    said = asked("rates", folder, snapshot=LATE, horizon=60).answers["win rate: referral"]
    p = (np.arange(200_000) + 0.5) / 200_000
    told = np.exp(-(((np.log(p / 0.3) - known.middle) / known.spread) ** 2) / 2) / p
    speaks = stats.binom.pmf(8, 400, p)
    mine, vague = 0.8 * float((told * speaks).sum() / told.sum()), 0.2 * float(np.mean(speaks))

    counts = str(said.figures["what is published counts for"])
    assert float(counts.removesuffix(" %")) / 100 == pytest.approx(mine / (mine + vague), abs=0.01)
    assert log(mine / vague) < 0


@pytest.mark.parametrize("asked_of", ["referral", "fairs"])
def test_what_is_published_of_referrals_is_of_no_other_channel(tmp_path: Path, asked_of: str) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 40, 10), Leads("fairs", 40, 10), Leads("ads", 400, 20)))
    said = asked("rates", folder, f"channel={asked_of}", snapshot=LATE, horizon=60).answers
    from_it = {
        name: "what is published counts for" in said[f"win rate: {name}"].figures for name in ("referral", "fairs")
    }

    assert from_it == {"referral": True, "fairs": False}


def test_an_amount_for_another_channel_starts_from_its_own_leads(tmp_path: Path) -> None:
    folder = written(tmp_path, deals=deals(Leads("fairs", 100, 8), Leads("ads", 400, 100)))
    said = asked("amount", folder, "channel=fairs", "value=4000", snapshot=LATE, horizon=60).answers["amount: ceiling"]

    assert "close rate under what is published, p-value" not in {each.name for each in said.diagnostics}


@pytest.mark.parametrize(("won", "passed"), [(9, True), (8, False)])
def test_an_amount_says_when_its_close_rate_is_not_what_others_found(tmp_path: Path, won: int, *, passed: bool) -> None:
    folder = written(tmp_path, deals=deals(Leads("referral", 100, won), Leads("ads", 400, 100)))
    said = asked("amount", folder, "value=4000", snapshot=LATE, horizon=60).answers["amount: ceiling"]
    looked = {each.name: each.passed for each in said.diagnostics}

    assert looked["close rate under what is published, p-value"] is passed
