"""What comes next, for every shape of promise: the bound, how far it is, what it pays; worked out by hand."""

from pathlib import Path
from typing import Any

import pytest

from plaudit.earnings.accounts import Accounts
from plaudit.earnings.ahead import ahead
from plaudit.earnings.calculate import calculate
from plaudit.values.period import Period
from tests.worked import Block

ACTS = """
acts:
  act     kind         person  demo
  r1..r{count}  referral     ada     2026-07-02
"""


def told(text: str, place: Path) -> dict[str, Any]:
    """What comes next for Ada, who is in one incentive only."""
    block = Block.of(text, place)
    result = calculate(block.versions, block.facts, Period.of("2026-Q3"))
    (found,) = [ahead(account, "USD") for _, accounts in Accounts(result) for account in accounts]
    assert found is not None
    return found


def bounty(pays: str, count: int, limits: str = "{}") -> str:
    return f"""
plan:
  incentives:
    - key: demos
      kind: bounty
      title: Demos
      window: quarter
      counts: {{activity: referral, milestone: demo}}
      pays: {pays}
      limits: {limits}
""" + ACTS.format(count=count)


GRADUATED = "{tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"
VOLUME = "{tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}"


@pytest.mark.parametrize(
    ("pays", "count", "limits", "next_one"),
    [
        # Three of five at 100.00: two more are 200.00, and then the rate is better.
        (GRADUATED, 3, "{}", ("tier", "5", "2", "200.00")),
        # Beyond the last bound there is none.
        (GRADUATED, 5, "{}", None),
        # A tier that moves everything pays from the sixth on: 6 x 150.00 - 3 x 100.00.
        (VOLUME, 3, "{}", ("tier", "6", "3", "600.00")),
        # 400.00 at most is reached by the fourth, before the bound.
        (GRADUATED, 3, "{per_person: 400.00}", ("cap", "4", "1", "100.00")),
        # The bound comes first, and the cap of 550.00 leaves the tier its 200.00.
        (GRADUATED, 3, "{per_person: 550.00}", ("tier", "5", "2", "200.00")),
    ],
)
def test_the_next_bound(
    pays: str, count: int, limits: str, next_one: tuple[str, str, str, str] | None, tmp_path: Path
) -> None:
    found = told(bounty(pays, count, limits), tmp_path)["next"]
    assert (None if found is None else (found["why"], found["at"], found["missing"], found["brings"])) == next_one


@pytest.mark.parametrize(
    ("count", "limits", "brings"),
    [
        (3, "{}", "100.00"),
        (5, "{}", "150.00"),
        (3, "{per_person: 350.00}", "50.00"),
        (4, "{per_person: 400.00}", "0.00"),
    ],
)
def test_one_more_act_brings_its_rate_and_no_more_than_a_cap_leaves(
    count: int, limits: str, brings: str, tmp_path: Path
) -> None:
    each = told(bounty(GRADUATED, count, limits), tmp_path)["each"]
    assert each == [{"kind": "referral", "adds": "1", "brings": brings}]


def test_a_slider_says_what_each_kind_brings(tmp_path: Path) -> None:
    text = """
plan:
  incentives:
    - key: slider
      kind: bounty
      title: References
      window: quarter
      counts: {activity: [reference_call, cab_seat], milestone: delivered}
      pays: {each: {reference_call: 40.00, cab_seat: 75.00}}
acts:
  act  kind            person  delivered
  c1   reference_call  ada     2026-07-02
"""
    assert [(each["kind"], each["brings"]) for each in told(text, tmp_path)["each"]] == [
        ("reference_call", "40.00"),
        ("cab_seat", "75.00"),
    ]


def test_a_target_is_said_before_a_tier_at_the_same_measure(tmp_path: Path) -> None:
    text = """
plan:
  incentives:
    - key: assets
      kind: quota
      title: Assets
      window: quarter
      counts: {activity: blog, milestone: published}
      target: 4
      pays: {at_target: 400.00, curve: [[0, 0], [1, 1], [2, 3]], between: line}
acts:
  act  kind  person  published
  b1   blog  ada     2026-07-02
"""
    assert told(text, tmp_path)["next"] == {"why": "target", "at": "4", "missing": "3", "brings": "300.00"}


def test_a_percentage_says_what_a_further_thousand_brings(tmp_path: Path) -> None:
    text = """
plan:
  incentives:
    - key: deals
      kind: commission
      title: Deals
      window: quarter
      counts: {activity: csql, milestone: won}
      pays: {tiers: graduated, rates: [{upto: 50000, rate: 3%}, {rate: 4%}]}
acts:
  act  kind  person  amount  currency  won
  d1   csql  ada     49500   USD       2026-07-02
"""
    found = told(text, tmp_path)
    # 500 at 3 % are 15.00; a thousand are those and 500 at 4 %, 20.00.
    assert found["next"] == {"why": "tier", "at": "50000", "missing": "500", "brings": "15.00"}
    assert found["each"] == [{"kind": None, "adds": "1000", "brings": "35.00"}]


def test_an_award_is_so_many_acts_away(tmp_path: Path) -> None:
    text = """
plan:
  incentives:
    - key: thanks
      kind: recognition
      title: Thanks
      window: quarter
      counts: {activity: referral, milestone: demo}
      awards: [{at: 1, badge: First voice}, {at: 5, badge: Five voices}]
""" + ACTS.format(count=2)
    assert told(text, tmp_path)["award"] == {"at": "5", "missing": "3", "gift": None, "badge": "Five voices"}


def test_a_part_of_an_index_says_what_its_next_bound_brings(tmp_path: Path) -> None:
    text = """
plan:
  incentives:
    - key: index
      kind: index
      title: Index
      window: quarter
      metrics:
        - {metric: adoption, target: 0.8, weight: 0.5, at_most: 1}
        - {metric: nps, target: 50, weight: 0.5, at_most: 1}
      pays: {at_target: 200.00, curve: [[0, 0], [1, 1]], between: line}
people:
  key  name  role  starts_on
  ada  Ada   csm   2024-01-01
metrics:
  person  metric    period   value
  ada     adoption  2026-Q3  0.6
  ada     nps       2026-Q3  50
"""
    first, second = told(text, tmp_path)["parts"]
    # 0.6 of 0.8 scores 0.75: the missing quarter, at half the weight, is an eighth of 200.00.
    assert (first["at"], first["missing"], first["brings"]) == ("0.8", "0.2", "25.00")
    assert (second["at"], second["brings"]) == (None, None)
