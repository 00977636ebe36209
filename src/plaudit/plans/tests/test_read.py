from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from plaudit.activities.catalogue import BUILT_IN, Kind
from plaudit.plans.incentive import Clawback, Condition, Counted, Covers, Credit, Gate, Limits, Span
from plaudit.plans.plan import Calendar
from plaudit.plans.read import read, read_versions
from plaudit.plans.tests.typed import DEMOS, bounty, codes, plan, plan_text, problems
from plaudit.values.refused import Unreadable

GOOD = bounty("{each: 100.00}")


def test_a_head_says_what_its_incentives_take_over() -> None:
    read_ = plan(
        GOOD,
        covers="{role: csm, team: [west, east]}",
        effective="{from: 2026-01-01, to: 2027-01-01}",
        leavers="paid",
        late="{within_days: 30}",
    )
    (incentive,) = read_.incentives
    assert incentive.covers == Covers(role=("csm",), team=("west", "east"))
    assert incentive.effective == Span(date(2026, 1, 1), date(2027, 1, 1)) == read_.effective
    assert (incentive.leavers, incentive.late) == ("paid", 30)


def test_what_an_incentive_says_of_its_own_goes_before_the_head() -> None:
    own = "covers: {people: ada}, leavers: prorated, late: {within_days: 5}, effective: {from: 2026-04-01}"
    (incentive,) = plan(
        bounty("{each: 100.00}", own),
        covers="{role: csm}",
        late="{within_days: 30}",
        effective="{from: 2026-01-01, to: 2027-01-01}",
    ).incentives
    assert incentive.covers == Covers(people=("ada",))
    assert (incentive.leavers, incentive.late) == ("prorated", 5)
    assert [str(end) for end in (incentive.effective.start, incentive.effective.end)] == ["2026-04-01", "2027-01-01"]


def test_a_head_that_says_little_means_the_defaults() -> None:
    read_ = plan()
    assert (read_.title, read_.version, read_.leavers, read_.rates) == ("small", 1, "stop", "milestone")
    assert (read_.effective, read_.covers, read_.calendar) == (Span(), Covers(), Calendar())
    assert (read_.budget, read_.recover, read_.late, read_.review_on) == (None, None, None, None)


def test_a_head_with_everything() -> None:
    read_ = plan(
        format="1",
        version="3",
        budget="40000.00",
        recover="{at_most: 50%}",
        rates="window_end",
        review_on="2026-11-15",
        calendar="{time_zone: Europe/Berlin, fiscal_year_starts: february, fiscal_year_named_by: start}",
    )
    assert (read_.version, read_.budget, read_.recover, read_.rates) == (3, 4000000, Fraction(1, 2), "window_end")
    assert str(read_.review_on) == "2026-11-15"
    assert read_.calendar == Calendar("Europe/Berlin", 2, "start")


def test_an_empty_plan_is_a_plan() -> None:
    assert read("plan: quiet\ncurrency: USD\nincentives: []\n").incentives == ()


def test_the_shared_keys_of_an_incentive() -> None:
    (incentive,) = plan(
        bounty(
            "{each: 100.00}",
            "where: {segment: [enterprise, mid], amount_at_least: 1000, nps_at_most: 8}, "
            "credit: {to: holder, on: milestone}, "
            "limits: {per_activity: 50.00, per_person: 500.00, budget: {amount: 9000.00, per: effective}, "
            "per_account: 2, per_contact: 1}, "
            "clawback: {milestone: churned, within_days: 90, portion: prorated, effect: act_only}, "
            "requires: {metric: adoption, at_least: 0.7}, prorate: days, guarantee: 75.00, on_change: restart, "
            "disclosure: Say so, customer_gift: {value: 25, currency: USD}, proof: link, invites: all, "
            "funded_by: sales, title: Demos",
        )
    ).incentives
    assert incentive.where == (
        Condition("segment", "in", ("enterprise", "mid")),
        Condition("amount", "at_least", ("1000",)),
        Condition("nps", "at_most", ("8",)),
    )
    assert incentive.credit == Credit("holder", "milestone")
    assert incentive.limits == Limits(5000, 50000, 900000, "effective", "first", 2, 1)
    assert incentive.clawback == Clawback("churned", 90, "prorated", "act_only")
    assert incentive.requires == Gate(Fraction(7, 10), metric="adoption")
    assert (incentive.prorate, incentive.guarantee, incentive.on_change) == ("days", 7500, "restart")
    assert incentive.customer_gift == (Fraction(25), "USD")
    assert (incentive.disclosure, incentive.proof, incentive.invites) == ("Say so", "link", "all")
    assert (incentive.title, incentive.funded_by, incentive.path) == ("Demos", "sales", "incentives[0]")


@pytest.mark.parametrize(
    ("written", "draw"), [("500.00", (50000, "state")), ("{amount: 500.00, leftover: recover}", (50000, "recover"))]
)
def test_a_draw_may_say_what_is_left_over(written: str, draw: tuple[int, str]) -> None:
    (incentive,) = plan(bounty("{each: 100.00}", f"draw: {written}")).incentives
    assert (incentive.draw, incentive.leftover) == draw


def test_parts_are_earned_in_the_order_of_the_map_however_they_are_written() -> None:
    (incentive,) = plan(
        "key: films, kind: bounty, window: quarter, counts: {activity: [video, blog]}, pays: {each: 300.00}, "
        "earns: [{milestone: published, part: 2/3}, {milestone: agreed, part: 1/3}]"
    ).incentives
    assert incentive.counts == (
        Counted("video", "agreed", Fraction(1, 3)),
        Counted("video", "published", Fraction(2, 3)),
        Counted("blog", "agreed", Fraction(1, 3)),
        Counted("blog", "published", Fraction(2, 3)),
    )


def test_a_milestone_may_differ_by_kind() -> None:
    (incentive,) = plan(
        "key: k, kind: bounty, window: quarter, pays: {each: 5.00}, "
        "counts: {activity: [review, reference_call], milestone: {review: published, reference_call: delivered}}"
    ).incentives
    assert incentive.counts == (Counted("review", "published"), Counted("reference_call", "delivered"))


def test_points_that_a_plan_does_not_give_are_those_of_the_map() -> None:
    (incentive,) = plan(
        "key: k, kind: quota, window: quarter, measure: points, target: 6, pays: none, "
        "counts: {activity: [review, case_study], milestone: published}"
    ).incentives
    assert incentive.terms.measure.points == (("review", Fraction(1)), ("case_study", Fraction(5)))  # type: ignore[attr-defined]  # a quota's terms


def test_a_company_may_have_kinds_of_its_own() -> None:
    catalogue = BUILT_IN.overridden([Kind("podcast", "Podcast", ("agreed", "aired"))])
    text = plan_text("key: k, kind: bounty, window: month, counts: {activity: podcast, milestone: aired}, pays: none")
    assert codes(text) == ["kind-unknown"]
    assert read(text, catalogue).incentives[0].counts == (Counted("podcast", "aired"),)


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    text = (
        "plan: small\n"
        "currency: USD\n"
        "effective: {from: 2026-12-31, to: 2026-01-01}\n"
        "leavers: stay\n"
        "incentives:\n"
        "  - key: demos\n"
        "    kind: bounty\n"
        "    windows: quarter\n"
        "    counts: {activity: refferal, milestone: demo}\n"
        "    pays: {each: 1e5}\n"
        "    limits:\n"
        "      per_account: 0\n"
        "      per_person: 5.001\n"
    )
    assert [(problem.line, problem.code) for problem in problems(text)] == [
        (3, "ends-before-it-starts"),
        (4, "word-unknown"),
        (6, "key-missing"),
        (8, "key-unknown"),
        (9, "kind-unknown"),
        (10, "money"),
        (12, "whole-number"),
        (13, "money-too-fine"),
    ]


def test_a_problem_knows_its_file_line_and_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(GOOD, bounty("{each: many}").replace("demos", "more")), encoding="utf-8")
    with pytest.raises(Unreadable) as unreadable:
        read(path)
    (problem,) = unreadable.value.problems
    assert problem.place == f"{path}:5"
    assert problem.path == "incentives[1].pays.each"


def test_an_unknown_currency_is_one_problem_and_not_one_for_each_amount() -> None:
    assert codes(plan_text(bounty("{each: 100.005}", "limits: {per_person: 5.001}"), currency="XXZ")) == [
        "currency-unknown"
    ]


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("limit: {per_person: 5.00}", "Did you mean `limits`?"),
        ("clawbak: {}", "Did you mean `clawback`?"),
        ("count: x", "Did you mean `counts`?"),
    ],
)
def test_an_unknown_key_asks_what_was_meant(typed: str, remedy: str) -> None:
    (problem,) = problems(plan_text(bounty("{each: 1.00}", typed)))
    assert (problem.code, problem.remedy) == ("key-unknown", remedy)


@pytest.mark.parametrize(
    ("pays", "more", "told"),
    [
        ("{tiers: volume, rates: [{upto: 5, each: 1.00}, {each: 2.00}]}", "limits: {per_activity: 5.00}", True),
        ("{steps: [{at: 3, pay: 5.00}]}", "limits: {per_activity: 5.00}", True),
        ("{package: 3, each: 5.00, started: free}", "limits: {per_activity: 5.00}", True),
        ("{tiers: graduated, rates: [{upto: 5, each: 1.00}, {each: 2.00}]}", "limits: {per_activity: 5.00}", False),
        ("{each: 1.00}", "limits: {per_activity: 5.00}", False),
    ],
)
def test_a_cap_by_act_needs_lines_that_are_the_acts_own(pays: str, more: str, *, told: bool) -> None:
    assert ("cap-on-lines-of-others" in codes(plan_text(bounty(pays, more)))) is told


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ("{upto: 5, each: 1.00}, {below: 5, each: 2.00}", ["bounds-not-rising"]),
        ("{below: 5, each: 1.00}, {upto: 5, each: 2.00}", []),
        ("{upto: 5, each: 1.00}, {upto: 5, each: 2.00}", ["bounds-not-rising"]),
        ("{upto: 0, each: 1.00}", ["bounds-not-rising"]),
        ("{upto: 5, below: 6, each: 1.00}", ["keys-contradict"]),
        ("{upto: 5, each: 1.00, rate: 3%}", ["keys-contradict", "keys-contradict"]),
    ],
)
def test_tiers_rise_and_leave_no_gap(bounds: str, told: list[str]) -> None:
    assert codes(plan_text(bounty(f"{{tiers: graduated, rates: [{bounds}, {{each: 3.00}}]}}"))) == told


def gated(*gates: str) -> str:
    return plan_text(
        *(
            f"key: k{number}, kind: bounty, window: quarter, {DEMOS}, pays: {{each: 1.00}}"
            + (f", requires: {gate}" if gate else "")
            for number, gate in enumerate(gates)
        )
    )


@pytest.mark.parametrize(
    ("gates", "told"),
    [
        (("{incentive: k1, measure: 3}", ""), []),
        (("{incentive: k1, measure: 3}", "{incentive: k2, measure: 3}", ""), []),
        (("{incentive: k0, measure: 3}",), ["gate-circle"]),
        (("{incentive: k1, measure: 3}", "{incentive: k0, measure: 3}"), ["gate-circle", "gate-circle"]),
        (
            ("{incentive: k1, measure: 3}", "{incentive: k2, measure: 3}", "{incentive: k1, measure: 1}"),
            ["gate-circle"] * 2,
        ),
        (("{incentive: k9, measure: 3}", ""), ["gate-unknown"]),
        (("{incentive: k1, attainment: 1}", ""), ["gate-without-target"]),
        (("{incentive: k1, attainment: 1, measure: 3}", ""), ["gate-unsaid"]),
        (("{metric: adoption}",), ["key-missing"]),
        (("{attainment: 1}",), ["way-unknown"]),
    ],
)
def test_a_gate_reads_another_incentive_that_does_not_wait_for_it(gates: tuple[str, ...], told: list[str]) -> None:
    assert codes(gated(*gates)) == told


def test_a_gate_on_itself_is_told_as_what_it_is() -> None:
    (told,) = problems(gated("{incentive: k0, measure: 3}"))
    assert (told.says, told.remedy) == ("`k0` waits for itself.", "Delete this gate.")


SAID = {
    "{package: 0, started: pays}": [
        ("incentives[0].pays.package", "A package of no units never fills.", "Write 1 or more."),
        ("incentives[0].pays", "The package does not say what it pays.", "Add `each: 50.00`."),
    ],
    "{package: 10, each: 50.00}": [
        (
            "incentives[0].pays",
            "The plan does not say whether a package that is started and not full pays.",
            "Add `started: pays` (in full) or `started: free` (not until it is full).",
        )
    ],
    "{steps: [{at: 3, pay: 5.00}, {at: 3, pay: 9.00}]}": [
        (
            "incentives[0].pays.steps[1].at",
            "Level 2 is at 3, which is not above 3.",
            "Write the levels from the lowest to the highest, each above 0.",
        )
    ],
    "{each: {referral: 5.00}}, measure: points": [
        (
            "incentives[0].pays.each",
            "A price for each kind of activity already weighs the kinds, and `measure` or `points` weighs them again.",
            "Delete `measure` and `points`; or keep them and write one amount behind `each`.",
        )
    ],
    "{each: {referral: 5.00}}, measure: count": [],
}


@pytest.mark.parametrize(("pays", "told"), SAID.items(), ids=SAID)
def test_what_is_wrong_with_a_way_to_pay_is_said_in_words(pays: str, told: list[tuple[str, str, str]]) -> None:
    assert [(each.path, each.says, each.remedy) for each in problems(plan_text(bounty(pays)))] == told


MEANT = {
    "kind: commission, window: quarter, pays: {rate: 3 %}": (
        "'3 %' is not a plain number such as 1.5, 1/3 or 25%.",
        "Write 3%.",
    ),
    "kind: commission, window: quarter, pays: {rate: 2.5 percent}": (
        "'2.5 percent' is not a plain number such as 1.5, 1/3 or 25%.",
        "Write 2.5%.",
    ),
    "kind: commission, window: quarter, pays: {rate: 3}": (
        "3 is more than the whole.",
        "Write 3%, if that is meant.",
    ),
    "kind: commission, window: quarter, pays: {rate: 300%}": (
        "300% is more than the whole.",
        "Write at most 100% (or 1).",
    ),
    "kind: bounty, window: quarter, pays: {each: 100 USD}": (
        "'100 USD' is not a plain amount of money.",
        "Write the digits alone, such as 1000.00; amounts are in the plan's currency.",
    ),
    "kind: bounty, window: quarter, pays: {each: €100}": (
        "'€100' is not a plain amount of money.",
        "Write the digits alone, such as 1000.00; amounts are in the plan's currency.",
    ),
    "kind: bounty, window: quarter, pays: {each: 1e2}": (
        "'1e2' is not a plain amount of money.",
        "Write it without an exponent: 100000.",
    ),
    "kind: bounty, window: week": (
        "`window` cannot be `week`.",
        "Write `month`, `quarter`, `half`, `year` or `{from: ..., to: ...}`.",
    ),
    "kind: bounty, window: Quarterly": ("`window` cannot be `Quarterly`.", "Did you mean `quarter`?"),
    "kind: bounty, window: quarter, measure: {metric: nps}": (
        "Acts add up here, and a metric is none.",
        "Write `count` or `points`; metrics are for `kind: quota` or `kind: index`.",
    ),
    "kind: recognition, window: quarter, measure: amount": (
        "Acts are counted or weighed here.",
        "Write `count` or `points`; their amounts are for `kind: commission`.",
    ),
    "kind: quota, window: quarter, measure: nps": (
        "`measure` cannot be `nps`.",
        "Write `count`, `points`, `amount` or `{metric: ...}`.",
    ),
    "kind: contest, window: quarter, measure: metric": (
        "`measure` cannot be `metric`.",
        "Did you mean `{metric: ...}`?",
    ),
}


@pytest.mark.parametrize(("typed", "told"), MEANT.items(), ids=MEANT)
def test_a_word_that_cannot_stand_says_where_and_what_can(typed: str, told: tuple[str, str]) -> None:
    assert told in [(each.says, each.remedy) for each in problems(plan_text(f"key: a, {typed}"))]


def test_an_amount_with_a_comma_is_recognized() -> None:
    (told,) = problems(plan_text(bounty("{each: 1,000.00}")))
    assert (told.code, told.remedy) == ("value-missing", "Write amounts without a comma: 1000.00.")


def test_a_gate_on_an_attainment_reads_quotas_okrs_and_indexes() -> None:
    quota = "key: q, kind: quota, window: quarter, pays: {at_target: 5.00, curve: [[1, 1]]}"
    read_ = plan(bounty("{each: 1.00}", "requires: {incentive: q, attainment: 1}"), f"{quota}, {DEMOS}")
    assert read_.incentives[0].requires == Gate(Fraction(1), incentive="q", reads="attainment")


def test_a_gate_on_an_incentive_with_problems_is_not_a_second_problem() -> None:
    broken = f"key: q, kind: bounty, window: quarter, {DEMOS}, pays: {{each: many}}"
    assert codes(plan_text(bounty("{each: 1.00}", "requires: {incentive: q, measure: 1}"), broken)) == ["money"]


def test_versions_come_by_their_effective_day(tmp_path: Path) -> None:
    later = plan_text(GOOD, version="2", effective="{from: 2026-07-01}")
    (tmp_path / "a.yaml").write_text(later, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(plan_text(GOOD, effective="{from: 2026-01-01}"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a plan", encoding="utf-8")
    assert [version.version for version in read_versions(tmp_path)] == [1, 2]
    assert [version.version for version in read_versions(tmp_path / "a.yaml")] == [2]


def test_an_empty_folder_holds_no_plan(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_versions(tmp_path)
    assert [problem.code for problem in unreadable.value.problems] == ["plan-empty"]


def test_the_problems_of_all_versions_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("plan: x\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("plan: x\ncurrency: EURO\nincentives: []\n", encoding="utf-8")
    with pytest.raises(Unreadable) as unreadable:
        read_versions(tmp_path)
    assert [(Path(str(problem.file)).name, problem.code) for problem in unreadable.value.problems] == [
        ("a.yaml", "key-missing"),
        ("a.yaml", "key-missing"),
        ("b.yaml", "currency-unknown"),
    ]
