"""Filters that ask for equality, typed by hand: rules that share their milestones, and an act's own word for it."""

import json
from pathlib import Path

from tests.oracle.both import engine
from tests.oracle.small_worlds import Json, told, units

DEMOS = (
    "kind: bounty, window: quarter,"
    " counts: {activity: [referral, review], milestone: {referral: demo, review: published}}"
)
ACCOUNTS = """
    key    name   region
    acme   Acme   north
    birch  Birch  south
"""
ACTS = """
    key  kind      person  account  platform  demo        published
    r1   referral  ada     acme     g2        2026-07-02
    r2   referral  ada     birch    capterra  2026-07-03
    r3   referral  ada     birch    -         2026-07-04
    v1   review    ada     acme     g2        -           2026-07-05
    v2   review    ada     birch    other     -           2026-07-06
"""


def written(folder: Path, *incentives: str, acts: str) -> Json:
    return told(folder, "\n".join(incentives), acts, accounts=ACCOUNTS)


def paid(folder: Path, *incentives: str, acts: str = ACTS) -> list[str]:
    said = written(folder, *incentives, acts=acts)
    fast = json.loads(engine(folder / "plan", folder, "2026-Q3"))
    assert units(fast, "incentive", "measure", "earned") == units(said, "incentive", "measure", "earned")
    return [text.removeprefix("ada ") for text in units(said, "incentive", "measure") if text.startswith("ada ")]


def counts(key: str, where: str, of: str = DEMOS) -> str:
    return f"key: {key}, {of}, pays: {{each: 10.00}}{f', where: {{{where}}}' if where else ''}"


SIFTED = (
    counts("g", "platform: g2"),
    counts("both", "platform: [g2, capterra]"),
    counts("south", "platform: [capterra, other], region: south"),
    counts("nothing", "platform: nowhere"),
)


def test_each_rule_counts_what_has_its_value(tmp_path: Path) -> None:
    assert paid(tmp_path, *SIFTED) == ["g 2", "both 3", "south 2", "nothing 0"]


def test_a_rule_without_the_filter_is_asked_all_the_same(tmp_path: Path) -> None:
    reviews = "kind: bounty, window: quarter, counts: {activity: review, milestone: published}"
    assert paid(
        tmp_path,
        counts("g", "platform: g2"),
        counts("c", "platform: capterra"),
        counts("reviews", "", of=reviews),
        counts("north", "region: north", of=reviews),
    ) == ["g 2", "c 1", "reviews 2", "north 1"]


def test_an_acts_own_word_wins_although_champions_filter_by_the_accounts(tmp_path: Path) -> None:
    acts = """
        key  kind      person  account  region  demo
        r1   referral  ada     acme     south   2026-07-02
    """
    champions = "key: champions, kind: champions, window: quarter, pays: {each: 10.00}, where: {region: north}"
    assert paid(tmp_path, counts("south", "region: south"), counts("north", "region: north"), champions, acts=acts) == [
        "south 1",
        "north 0",
        "champions 0",
    ]


def test_a_column_that_no_file_has_is_empty(tmp_path: Path) -> None:
    assert paid(
        tmp_path,
        counts("tier", "tier: gold"),
        counts("stars", "stars_at_least: 1"),
        counts("all", ""),
        "key: champions, kind: champions, window: quarter, where: {tier: gold}, pays: {each: 10.00}",
    ) == ["tier 0", "stars 0", "all 5", "champions 0"]
