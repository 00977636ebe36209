"""The slow oracle, checked by hand: contests, their brackets, ties, lots and what they rank by (rule 17)."""

from pathlib import Path

import pytest

from tests.oracle.small_worlds import PEOPLE, lines, race, told, units

FOUR = PEOPLE + "    cal  Cal   csm\n    dan  Dan   csm\n"
CONTEST = "key: top, kind: contest, window: quarter, counts: {activity: referral, milestone: demo}"
BY_TEAM = ", brackets: {by: team}"


def ranked(folder: Path, terms: str, acts: str, **tables: str) -> list[str]:
    return units(told(folder, f"{CONTEST}, {terms}", acts, people=FOUR, **tables), "rank", "earned")


TIED = race(ada="1 9", ben="2 8", cal="3 8", dan="4")


@pytest.mark.parametrize(
    ("terms", "standing"),
    [
        # 25 + 15 + 8 = 48, 16 each.
        ("prizes: [25.00, 15.00, 8.00], ties: share", ["ada 1 16.00", "ben 1 16.00", "cal 1 16.00", "dan 4 0.00"]),
        # 100.00 by three: the odd cent to who was there first, by day and then by key.
        ("prizes: [100.00], ties: share", ["ada 1 33.33", "ben 1 33.34", "cal 1 33.33", "dan 4 0.00"]),
        ("prizes: [25.00, 15.00], ties: all", ["ada 1 25.00", "ben 1 25.00", "cal 1 25.00", "dan 4 0.00"]),
        # Ben and Cal had two on the eighth, Ada on the ninth: they share 25 + 15.
        ("prizes: [25.00, 15.00, 8.00], ties: earliest", ["ada 3 8.00", "ben 1 20.00", "cal 1 20.00", "dan 4 0.00"]),
        # The tie is over the last paid place, and the places below pay nothing.
        ("prizes: [25.00], minimum: 2", ["ada 1 8.33", "ben 1 8.34", "cal 1 8.33", "dan None 0.00"]),
    ],
)
def test_ties(tmp_path: Path, terms: str, standing: list[str]) -> None:
    assert ranked(tmp_path, terms, TIED) == standing


def test_a_tie_for_the_second_place_shares_it_with_nothing(tmp_path: Path) -> None:
    standing = ranked(tmp_path, "prizes: [25.00, 15.00]", race(ada="1 2", ben="1", cal="2"))
    assert standing == ["ada 1 25.00", "ben 2 7.50", "cal 2 7.50", "dan None 0.00"]


def test_an_act_that_was_taken_back_reaches_nothing(tmp_path: Path) -> None:
    acts = """
        key  kind      person  demo        churned
        a1   referral  ada     2026-07-01  -
        a2   referral  ada     2026-07-08  2026-07-20
        b1   referral  ben     2026-07-02  -
    """
    clawback = "clawback: {milestone: churned, within_days: 60}"
    said = told(tmp_path, f"{CONTEST}, prizes: [25.00, 15.00], ties: earliest, {clawback}", acts)
    assert units(said, "measure", "rank", "earned") == ["ada 1 1 25.00", "ben 1 2 15.00"]


def test_only_those_still_there_on_the_last_day_are_ranked(tmp_path: Path) -> None:
    people = "key  name  role  ends_on\nada  Ada  csm  2026-09-29\nben  Ben  csm  2026-09-30"
    acts = race(ada="1 2", ben="1")
    stop = told(tmp_path / "stop", CONTEST + ", prizes: [25.00]", acts, people=people)
    paid = told(tmp_path / "paid", CONTEST + ", prizes: [25.00], leavers: paid", acts, people=people)
    assert units(stop, "rank", "earned") == ["ada None 0.00", "ben 1 25.00"]
    assert units(paid, "rank", "earned") == ["ada 1 25.00", "ben 2 0.00"]


BOOKS = """
    account  person  from        share
    acme     ada     2026-01-01  0.5
    acme     ben     2026-01-01  0.5
    birch    ada     2026-01-01  1
"""


def test_brackets_by_the_book_of_the_first_day(tmp_path: Path) -> None:
    terms = "prizes: [30.00, 10.00], brackets: {by: accounts, bounds: [1.5]}"
    standing = ranked(tmp_path, terms, race(ada="1", ben="1 2 3", cal="1 2"), holdings=BOOKS)
    # Ada holds exactly 1.5, which is not below it; Ben holds 0.5 and Cal nothing.
    assert standing == ["ada 1 30.00", "ben 1 30.00", "cal 2 10.00", "dan None 0.00"]


@pytest.mark.parametrize(
    ("by", "bounds", "standing"),
    [
        # Ada holds two accounts from the first day on, Ben held one until the day before, Cal will hold one later.
        ("accounts", "[1]", ["ada 1 30.00", "ben 1 30.00", "cal 2 0.00", "dan None 0.00"]),
        # By yearly revenue Ada's book is 1.00, which is not below a bound of 1.00; those of Ben and Cal are empty.
        ("arr", "[1.01]", ["ada 2 0.00", "ben 1 30.00", "cal 3 0.00", "dan None 0.00"]),
        ("arr", "[1.00]", ["ada 1 30.00", "ben 1 30.00", "cal 2 0.00", "dan None 0.00"]),
    ],
)
def test_a_book_is_what_was_held_on_the_first_day(tmp_path: Path, by: str, bounds: str, standing: list[str]) -> None:
    holdings = """
        account  person  from        to
        acme     ada     2026-07-01  -
        cedar    ada     2026-07-01  -
        birch    ben     2026-01-01  2026-07-01
        birch    cal     2026-07-02  -
    """
    accounts = "key    name   arr\nacme   Acme   0.60\nbirch  Birch  5.00\ncedar  Cedar  0.40"
    terms = f"prizes: [30.00], brackets: {{by: {by}, bounds: {bounds}}}"
    acts = race(ada="1 2", ben="1 2 3", cal="1")
    assert ranked(tmp_path, terms, acts, holdings=holdings, accounts=accounts) == standing


def test_a_measure_per_account(tmp_path: Path) -> None:
    said = told(tmp_path, CONTEST + ", prizes: [30.00], measure: {per: accounts}", race(ada="1 2", ben="1", cal="1"),
                people=FOUR, holdings=BOOKS)  # fmt: skip
    # 2 / 1.5 = 1.333333 against 1 / 0.5 = 2; without an account there is nothing to divide by.
    assert units(said, "measure", "rank") == ["ada 1.333333 2", "ben 2 1", "cal 0 None", "dan 0 None"]


def test_improvement_on_the_window_before(tmp_path: Path) -> None:
    acts = race(ada="1 2 3", ben="1 2") + "\nx1  referral  ada  2026-04-01\nx2  referral  ada  2026-06-30"
    said = told(tmp_path, CONTEST + ", prizes: [30.00], measure: improvement", acts)
    assert units(said, "measure", "rank", "earned") == ["ada 1 2 0.00", "ben 2 1 30.00"]


def test_lots_are_drawn_by_hash(tmp_path: Path) -> None:
    # SHA-256 (by sha256sum) of seed:ada:1 begins 5eae, seed:ada:2 3a35, seed:ben:1 bfce, seed:cal:1 2bfb.
    standing = ranked(tmp_path, "prizes: [30.00, 10.00], draw_lots: {seed: seed}", race(ada="1 2", ben="1", cal="1"))
    assert standing == ["ada 2 10.00", "ben 3 0.00", "cal 1 30.00", "dan None 0.00"]


def test_the_first_of_a_persons_lots_counts(tmp_path: Path) -> None:
    # SHA-256 of draw:ada:1 begins 13f5, draw:ada:2 7c26, draw:ben:1 39d1, draw:cal:1 2ef3; half an act enters nothing.
    shares = "activity  person  share\nd1  dan  0.5\nd1  zed  0.5"
    terms = "prizes: [30.00, 10.00], draw_lots: {seed: draw}"
    acts = race(ada="1 2", ben="1", cal="1", dan="1")
    said = told(tmp_path, f"{CONTEST}, {terms}", acts, people=FOUR + "    zed  Zed   sales\n", credits=shares)
    standing = ["ada 1 30.00", "ben 3 0.00", "cal 2 10.00", "dan None 0.00"]
    assert units(said, "rank", "earned") == standing


def test_one_unknown_measure_leaves_the_whole_contest_open(tmp_path: Path) -> None:
    plan = "key: top, kind: contest, window: quarter, measure: {metric: nps}, prizes: [30.00]"
    said = told(tmp_path, plan, metrics="person  metric  period  value\nada  nps  2026-Q3  40")
    assert units(said, "rank", "earned") == ["ada None None", "ben None None"]


def test_contests_of_every_sort_beside_each_other(tmp_path: Path) -> None:
    sorts = {
        "plain": "prizes: [1.00]",
        "gain": "measure: improvement, prizes: [2.00]",
        "per": "measure: {per: accounts}, prizes: [3.00]",
        "book": "brackets: {by: accounts, bounds: [2]}, prizes: [4.00]",
        "team": "prizes: [6.00]" + BY_TEAM,
        "lots": "draw_lots: {seed: draw}, prizes: [5.00]",
    }
    plan = "\n".join(f"{CONTEST.replace('top', key)}, {terms}" for key, terms in sorts.items())
    holdings = """
        account  person  from
        acme     ada     2026-01-01
        birch    ada     2026-01-01
        cedar    ada     2026-01-01
        dune     ben     2026-01-01
    """
    accounts = "key    name\nacme   Acme\nbirch  Birch\ncedar  Cedar\ndune   Dune"
    acts = race(ada="1 2", ben="1") + "\nx1  referral  ada  2026-06-30"
    said = told(tmp_path, plan, acts, holdings=holdings, accounts=accounts)
    # Two thirds of an act by account for Ada; she alone has two accounts or more. SHA-256 of draw:ada:1 comes first.
    assert units(said, "incentive", "measure", "rank", "earned") == [
        "ada plain 2 1 1.00",
        "ada gain 1 1 1.00",
        "ada per 0.666667 2 0.00",
        "ada book 2 1 4.00",
        "ada team 2 1 6.00",
        "ada lots 2 1 5.00",
        "ben plain 1 2 0.00",
        "ben gain 1 1 1.00",
        "ben per 1 1 3.00",
        "ben book 1 1 4.00",
        "ben team 1 2 0.00",
        "ben lots 1 2 0.00",
    ]


def test_those_in_no_team_compete_with_each_other(tmp_path: Path) -> None:
    people = "key  name  role  team\nada  Ada  csm  east\nben  Ben  csm  -\ncal  Cal  csm  west\ndan  Dan  csm  -"
    acts = race(ada="1", ben="1", cal="1", dan="2 3")
    said = told(tmp_path, f"{CONTEST}, prizes: [9.00]{BY_TEAM}", acts, people=people)
    assert units(said, "rank", "earned") == ["ada 1 9.00", "ben 2 0.00", "cal 1 9.00", "dan 1 9.00"]


def test_who_joins_a_team_inside_the_window_is_ranked_in_it(tmp_path: Path) -> None:
    people = """
        key  name  role  team  starts_on
        ada  Ada   csm   east  -
        ben  Ben   csm   east  2026-07-02
        cal  Cal   csm   -     -
        dan  Dan   csm   -     -
    """
    positions = """
        person  role  team  from        to
        cal     csm   west  2026-01-01  2026-07-03
        cal     csm   east  2026-07-03  -
        dan     csm   -     2026-01-01  2026-07-03
        dan     csm   east  2026-07-03  -
    """
    acts = race(ada="1 2 3 4", ben="2 3 4", cal="2", dan="3 4")
    said = told(tmp_path, f"{CONTEST}, prizes: [9.00]{BY_TEAM}", acts, people=people, positions=positions)
    # Cal was in the west on the first day; Dan's first team is the east.
    assert units(said, "rank", "earned") == ["ada 1 9.00", "ben 2 0.00", "cal 1 9.00", "dan 3 0.00"]


def test_who_had_left_before_the_window_is_ranked_in_her_last_team(tmp_path: Path) -> None:
    people = """
        key  name  role  team  ends_on
        ada  Ada   csm   east  -
        ben  Ben   csm   east  2026-06-30
        cal  Cal   csm   -     2026-06-30
    """
    positions = """
        person  role  team  from        to
        cal     csm   west  2026-01-01  2026-03-01
        cal     csm   east  2026-03-01  2026-06-01
        cal     csm   -     2026-06-01  2026-07-01
    """
    acts = race(ada="1", ben="1 2", cal="1 2 3")
    plan = f"{CONTEST}, leavers: paid, prizes: [9.00]{BY_TEAM}"
    said = told(tmp_path, plan, acts, people=people, positions=positions)
    assert units(said, "rank", "earned") == ["ada 3 0.00", "cal 1 9.00"]


def test_a_cent_for_two_says_that_the_second_had_nothing_of_it(tmp_path: Path) -> None:
    said = told(tmp_path, f"{CONTEST}, prizes: [0.01]", race(ada="1", ben="1"), people=FOUR)
    assert [lines(said, who, "earned") for who in ("ada", "ben", "cal")] == [["prize 0.01"], ["prize 0.00"], []]
