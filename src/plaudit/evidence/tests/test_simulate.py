"""What a plan may cost: against an exact recursion, against itself act by act, and what it refuses."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from plaudit.connectors.folder.read import read
from plaudit.evidence import studies
from plaudit.evidence.answer import Answer, Refusal
from plaudit.evidence.pacing import Pace, pace
from plaudit.evidence.question import Question, settings
from plaudit.evidence.studies.simulate.ahead import Response
from plaudit.evidence.studies.simulate.backtest import backtest
from plaudit.evidence.studies.simulate.coming import prepared
from plaudit.evidence.studies.simulate.outcome import Months, gini, run
from plaudit.evidence.studies.simulate.past import Past, Stream
from plaudit.plans.incentive import Span
from plaudit.plans.plan import Plan
from plaudit.plans.read import read_versions
from plaudit.values.refused import Refused

HEAD = """
plan: tried
currency: USD
calendar: {time_zone: UTC}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
"""
DEMO = """
  - key: demo
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}
"""
SLIDER = """
  - key: slider
    kind: bounty
    window: quarter
    counts:
      activity: [review, reference_call, video]
      milestone: {review: published, reference_call: delivered, video: published}
    pays: {each: {review: 25.00, reference_call: 75.00, video: 300.00}}
"""


class Said(NamedTuple):
    answers: dict[str, Answer]
    refusals: dict[str, Refusal]


def plan(folder: Path, incentives: str, head: str = HEAD) -> tuple[Plan, ...]:
    (folder / "plan.yaml").write_text(f"{head}incentives:{incentives}", encoding="utf-8")
    return read_versions(folder / "plan.yaml")


def facts(folder: Path, acts: list[tuple[date, str]]) -> Path:
    """A demo of a referral on each day, brought by that person; Ana and Bo are there."""
    rows = [(f"r{place}", on, person) for place, (on, person) in enumerate(acts)]
    files = {
        "people": "key,name,role\nana,Ana,csm\nbo,Bo,csm\n",
        "accounts": "key,name\nacme,Acme\n",
        "activities": "key,kind,opened_on,account,person\n"
        + "".join(f"{key},referral,{on},acme,{person}\n" for key, on, person in rows),
        "milestones": "activity,milestone,on\n" + "".join(f"{key},demo,{on}\n" for key, on, _ in rows),
    }
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def every(days: int, start: date, end: date, person: str = "ana") -> list[tuple[date, str]]:
    return [(start + timedelta(at), person) for at in range(0, (end - start).days, days)]


def asked(folder: Path, plans: tuple[Plan, ...], *given: str, snapshot: date | None = None) -> Said:
    study = studies.find("simulate")
    known = settings(["draws=200", *given], study.settings)
    said = list(study.answer(Question(read(folder, None), snapshot, None, 1, known, plans)))
    answers = {each.name: each for each in said if isinstance(each, Answer)}
    return Said(answers, {each.name: each.refusal for each in said if each.refusal is not None})


def compound(size: float, mean: float, severity: dict[int, float], most: int) -> np.ndarray:
    """Panjer's recursion for a negative binomial number of amounts in whole units, none of them 0."""
    fall = mean / (mean + size)
    total = np.zeros(most + 1)
    total[0] = (1 - fall) ** size
    for s in range(1, most + 1):
        total[s] = sum((fall + (size - 1) * fall * y / s) * f * total[s - y] for y, f in severity.items() if y <= s)
    return total


def risk(chances: np.ndarray) -> list[float]:
    """Mean, P50, P80, P95 and what is to be expected beyond it, of the exact distribution."""
    units, below = np.arange(len(chances)), np.cumsum(chances)
    at = [int(np.searchsorted(below, level)) for level in (0.5, 0.8, 0.95)]
    beyond = (chances * units)[at[-1] :].sum() / chances[at[-1] :].sum()
    return [float((chances * units).sum()), *map(float, at), float(beyond)]


def drawn(paid: np.ndarray) -> list[float]:
    worst = np.sort(paid)[int(0.95 * len(paid)) :]
    return [float(each) for each in (paid.mean(), *np.quantile(paid, [0.5, 0.8, 0.95]), worst.mean())]


@pytest.mark.parametrize("alone", [False, True])
def test_acts_of_two_kinds_on_one_day_are_served_in_one_order(tmp_path: Path, alone: bool) -> None:  # noqa: FBT001 -- a column
    facts(tmp_path, every(10, date(2025, 1, 1), date(2026, 1, 1)))
    plans = plan(tmp_path, SLIDER + DEMO)
    known = settings(["periods=1"], studies.find("simulate").settings)
    found = prepared(Question(read(tmp_path, None), date(2025, 12, 31), None, 1, known, plans))
    assert not isinstance(found, Refusal)
    ahead, _ = found
    slot = next(slot for slot in ahead.trials.ground.laid.slots if slot.key == "slider")
    still = Pace(np.zeros((2, 4)), np.ones((2, 4)), 30.0, 1e-9, 0.05, 0.0)
    brought, whole = np.full((3, 1), 25_000_000), np.full((3, 1), 1_000_000)
    streams = tuple(
        Stream(name, still, (("slider", 0),), brought, whole, whole, (slot.last.incentive.covers,))
        for name in ("review published", "video published")
    )
    ahead = replace(ahead, past=Past(streams, 4, ahead.past.cut, ()), alone=alone)
    supposed = ahead.supposed(0, Response(np.ones(50), reaches=not alone))
    # A running sum needs to know which of them came first; where two are equal, a machine chooses.
    served = [
        tuple(row[name] for name in ("trial", "slot", "part", "person", "day", "turn"))
        for table in (supposed.moves, supposed.alone)
        for row in table.to_pylist()
    ]
    assert len(served) > 100
    assert len(set(served)) == len(served)


def test_what_is_paid_by_the_act_is_distributed_as_the_exact_recursion_says(tmp_path: Path) -> None:
    facts(tmp_path, every(10, date(2025, 1, 1), date(2026, 1, 1)))
    plans = plan(tmp_path, DEMO + SLIDER)
    known = settings(["periods=1"], studies.find("simulate").settings)
    found = prepared(Question(read(tmp_path, None), date(2025, 12, 31), None, 1, known, plans))
    assert not isinstance(found, Refusal)
    ahead, _ = found
    # Half of all acts bring 25, three in ten 75, two in ten 300; 60 a quarter, with a variance of 60 + 0.05 x 60^2.
    brought = np.array([[2500]] * 5 + [[7500]] * 3 + [[30000]] * 2) * 10_000
    still = Pace(np.zeros((2, 4)), np.ones((2, 4)), 60.0, 1e-9, 0.05, 0.0)
    slot = next(slot for slot in ahead.trials.ground.laid.slots if slot.key == "slider")
    whole = np.full_like(brought, 1_000_000)
    stream = Stream("acts", still, (("slider", 0),), brought, whole, whole, (slot.last.incentive.covers,))
    ahead = replace(ahead, past=Past((stream,), 4, ahead.past.cut, ()))
    outcome = run(ahead, Months(np.array([2026 * 12, 2026 * 12 + 3]), 1), Response(np.ones(30_000)), lambda _: None)

    quarter = 90 / 91
    exact = risk(compound(quarter / 0.05, 60 * quarter, {1: 0.5, 3: 0.3, 12: 0.2}, 2000))
    assert drawn(outcome.people[:, 0] / 25) == pytest.approx(exact, rel=0.01)
    assert drawn(outcome.people[:, 1] / 25) == pytest.approx(exact, rel=0.01)


YEAR = every(9, date(2025, 1, 1), date(2026, 1, 1)) + every(20, date(2025, 1, 1), date(2026, 1, 1), "bo")


def test_it_tells_the_cost_of_each_quarter_with_its_tail(tmp_path: Path) -> None:
    said = asked(facts(tmp_path, YEAR), plan(tmp_path, DEMO), "raise=1")
    cost = said.answers["simulate: cost"]
    periods = cost.figures["periods"]

    assert isinstance(periods, list)
    assert [each["period"] for each in periods if isinstance(each, dict)] == [f"2026-Q{q}" for q in (1, 2, 3, 4)]
    assert all(
        set(each) == {"period", "mean", "p50", "p80", "p95", "cte95"} for each in periods if isinstance(each, dict)
    )
    # About ten acts of Ana's and five of Bo's: 2 at 100 each, the rest at 150.
    assert cost.point == pytest.approx(4 * (2 * 200 + 11 * 150), rel=0.1)
    assert cost.grade == "C"
    assert not said.refusals
    looked = {each.name: each for each in cost.diagnostics}
    assert looked["cents between sums of acts and acts one by one"].value == 0


def test_more_is_paid_for_what_comes_anyway_the_less_people_answer(tmp_path: Path) -> None:
    facts(tmp_path, YEAR)
    plans = plan(tmp_path, DEMO)
    still, raised = asked(tmp_path, plans, "raise=1"), asked(tmp_path, plans, "raise=4")
    anyway = [said.answers["simulate: paid for what would have come anyway"].point for said in (still, raised)]

    assert anyway[0] is not None
    assert anyway[1] is not None
    # Half of the prior's elasticities are below 0.2: 2^-0.2 is 0.87, 4^-0.2 is 0.76.
    assert 0.6 < anyway[1] < anyway[0] < 0.95
    scenarios = raised.answers["simulate: cost"].figures["scenarios"]
    assert isinstance(scenarios, list)
    none, prior, strong, gaming = (float(str(each["mean"])) for each in scenarios if isinstance(each, dict))
    assert none < prior < gaming
    assert prior < strong
    assert raised.answers["simulate: cost"].grade == "E"


def test_a_plan_that_runs_already_raises_nothing_and_a_new_one_does(tmp_path: Path) -> None:
    facts(tmp_path, YEAR)
    running = plan(tmp_path, DEMO, HEAD.replace("2026-01-01", "2025-01-01"))
    assert asked(tmp_path, running).answers["simulate: cost"].grade == "C"
    assert asked(tmp_path, plan(tmp_path, DEMO)).answers["simulate: cost"].grade == "E"


def test_what_is_known_of_the_quarter_counts_and_only_its_rest_is_tried(tmp_path: Path) -> None:
    acts = [*YEAR, *every(9, date(2026, 1, 1), date(2026, 3, 31))]
    said = asked(facts(tmp_path, acts), plan(tmp_path, DEMO), "raise=1", "periods=1", snapshot=date(2026, 3, 30))
    bounds = said.answers["simulate: cost"].interval95

    # Ana did ten acts before: 200 and 8 x 150.
    assert bounds is not None
    assert bounds[0] == 1400.0
    assert bounds[1] <= 1700.0


def test_a_plan_that_is_over_is_tried_on_its_last_quarters(tmp_path: Path) -> None:
    over = HEAD.replace("2027-01-01", "2026-07-01").replace("2026-01-01", "2025-07-01")
    facts(tmp_path, YEAR + every(9, date(2026, 1, 1), date(2026, 9, 30)))
    said = asked(tmp_path, plan(tmp_path, DEMO, over), "raise=1")
    assert said.answers["simulate: cost"].says.endswith("its last quarters are taken as if they came again.")
    assert said.answers["simulate: cost"].says.startswith("From 2025-07-01 to 2026-06-30")


def test_over_budget_is_the_share_of_trials_that_owe_more(tmp_path: Path) -> None:
    facts(tmp_path, YEAR)
    plans = plan(tmp_path, DEMO)
    total = asked(tmp_path, plans, "raise=1").answers["simulate: cost"].interval80
    assert total is not None
    low = asked(tmp_path, plans, "raise=1", f"budget={total[0]:.2f}").answers["simulate: cost"]
    assert low.figures["over budget"] == pytest.approx(0.9, abs=0.01)
    bounded = plan(tmp_path, DEMO, f"{HEAD}budget: 100.00\n")
    spent = asked(tmp_path, bounded, "raise=1").answers["simulate: cost"]
    assert (spent.figures["over budget"], spent.point) == (1.0, 100.0)


def test_two_quarters_of_acts_are_needed_to_say_what_a_bad_one_costs(tmp_path: Path) -> None:
    plans = plan(tmp_path, DEMO)
    end = date(2025, 12, 31)
    # Two quarters are 182 days; the first two weeks may lack.
    enough = [*every(9, end - timedelta(167), end), (end, "ana")]
    short = [*every(9, end - timedelta(166), end), (end, "ana")]

    assert not asked(facts(tmp_path, enough), plans).refusals
    said = asked(facts(tmp_path, short), plans)
    assert said.refusals["simulate: cost"].code == "periods-too-few"
    assert said.refusals["simulate: cost"].smallest == "1 more quarter of counts."
    assert said.answers["simulate: cost"].point is None
    assert set(said.answers["simulate: cost"].figures) == {"scenarios"}


def test_it_refuses_without_a_plan_that_counts_what_was_done(tmp_path: Path) -> None:
    facts(tmp_path, YEAR)
    assert asked(tmp_path, ()).refusals["simulate"].code == "plan-missing"
    assert asked(tmp_path, plan(tmp_path, SLIDER)).refusals["simulate"].code == "counts-missing"
    one = [(date(2025, 12, 31), "ana")]
    assert asked(facts(tmp_path, one), plan(tmp_path, DEMO)).refusals["simulate"].code == "counts-missing"
    assert asked(facts(tmp_path, []), plan(tmp_path, DEMO)).refusals["simulate"].code == "acts-missing"


@pytest.mark.parametrize(
    ("first", "code"), [(date(2025, 10, 17), "counts-missing"), (date(2025, 10, 16), "periods-too-few")]
)
def test_it_refuses_where_less_than_a_quarter_is_known(tmp_path: Path, first: date, code: str) -> None:
    # A quarter is 91 days, and its first two weeks may lack: 77 before 2026-01-01.
    known = facts(tmp_path, [(first, "ana"), (date(2025, 12, 31), "ana")])
    assert [each.code for each in asked(known, plan(tmp_path, DEMO)).refusals.values()] == [code]


@pytest.mark.parametrize(("until", "codes"), [(date(2026, 1, 1), ["plan-never"]), (date(2026, 1, 2), [])])
def test_it_refuses_a_plan_that_is_never_in_effect(tmp_path: Path, until: date, codes: list[str]) -> None:
    facts(tmp_path, YEAR)
    (written,) = plan(tmp_path, DEMO)
    given = (replace(written, effective=Span(date(2026, 1, 1), until)),)
    assert [each.code for each in asked(tmp_path, given).refusals.values()] == codes


@pytest.mark.parametrize(("last", "passed"), [(5.0, True), (50.0, False)])
def test_a_past_that_was_not_foretold_is_said(tmp_path: Path, last: float, *, passed: bool) -> None:
    # Five streams of ten people, five a quarter; in the last four quarters as many, or ten times as many.
    random = np.random.default_rng(1)
    counts = [random.poisson([5.0] * 4 + [last] * 4, (10, 8)).astype(float) for _ in range(5)]
    none = np.zeros((1, 1), dtype=np.int64)
    streams = [
        Stream(f"s{place}", pace(each, np.ones((10, 8))), (), none, none, none, ()) for place, each in enumerate(counts)
    ]
    question = Question(read(facts(tmp_path, []), None))
    said = {each.name: each for each in backtest(question, Past(tuple(streams), 8, 0, ()))}

    assert said["backtest: part of past 80 % intervals of acts that held"].passed is passed


def test_settings_have_bounds(tmp_path: Path) -> None:
    facts(tmp_path, YEAR)
    with pytest.raises(Refused, match="--set draws=3: it is between 100 and 100000"):
        asked(tmp_path, plan(tmp_path, DEMO), "draws=3")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("budget=much", "--set budget=much: write a plain number"),
        ("budget=-1", "--set budget=-1: it is at least 0."),
        ("alone=some", "--set alone=some: write a plain number"),
        ("raise=0", "--set raise=0: it is at least 1."),
        ("padding=2", "--set padding=2: a share is between 0 and 1."),
        ("pays_after=13", "--set pays_after=13: it is between 0 and 12."),
        ("rules=-1", "--set rules=-1: it is at least 0."),
    ],
)
def test_a_setting_is_refused_before_anything_is_simulated(tmp_path: Path, typed: str, says: str) -> None:
    usual = settings([typed], studies.find("simulate").settings)
    simulated: list[int] = []
    question = Question(
        read(facts(tmp_path, YEAR)),
        settings=usual,
        plans=plan(tmp_path, DEMO),
        moved=lambda done, _total: simulated.append(done),
    )
    with pytest.raises(Refused, match=says):
        list(studies.find("simulate").answer(question))
    assert simulated == []


def test_gini_of_what_people_get() -> None:
    paid = np.array([[5.0, 5.0, 5.0, 5.0], [0.0, 0.0, 0.0, 8.0], [1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]])
    # One of four gets all: 3/4. Of 1 to 4: the mean difference of pairs, 5/3, over twice the mean, with 4 x 4 pairs.
    assert gini(paid) == pytest.approx([0.0, 0.75, 0.25, 0.0])


def one_company(random: np.random.Generator) -> tuple[float, ...]:
    """Eighty people who differ, quarters that move everybody, and quarters that move one."""
    own, together = random.gamma(4, 1 / 4, (80, 1)), random.gamma(1 / 0.05, 0.05, 8)
    found = pace(random.poisson(6 * own * together * random.gamma(5, 0.2, (80, 8))).astype(float), np.ones((80, 8)))
    return found.mean, found.spread, found.restless, found.shared


def test_the_pace_finds_how_people_and_quarters_differ() -> None:
    found = np.mean([one_company(np.random.default_rng(seed)) for seed in range(60)], axis=0)
    assert found == pytest.approx([6, 0.25, 0.2, 0.05], rel=0.15)


def test_what_never_happened_is_not_expected_and_one_person_needs_no_others() -> None:
    random = np.random.default_rng(1)
    nobody = pace(np.zeros((3, 4)), np.ones((3, 4)))
    assert nobody.rates(10, random).max() == 0
    alone = pace(np.array([[3.0, 5.0, 4.0, 4.0]]), np.ones((1, 4)))
    assert alone.rates(20_000, random).mean() == pytest.approx(4, rel=0.05)
    assert alone.shared == 0


CAPPED = DEMO.replace("demo\n    kind", "capped\n    kind") + "    limits: {per_person: 100.00, budget: 90000.00}\n"
TOPPED = DEMO.replace("demo\n    kind", "topped\n    kind") + "    guarantee: 400.00\n"


def test_each_rule_is_told_by_what_the_plan_costs_without_it(tmp_path: Path) -> None:
    """Two people bring some eighteen demos a quarter each, so that both are at their limit in all four quarters."""
    acts = every(5, date(2025, 1, 1), date(2026, 1, 1)) + every(5, date(2025, 1, 1), date(2026, 1, 1), "bo")
    plans = plan(facts(tmp_path, acts), CAPPED, HEAD + "budget: 400.00\n")
    said = asked(tmp_path, plans, "rules=100", snapshot=date(2025, 12, 31)).answers["simulate: what each rule does"]
    # Eight times 100.00 without the budget; behind the budget nobody's own limit takes a cent.
    assert said.figures["rules"] == [
        {"rule": "budget", "changes the cost by": -400, "80 % of trials": [-400, -400], "in how many trials": 1},
        {
            "rule": "capped: limits.per_person",
            "changes the cost by": 0,
            "80 % of trials": [0, 0],
            "in how many trials": 0,
        },
        {"rule": "capped: limits.budget", "changes the cost by": 0, "80 % of trials": [0, 0], "in how many trials": 0},
    ]
    assert said.says == "Of 3 rules budget changes the cost most: it takes 400 USD."


def test_a_guarantee_adds_and_a_limit_takes(tmp_path: Path) -> None:
    """One demo in a quarter or so: the guarantee tops it up to 400.00, and nothing comes near a limit of a million."""
    acts = every(91, date(2025, 1, 1), date(2026, 1, 1)) + every(91, date(2025, 1, 1), date(2026, 1, 1), "bo")
    wide = CAPPED.replace("per_person: 100.00", "per_person: 80000.00")
    plans = plan(facts(tmp_path, acts), wide + TOPPED)
    said = asked(tmp_path, plans, "rules=100", snapshot=date(2025, 12, 31)).answers["simulate: what each rule does"]
    rows = said.figures["rules"]
    assert isinstance(rows, list)
    found = {str(each["rule"]): each["changes the cost by"] for each in rows if isinstance(each, dict)}

    # About a demo a window: eight windows are topped up by some 300.00.
    assert found["topped: guarantee"] == pytest.approx(2400, rel=0.15)
    assert [found["capped: limits.per_person"], found["capped: limits.budget"]] == [0, 0]
    assert "topped: guarantee changes the cost most: it adds" in said.says


@pytest.mark.parametrize(("incentives", "given"), [(DEMO, "rules=100"), (CAPPED, "rules=0")])
def test_without_rules_or_without_asking_nothing_is_said_of_them(tmp_path: Path, incentives: str, given: str) -> None:
    plans = plan(facts(tmp_path, every(10, date(2025, 1, 1), date(2026, 1, 1))), incentives)
    said = asked(tmp_path, plans, given, snapshot=date(2025, 12, 31))

    assert "simulate: what each rule does" not in said.answers
