"""What a statement says of each line, in the order in which the acts came."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from plaudit.plans.instruments import find
from plaudit.plans.promise import Standing
from plaudit.plans.read import read
from plaudit.plans.say import LineFacts, cardinal, money, ordinal, roughly, scored
from plaudit.plans.tests.typed import plan_text

ONE = 10**6
DEALS = "counts: {activity: csql, milestone: won}"


def acts(terms: str, *quantities: str, kind: str = "bounty", currency: str = "USD", **facts: Any) -> list[str]:
    """The sentences of acts that each add a quantity."""
    text = plan_text(f"key: it, kind: {kind}, window: quarter, {DEALS}, {terms}", currency=currency)
    (incentive,) = read(text).incentives
    promise = find(kind).promise(incentive.terms, Standing(currency))
    said, before = [], 0
    for nth, typed in enumerate(quantities, 1):
        after = before + int(Fraction(typed) * ONE)
        line = LineFacts(
            instrument=kind,
            line="act",
            currency=currency,
            window="quarter",
            earned=0 if promise.curve is None else promise.curve.pays(after) - promise.curve.pays(before),
            unit=promise.measure.of,
            quantity=after - before,
            before=before,
            after=after,
            curve=promise.curve,
            target=promise.target,
            nth=nth,
            activity_kind="csql",
            milestone="won",
            **facts,
        )
        said.append(find(kind).say(line))
        before = after
    return said


def line(kind: str, **facts: Any) -> str:
    given: dict[str, Any] = {"instrument": kind, "line": "act", "currency": "USD", "window": "quarter", "earned": 0}
    return find(kind).say(LineFacts(**{**given, **facts}))


def test_each() -> None:
    assert acts("pays: {each: 100.00}", "1", "1", "0.5") == [
        "1st of the quarter at 100.00",
        "2nd of the quarter at 100.00",
        "3rd of the quarter: 0.5 at 100.00",
    ]


def test_a_rate_finer_than_a_cent_shows_all_of_its_decimals() -> None:
    assert acts("pays: {each: 0.125}", "1") == ["1st of the quarter at 0.125"]


def test_graduated_tiers_show_the_slices_of_an_act_that_lies_in_two() -> None:
    assert acts("pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}", "1.5", "1", "1") == [
        "1st of the quarter: 1.5 at 100.00",
        "2nd of the quarter: 0.5 at 100.00 and 0.5 at 150.00",
        "3rd of the quarter at 150.00",
    ]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        # The act begins where the first tier ends: all of it is paid at the second rate.
        ("{upto: 2, each: 100.00}, {each: 150.00}", "2nd of the quarter at 150.00"),
        ("{below: 2, each: 100.00}, {each: 150.00}", "2nd of the quarter at 150.00"),
        # Two tiers at one rate are told as one.
        ("{upto: 2, each: 100.00}, {each: 100.00}", "2nd of the quarter at 100.00"),
        # At one rate a lump is a leap all the same, and so is a cent that is worth half a millionth of an act.
        (
            "{upto: 2, each: 100.00}, {each: 100.00, flat: 70.00}",
            "2nd: 3 acts in all pay 370.00, 170.00 more than before",
        ),
        (
            "{upto: 2, each: 100.00}, {each: 20100.00, flat: 0.01}",
            "2nd: 3 acts in all pay 20300.01, 20100.01 more than before",
        ),
    ],
)
def test_where_tiers_meet(rates: str, said: str) -> None:
    assert acts(f"pays: {{tiers: graduated, rates: [{rates}]}}", "2", "1")[1] == said


def test_a_tier_that_begins_at_its_bound_meets_the_one_before_it_there() -> None:
    below = "pays: {tiers: graduated, rates: [{below: 2, each: 100.00}, {each: 150.00}]}"
    assert acts(below, "3") == ["1st of the quarter: 2 at 100.00 and 1 at 150.00"]


def test_a_volume_tier_shows_its_jump_on_the_act_that_crossed_it() -> None:
    rates = "pays: {tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"
    assert acts(rates, "5", "1", "1")[1:] == ["2nd: moves all six to 150.00: 400.00", "3rd of the quarter at 150.00"]


def test_a_volume_tier_that_pays_less_shows_what_it_took() -> None:
    rates = "pays: {tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 50.00}]}"
    assert acts(rates, "5", "1")[1] == "2nd: moves all six to 50.00: -200.00"


def test_a_flat_is_told_with_what_it_makes_in_all() -> None:
    rates = "pays: {tiers: volume, rates: [{upto: 2, each: 100.00, flat: 50.00}, {each: 150.00, flat: 70.00}]}"
    assert acts(rates, "1", "1", "1") == [
        "1st: 1 act in all pay 150.00, 150.00 more than before",
        "2nd of the quarter at 100.00",
        "3rd: 3 acts in all pay 520.00, 270.00 more than before",
    ]


def test_steps_say_how_far_it_is_to_the_next_level() -> None:
    assert acts("pays: {steps: [{at: 2, pay: 500.00}, {at: 4, pay: 900.00}]}", "1", "1", "1", "1", "1") == [
        "1st: nothing more before the level 2",
        "2nd: the level 2 pays 500.00",
        "3rd: nothing more before the level 4",
        "4th: the level 4 pays 900.00",
        "5th: nothing more is paid",
    ]


def test_an_act_of_nothing_on_a_level_looks_to_the_next_one() -> None:
    steps = "pays: {steps: [{at: 2, pay: 500.00}, {at: 4, pay: 900.00}]}"
    assert acts(steps, "2", "0")[1] == "2nd: nothing more before the level 4"


@pytest.mark.parametrize(
    ("started", "said"),
    [
        (
            "free",
            ["1st: 1 of 3 in the package", "2nd: 2 of 3 in the package", "3rd: fills a package of 3, at 50.00 each"],
        ),
        (
            "pays",
            ["1st: starts a package of 3, at 50.00 each", "2nd: 2 of 3 in the package", "3rd: 3 of 3 in the package"],
        ),
    ],
)
def test_packages_say_how_full_they_are(started: str, said: list[str]) -> None:
    assert acts(f"pays: {{package: 3, each: 50.00, started: {started}}}", "1", "1", "1") == said


def test_a_commission_says_the_share_and_the_amount() -> None:
    assert acts("pays: {rate: 3%}", "12000", kind="commission") == ["1st of the quarter: 3 % of 12000.00"]
    tiers = "pays: {tiers: graduated, rates: [{upto: 10000, rate: 3%}, {rate: 5%}]}"
    assert acts(tiers, "12000", kind="commission") == ["1st of the quarter: 3 % of 10000.00 and 5 % of 2000.00"]
    volume = "pays: {tiers: volume, rates: [{upto: 10000, rate: 3%}, {rate: 5%}]}"
    assert acts(volume, "8000", "5000", kind="commission")[1] == "2nd: moves all 13000 to 5 %: 410.00"


def test_a_price_list_says_the_price_and_the_kind() -> None:
    assert acts("pays: {each: {csql: 25.00}}", "25") == ["1st of the quarter: 25.00 for a csql"]


def test_points_say_how_many() -> None:
    points = "measure: points, points: {csql: 5}, pays: {each: 10.00}"
    assert acts(points, "5", "1") == ["1st of the quarter: 5 points at 10.00", "2nd of the quarter: 1 point at 10.00"]


def test_points_in_two_tiers_are_told_by_tier() -> None:
    tiers = "pays: {tiers: graduated, rates: [{upto: 5, each: 10.00}, {each: 20.00}]}"
    said = acts(f"measure: points, points: {{csql: 7}}, {tiers}", "7")
    assert said == ["1st of the quarter: 5 at 10.00 and 2 at 20.00"]


def test_a_quota_says_how_far_it_is_and_what_that_pays() -> None:
    pays = "{at_target: 2000.00, curve: [[0, 0], [0.5, 0.25], [1, 1]]}"
    terms = f"measure: points, points: {{csql: 1}}, target: 6, pays: {pays}"
    assert acts(terms, "1", "2", "3", "6", kind="quota") == [
        "1 of 6 points: 16.67 % of target pays 8.33 %",
        "3 of 6 points: 50 % of target pays 25 %",
        "6 of 6 points: 100 % of target pays 100 %",
        "12 of 6 points: 200 % of target pays 100 %",
    ]


def test_a_target_that_pays_one_cent_is_a_whole_that_others_are_shares_of() -> None:
    terms = "measure: points, points: {csql: 1}, target: 6, pays: {at_target: 0.01, curve: [[0, 0], [1, 1]]}"
    assert acts(terms, "6", kind="quota") == ["6 of 6 points: 100 % of target pays 100 %"]


def test_where_the_target_itself_pays_nothing_the_pay_is_money() -> None:
    terms = "measure: points, points: {csql: 1}, target: 6, pays: {at_target: 20.00, curve: [[0, 0], [1, 0], [2, 1]]}"
    assert acts(terms, "9", kind="quota") == ["9 of 6 points: 150 % of target pays 10.00"]


@pytest.mark.parametrize(("bound", "said"), [("upto", "the tier above 5"), ("below", "the level 5")])
def test_tiers_of_lumps_say_where_they_begin(bound: str, said: str) -> None:
    terms = f"pays: {{tiers: volume, rates: [{{{bound}: 5, flat: 5.00}}, {{flat: 20.00}}]}}"
    assert acts(terms, "4", "0.5", "2") == [
        "1st: the tier above 0 pays 5.00",
        f"2nd: nothing more before {said}",
        f"3rd: {said} pays 20.00",
    ]


def test_a_quota_without_money_says_how_far_it_is() -> None:
    assert acts("target: 4, pays: none", "1", kind="quota") == ["1 of 4: 25 % of target"]


def test_what_pays_nothing_is_counted() -> None:
    assert acts("pays: none", "1", "1") == ["1st of the quarter", "2nd of the quarter"]


def test_yen_have_no_decimals() -> None:
    assert acts("pays: {each: 1500}", "1", currency="JPY") == ["1st of the quarter at 1500"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"share": Fraction(1, 3)}, "share 1/3 of the act, each person's total rounded by itself"),
        ({"rate": Fraction(27, 25)}, "converted at 1.08"),
        ({"window_part": Fraction(1, 2)}, "paid for 0.5 of the quarter"),
        ({"part": Fraction(3, 10)}, "30 % of the act is earned at won"),
        ({"nought": "clawed_back", "remaining": Fraction(1, 3), "taken_by": "churned"}, "churned: 1/3 of it stays"),
        ({"limit": "per_person", "cap": 500000, "limited": 8000}, "per person cap of 5000.00 reached: 100.00 kept"),
        ({"limit": "per_activity", "cap": 5000, "limited": 5000}, "cap of 50.00 per act reached: 100.00 kept"),
        ({"limit": "budget", "cap": 4000000, "limited": 1}, "budget of 40000.00 used up: 100.00 kept"),
        ({"limit": "plan_budget", "limited": 1}, "the plan's budget used up: 100.00 kept"),
        ({"limit": "gate", "limited": 10000}, "the gate was not reached: 100.00 not earned"),
        ({"waiting": 10000}, "100.00 wait for the gate, which is decided on the window's last day"),
    ],
)
def test_what_else_a_line_says(facts: dict[str, Any], said: str) -> None:
    assert acts("pays: {each: 100.00}", "1", **facts) == [f"1st of the quarter at 100.00; {said}"]


def test_a_limit_that_took_nothing_is_not_told() -> None:
    assert acts("pays: {each: 100.00}", "1", limit="per_person", cap=500000) == ["1st of the quarter at 100.00"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"nought": "not_covered"}, "Not covered by the plan on that day"),
        (
            {"nought": "not_covered", "on": date(2026, 8, 14)},
            "Not covered by the plan on the last day of employment, 2026-08-14",
        ),
        ({"nought": "not_employed"}, "Not employed yet on that day"),
        ({"nought": "left", "on": date(2026, 8, 14)}, "After the last day of employment, 2026-08-14"),
        ({"nought": "left"}, "After the last day of employment"),
        (
            {"nought": "late", "on": date(2026, 11, 1), "late_by": 32, "at_most": 30},
            "First recorded on 2026-11-01, 32 days after the quarter's end; 30 are allowed",
        ),
        (
            {"nought": "per_account", "at_most": 2, "activity_kind": "review"},
            "Not served: two acts of this account came first, all that are served in a quarter",
        ),
        (
            {"nought": "per_contact", "at_most": 1, "activity_kind": "reference_call"},
            "Not served: one act of this contact came first, all that is served in a quarter",
        ),
        ({"nought": "per_contact"}, "Not served: acts of this contact that came first took all the room"),
        ({"nought": "clawed_back", "remaining": Fraction(0), "taken_by": "churned"}, "Taken back: churned"),
        ({"nought": "rate_missing"}, "Waits for an exchange rate"),
    ],
)
def test_why_an_act_earns_nothing(facts: dict[str, Any], said: str) -> None:
    assert line("bounty", **facts) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"rank": 1, "after": 6 * ONE, "earned": 150000}, "1st with 6: prize of 1500.00"),
        ({"rank": 4, "after": 2 * ONE}, "4th with 2: no prize"),
        (
            {"rank": 1, "tied": 3, "after": 6 * ONE, "earned": 1600},
            "Tied with two others for the 1st place with 6: prize of 16.00",
        ),
        ({"rank": 2, "tied": 2, "after": ONE}, "Tied with one other for the 2nd place with 1: no prize"),
        ({"after": 0}, "Not ranked with 0"),
        (
            {"rank": 1, "after": ONE, "earned": 100, "final": False},
            "1st with 1: prize of 1.00 (so far: the window goes on)",
        ),
    ],
)
def test_prizes(facts: dict[str, Any], said: str) -> None:
    assert line("contest", line="prize", **facts) == said


def levels(kind: str, terms: str, after: int, **facts: Any) -> str:
    (incentive,) = read(plan_text(f"key: it, kind: {kind}, window: quarter, {terms}")).incentives
    promise = find(kind).promise(incentive.terms, Standing("USD"))
    told = {"line": "level", "unit": promise.measure.of, "target": promise.target, "metric": promise.measure.metric}
    return line(kind, after=after, curve=promise.curve, **{**told, **facts})


@pytest.mark.parametrize(
    ("pays", "after", "said"),
    [
        ("{each: 250.00}", 4 * ONE, "4 champions at 250.00"),
        ("{each: 250.00}", ONE, "1 champion at 250.00"),
        (
            "{tiers: graduated, rates: [{upto: 5, each: 1.00}, {each: 2.00}]}",
            7 * ONE,
            "7 champions: 5 at 1.00 and 2 at 2.00",
        ),
        # The first tier, too, is a leap from nothing where it pays a lump.
        (
            "{tiers: volume, rates: [{upto: 5, each: 1.00, flat: 50.00}, {each: 2.00, flat: 70.00}]}",
            4 * ONE,
            "4 champions: 4 champions in all pay 54.00, 54.00 more than before",
        ),
        ("{steps: [{at: 3, pay: 500.00}]}", 4 * ONE, "4 champions: the level 3 pays 500.00"),
        ("{steps: [{at: 3, pay: 500.00}]}", 2 * ONE, "2 champions: nothing more before the level 3"),
        ("none", 2 * ONE, "2 champions"),
    ],
)
def test_champions(pays: str, after: int, said: str) -> None:
    assert levels("champions", f"pays: {pays}", after) == said


def test_a_metric_against_its_target() -> None:
    terms = "measure: {metric: adoption}, target: 0.8, pays: {at_target: 100.00, curve: [[0, 0], [1, 1], [2, 3]]}"
    assert levels("quota", terms, 820_000) == "adoption 0.82 of 0.8: 102.5 % of target pays 105 %"


@pytest.mark.parametrize(
    ("pays", "score", "said"),
    [
        ("{at_target: 1500.00, curve: [[0.8, 0], [1, 1], [1.2, 1.5]]}", 1_100_000_000_000, "Score 1.1 pays 125 %"),
        ("{at_target: 1500.00, curve: [[0.8, 0], [1, 1]]}", 733_349_999_999, "Score 0.7333 pays 0 %"),
        ("none", 666_666_666_667, "Score 0.6667"),
    ],
)
def test_scores_print_four_decimals(pays: str, score: int, said: str) -> None:
    terms = f"metrics: [{{metric: nps, target: 40, weight: 1}}], pays: {pays}"
    assert levels("index", terms, 0, line="score", score=score) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"line": "guarantee", "earned": 18000, "base": 32000}, "Guaranteed 500.00, of which 320.00 are earned"),
        ({"line": "guarantee", "base": 60000}, "600.00 earned, which is the guarantee or more"),
        ({"line": "draw", "earned": 18000, "balance": 18000}, "Draw: 180.00 advanced; 180.00 to be earned back"),
        (
            {"line": "draw", "earned": -10000, "balance": 8000},
            "Draw: 100.00 of the advance earned back; 80.00 to be earned back",
        ),
        ({"line": "grant", "earned": 5000, "reason": "Spoke at the summit"}, "Granted by hand: Spoke at the summit"),
        ({"line": "grant", "earned": 5000}, "Granted by hand"),
    ],
)
def test_lines_that_every_instrument_may_have(facts: dict[str, Any], said: str) -> None:
    assert line("recognition", **facts) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(count: int, said: str) -> None:
    assert ordinal(count) == said


def test_small_numbers_are_words() -> None:
    assert [cardinal(Fraction(count)) for count in ("0", "6", "12", "13", "5.5")] == [
        "no",
        "six",
        "twelve",
        "13",
        "5.5",
    ]


def test_numbers_for_the_eye() -> None:
    assert [money(10000, "USD"), money(Fraction(25, 2), "USD"), money(1500, "JPY")] == ["100.00", "0.125", "1500"]
    assert [roughly(Fraction(1, 3)), roughly(Fraction(1, 2)), roughly(Fraction(2))] == ["33.33 %", "50 %", "200 %"]
    assert [scored(666_666_666_667), scored(10**12)] == ["0.6667", "1"]
