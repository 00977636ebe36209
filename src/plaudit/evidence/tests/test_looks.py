"""An early look: how wide it makes every answer, and what holds at any look."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy import special, stats

from plaudit.evidence.answer import Answer
from plaudit.evidence.methods import anytime
from plaudit.evidence.methods.panel import Change
from plaudit.evidence.methods.sequential import crossing, obrien_fleming, spending
from plaudit.evidence.studies.lift import interrupted, looks, staggered
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.whenever import whenever
from plaudit.evidence.tests.companies import company, question, seen
from plaudit.evidence.tests.folders import asked, written
from plaudit.evidence.tests.test_lift_sides import for_everybody, of_a_metric, two_starts

LATE = date(2025, 12, 31)


def ended(files: dict[str, str]) -> dict[str, str]:
    return files | {"programs": files["programs"].replace("-01,\n", "-01,2026-01-01\n")}


def restless(files: dict[str, str]) -> dict[str, str]:
    """Without each seventh and each eleventh act, so that months differ."""
    rows = files["activities"].split("\n")
    kept = [row for place, row in enumerate(rows) if place in {0, len(rows) - 1} or (place % 7 and place % 11)]
    return files | {"activities": "\n".join(kept)}


def with_calls(files: dict[str, str]) -> dict[str, str]:
    """As many reference calls as reviews."""
    calls = [f"c-{row}".replace(",review,", ",reference_call,") for row in files["activities"].split("\n")[1:-1]]
    return files | {"activities": files["activities"] + "\n".join(calls) + "\n"}


def with_nps(files: dict[str, str]) -> dict[str, str]:
    """Each of eight people holds an account, whose NPS goes up and down from month to month."""
    metrics = "".join(
        f"a{place},nps,2025-{month:02},{30 + (place * month) % 5}\n" for place in range(8) for month in range(1, 13)
    )
    return files | {
        "accounts": "key,name\n" + "".join(f"a{place},a{place}\n" for place in range(8)),
        "holdings": "account,person,from,to\n" + "".join(f"a{place},p{place},2024-01-01,\n" for place in range(8)),
        "account_metrics": "account,metric,period,value\n" + metrics,
    }


@pytest.mark.parametrize("looks_at", [("looks=4", "look=2"), ("looked=2025-08-31",)])
@pytest.mark.parametrize(
    ("files", "given", "names"),
    [
        (
            ended(with_nps(restless(with_calls(company(1.5))))),
            ("randomised=yes", "kinds=review"),
            ["", "adjusted for the months before", "acts that it does not pay", "against their unpaid acts"],
        ),
        (ended(with_nps(company(1.5))), ("kinds=review",), ["", "nps meanwhile"]),
        (ended(two_starts()), (), ["all starts"]),
    ],
)
def test_every_answer_is_wider_at_an_early_look(
    tmp_path: Path, files: dict[str, str], given: Sequence[str], names: list[str], looks_at: Sequence[str]
) -> None:
    folder = written(tmp_path, **files)
    once, early = (asked("lift", folder, *given, *more, snapshot=LATE).answers for more in ((), looks_at))
    found = [name for name in once if name != "planning"]

    assert set(names) <= {name.partition(", ")[2] for name in found}
    assert [name for name in found if width(early[name]) <= width(once[name])] == []
    assert [name for name in found if "as wide as looking so often asks" not in early[name].says] == []


def width(said: Answer) -> float:
    return 0.0 if said.interval95 is None else said.interval95[1] - said.interval95[0]


def test_net_is_wider_at_an_early_look(tmp_path: Path) -> None:
    files = company(1.5)
    files["programs"] = files["programs"].replace("2025-07-01,\n", "2025-07-01,2025-10-01\n")
    folder, name = written(tmp_path, **files), "lift: spiff from 2025-07-01, net"
    once, early = (
        asked("lift", folder, *more, snapshot=LATE).answers[name].interval80 for more in ((), ("looks=4", "look=3"))
    )

    assert once is not None
    assert early is not None
    assert early[1] - early[0] > once[1] - once[0]


@pytest.mark.parametrize(("given", "says"), [((), False), (("looks=4", "look=2"), True)])
def test_a_series_is_wider_at_an_early_look(tmp_path: Path, given: tuple[str, ...], *, says: bool) -> None:
    random = np.random.default_rng(3)
    among = seen(24, 12, (1, 0))
    among = replace(among, counts=random.poisson(np.full((1, 36), 60.0)).astype(np.float64))
    said = [
        looks.told(each, question(tmp_path, *given))
        for each in interrupted.interrupted(among, question(tmp_path, *given), None)
    ]
    answers = [each for each in said if isinstance(each, Answer)]

    assert len(answers) == 2
    assert ["as wide as looking so often asks" in each.says for each in answers] == [says] * 2


def test_one_treated_has_no_bound_and_says_so(tmp_path: Path) -> None:
    files = of_a_metric()
    folder = written(tmp_path, **files)
    once, early = (
        asked("lift", folder, "metric=nps", *more, snapshot=LATE).answers["lift: spiff from 2025-07-01"]
        for more in ((), ("looks=4", "look=2"))
    )

    assert once.interval80 == early.interval80
    assert early.grade == "C"
    assert "No bound is known for this way to compare" in early.says
    assert [each.passed for each in early.diagnostics if each.name.startswith("look ")] == [False]


def test_a_single_look_says_nothing_of_looks(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), snapshot=LATE)

    assert [name for name, each in said.answers.items() if "look" in each.says] == []


def test_an_interval_of_a_look_goes_to_its_bound() -> None:
    # Second of four: 2.863 for one error in twenty. With many degrees of freedom Student's t is the normal one.
    at = looks.Bound("look 2 of 4", obrien_fleming(4)[1], obrien_fleming(4, 0.2)[1])

    assert looks.reach(1e7, 0.95, at) == pytest.approx(2.863, abs=2e-3)
    assert looks.reach(1e7, 0.8, at) == pytest.approx(obrien_fleming(4, 0.2)[1], abs=1e-4)
    assert looks.reach(5, 0.8, None) == pytest.approx(stats.t.ppf(0.9, 5))


def test_bounds_of_an_80_interval_are_crossed_once_in_five_times() -> None:
    assert crossing(obrien_fleming(4, 0.2), (0.25, 0.5, 0.75, 1.0)) == pytest.approx(0.2, abs=1e-5)
    assert crossing(spending((0.3, 0.5, 1.0), 0.2), (0.3, 0.5, 1.0)) == pytest.approx(0.2, abs=1e-5)


def test_what_knows_nothing_yet_has_no_bound_above() -> None:
    low, high = Change(0.1, 1.0, 1.0).within(1e6)

    assert (low, high) == (-1.0, float("inf"))


def split(mine: Sequence[float], both: Sequence[float], scatter: float = 1.0) -> anytime.Split:
    return anytime.Split(np.array(mine), np.array(both), np.zeros(len(mine)), scatter)


def test_even_exposures_make_it_the_beta_binomial() -> None:
    # Of sixty events, 37 of the treated, in two months: B(47, 33) / B(10, 10) over a half to the sixtieth.
    exact = special.betaln(47, 33) - special.betaln(10, 10) + 60 * np.log(2)

    assert anytime.against(split([20, 17], [35, 25]), np.zeros(1))[0] == pytest.approx(exact, abs=1e-6)


def test_what_speaks_against_the_truth_is_one_on_average() -> None:
    # A third of forty events with exposures of one to two: summed over all that may come.
    offset, chance = np.log([0.5]), 1 / 3
    found = [
        stats.binom.pmf(mine, 40, chance)
        * np.exp(anytime.against(anytime.Split(np.array([float(mine)]), np.array([40.0]), offset), np.zeros(1))[0])
        for mine in range(41)
    ]

    assert sum(found) == pytest.approx(1.0, abs=1e-6)


def test_what_was_before_has_the_interval_of_clopper_and_pearson() -> None:
    low, high = anytime.before(split([12, 18], [30, 30]), 0.95)

    assert special.expit([low, high]) == pytest.approx(stats.binomtest(30, 60).proportion_ci(0.95), abs=1e-9)


def test_twice_the_scatter_is_half_of_the_events() -> None:
    twice, half = split([40], [60], 2.0), split([20], [30])

    assert anytime.against(twice, np.zeros(1)) == pytest.approx(anytime.against(half, np.zeros(1)))
    assert anytime.before(twice, 0.8) == pytest.approx(anytime.before(half, 0.8))


def test_the_ends_of_the_interval_are_where_the_evidence_is_enough() -> None:
    found = anytime.Whenever(split([300], [600]), split([150], [210]))
    early = anytime.before(found.past, 0.975)
    low, high = found.interval(0.95)
    ends = np.array([low + early[1], high + early[0]])

    assert np.exp(anytime.against(found.now, ends, sum(early) / 2)) == pytest.approx([40, 40], rel=0.1)
    assert low > 0
    assert found.evidence(0.95)[0] > found.evidence(0.95)[1] == pytest.approx(40)


def test_nothing_yet_says_nothing() -> None:
    low, high = anytime.Whenever(split([300], [600]), split([0], [0])).interval(0.95)

    assert low < -5
    assert high > 5


def drawn() -> Seen:
    """Six of twelve bring twenty acts a month in place of ten."""
    among = seen(12, 6, (6, 6))
    return replace(among, counts=among.counts + 10 * np.outer(among.treated, among.during))


@pytest.mark.parametrize("looks_at", [("looks=any",), ("looks=2", "look=3")])
def test_a_lot_that_is_looked_at_too_often_has_a_rule_that_holds_anyway(
    tmp_path: Path, looks_at: tuple[str, ...]
) -> None:
    folder = written(tmp_path, **company(1.5))
    lot = asked("lift", folder, "randomised=yes", *looks_at, snapshot=LATE)
    without = asked("lift", folder, *looks_at, snapshot=LATE)
    found = lot.answers["lift: spiff from 2025-07-01"]

    assert {name for name in lot.answers if name != "planning"} == {"lift: spiff from 2025-07-01"}
    assert found.grade == "A"
    assert "It is very likely that it caused more acts" in found.says
    assert "This holds however often it is looked at" in found.says
    assert without.refusals["lift: spiff from 2025-07-01"].code == "peeked"


def test_an_answer_for_any_look_is_wider_than_that_of_one(tmp_path: Path) -> None:
    among = drawn()
    said = next(whenever(among, question(tmp_path, "randomised=yes", "looks=any")))

    assert isinstance(said, Answer)
    assert said.point == pytest.approx(1.0)
    assert said.interval95 is not None
    assert said.interval80 is not None
    assert 0 < said.interval95[0] < said.interval80[0] < 1.0 < said.interval80[1] < said.interval95[1]
    assert said.figures["act at"] == pytest.approx(40)


@pytest.mark.parametrize(("arms", "code"), [((4, 4), None), ((3, 9), "units-too-few")])
def test_a_rule_for_any_look_needs_what_a_lot_needs(tmp_path: Path, arms: tuple[int, int], code: str | None) -> None:
    said = next(whenever(seen(4, 2, arms), question(tmp_path, "randomised=yes", "looks=any")))

    assert (None if said.refusal is None else said.refusal.code) == code


@pytest.mark.parametrize("given", [("randomised=yes",), ()])
def test_everybody_at_once_has_no_rule_for_any_look(tmp_path: Path, given: tuple[str, ...]) -> None:
    said = asked("lift", written(tmp_path, **for_everybody()), "looks=any", *given, snapshot=LATE)

    assert [name for name in said.answers if name != "planning"] == []
    assert said.refusals["lift: spiff from 2025-07-01"].code == ("units-too-few" if given else "peeked")


def start(pre: int, treated: Sequence[int], units: int = 9, each: float = 10.0) -> tuple[Launch, Seen]:
    among = seen(pre, 2, (1, units - 1), each)
    among = replace(among, treated=np.isin(np.arange(units), treated))
    return among.launch, among


@pytest.mark.parametrize(
    ("starts", "code", "smallest"),
    [
        ([start(4, [0, 1]), start(4, [2])], None, None),
        ([start(4, [0, 1]), start(3, [2])], "starts-too-few", "1 more month before 2025-07-01."),
        ([start(4, [0, 1]), (start(4, [2])[0], None)], "starts-too-few", "Whole months before and after 2025-07-01."),
        ([start(4, [0]), start(4, [2])], "units-too-few", "1 more person on the smaller side."),
        ([start(4, [0, 1], 5), start(4, [2], 5)], "units-too-few", "1 more person on the smaller side."),
        ([start(4, [0, 1], 3), start(4, [0, 1, 2], 3)], "starts-too-few", "3 people who are never treated."),
        ([start(4, [0, 1], each=5.0), start(4, [2], each=5.0)], None, None),
        ([start(4, [0, 1], each=4.0), start(4, [2], each=4.0)], "events-too-few", "6 more acts of the treated."),
    ],
)
def test_what_several_starts_need(
    starts: list[tuple[Launch, Seen | None]], code: str | None, smallest: str | None
) -> None:
    refusal = staggered.refused(starts)

    assert (None if refusal is None else (refusal.code, refusal.smallest)) == (
        None if code is None else (code, smallest)
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("shared_accounts=yes",), "spill-over"),
        (("looks=2", "look=3"), "peeked"),
        (("announced=2025-02-01",), "announced-early"),
    ],
)
def test_several_starts_are_refused_aloud(tmp_path: Path, given: tuple[str, ...], code: str) -> None:
    said = asked("lift", written(tmp_path, **two_starts()), *given, snapshot=LATE)

    assert said.refusals["lift: spiff, all starts"].code == code


@pytest.mark.parametrize(
    ("files", "given", "name"),
    [
        (two_starts(), ("randomised=yes",), "lift: spiff, all starts"),
        (of_a_metric(), ("randomised=yes", "metric=nps"), "lift: spiff from 2025-07-01"),
        (of_a_metric(), ("metric=nps",), "lift: spiff from 2025-07-01"),
    ],
)
@pytest.mark.parametrize("looks_at", [("looks=any",), ("looks=2", "look=3")])
def test_a_lot_is_no_remedy_where_it_is_drawn_already_or_where_nothing_is_counted(
    tmp_path: Path, files: dict[str, str], given: tuple[str, ...], name: str, looks_at: tuple[str, ...]
) -> None:
    refusal = asked("lift", written(tmp_path, **files), *given, *looks_at, snapshot=LATE).refusals[name]

    assert refusal.code == "peeked"
    assert "looks" in refusal.smallest
    assert "lot" not in refusal.smallest


def test_a_roll_out_that_was_drawn_by_lot_has_the_grade_of_a_lot(tmp_path: Path) -> None:
    folder = written(tmp_path, **two_starts())
    once, drawn = (
        asked("lift", folder, *given, snapshot=LATE).answers["lift: spiff, all starts"]
        for given in ((), ("randomised=yes",))
    )

    assert (once.grade, drawn.grade) == ("B", "A")
    assert "over 2 starts" in once.says
