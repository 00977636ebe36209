"""The slow oracle, checked by hand: room by account and by contact, in its two ways of being given (rule 9)."""

from pathlib import Path

import pytest

from tests.oracle.small_worlds import PEOPLE, lines, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
PARTS = (
    "key: studies, kind: bounty, window: quarter, counts: {activity: case_study}, pays: {each: 1000.00},"
    " earns: [{milestone: agreed, part: 30%}, {milestone: drafted, part: 20%}, {milestone: published, part: 50%}]"
)
ACCEPTED = DEMOS + ", limits: {per_account: 1}"
# Where some incentive pays in parts, room is given in another way.
BESIDE_PARTS = f"{ACCEPTED}\n{PARTS}"


def test_acts_without_an_account_need_no_room_there(tmp_path: Path) -> None:
    acts = """
        key  kind        person  agreed      drafted     published
        c    case_study  ada     2026-06-30  2026-07-01  -
        d    case_study  ada     2026-06-30  2026-07-02  -
    """
    said = told(tmp_path, PARTS + ", limits: {per_account: 1}", acts)
    assert lines(said, "ada", "earned") == ["c 200.00", "d 200.00"]


@pytest.mark.parametrize("incentives", [ACCEPTED, BESIDE_PARTS])
def test_acts_that_earn_nothing_or_have_no_account_take_no_room(tmp_path: Path, incentives: str) -> None:
    acts = """
        key  kind      person  account  demo
        r1   referral  zed     acme     2026-07-01
        r2   referral  ada     -        2026-07-02
        r3   referral  ada     -        2026-07-03
        r4   referral  ada     acme     2026-07-04
        r5   referral  ada     acme     2026-07-05
    """
    said = told(tmp_path, incentives, acts, people=PEOPLE + "    zed  Zed   sales\n")
    assert lines(said, "zed", "earned", "limit") == ["r1 0.00 not-covered"]
    assert lines(said, "ada", "earned") == ["r2 100.00", "r3 100.00", "r4 100.00", "r5 0.00"]


@pytest.mark.parametrize("incentives", [ACCEPTED, BESIDE_PARTS])
@pytest.mark.parametrize(
    ("window", "earned"),
    [("month", ["r1 100.00", "r1 10.00", "r3 10.00"]), ("quarter", ["r1 100.00", "r1 10.00"])],
)
def test_each_incentive_and_each_window_has_room_of_its_own(
    tmp_path: Path, incentives: str, window: str, earned: list[str]
) -> None:
    acts = """
        key  kind      person  account  demo
        r1   referral  ada     acme     2026-07-01
        r2   referral  ada     acme     2026-07-02
        r3   referral  ada     acme     2026-08-01
    """
    other = ACCEPTED.replace("demos", "other").replace("quarter", window).replace("100.00", "10.00")
    said = told(tmp_path, f"{incentives}\n{other}", acts)
    assert [line for line in lines(said, "ada", "earned") if not line.endswith(" 0.00")] == earned


def test_room_by_account_goes_to_the_act_known_first(tmp_path: Path) -> None:
    acts = """
        key  kind      person  account  demo
        x    referral  ada     acme     2026-07-20
        y    referral  ben     acme     2026-07-05
        z    referral  ben     birch    2026-07-06
    """
    milestones = """
        activity  milestone  on          recorded_at
        x         demo       2026-07-20  2026-07-21T12:00:00Z
        y         demo       2026-07-05  2026-07-22T12:00:00Z
        z         demo       2026-07-06  2026-07-30T12:00:00Z
    """
    plan = ACCEPTED
    said = told(tmp_path, plan, acts, milestones=milestones)
    assert lines(said, "ada", "earned") == ["x 100.00"]
    assert lines(said, "ben", "quantity", "earned", "limit") == ["y 0 0.00 not-served", "z 1 100.00 None"]


def test_an_act_is_served_whole_and_later_parts_follow(tmp_path: Path) -> None:
    acts = """
        key  kind        person  account  contact  agreed      published
        c1   case_study  ada     acme     joe      2026-06-20  2026-07-20
        c2   case_study  ada     acme     joe      2026-06-21  2026-07-21
        c3   case_study  ben     acme     joe      2026-07-01  2026-07-02
    """
    said = told(tmp_path, PARTS + ", limits: {per_contact: 1}", acts)
    # June's room went to c1, July's to c3; the second part of c1 needs none, that of c2 has none.
    assert lines(said, "ada", "quantity", "limit") == ["c1 0.7 None", "c2 0 not-served"]
    assert lines(said, "ben", "quantity") == ["c3 0.3", "c3 0.7"]


TWO_ROOMS = DEMOS + ", limits: {per_account: 2, per_contact: 1}"


@pytest.mark.parametrize("incentives", [TWO_ROOMS, f"{TWO_ROOMS}\n{PARTS}"])
def test_an_act_needs_room_with_its_contact_and_with_its_account(tmp_path: Path, incentives: str) -> None:
    acts = """
        key  kind      person  account  contact  demo
        r1   referral  ada     acme     joe      2026-07-01
        r2   referral  ada     acme     joe      2026-07-02
        r3   referral  ada     acme     kim      2026-07-03
        r4   referral  ada     acme     lou      2026-07-04
        r5   referral  ada     birch    -        2026-07-05
    """
    contacts = "key  name  account\njoe  Joe  acme\nkim  Kim  acme\nlou  Lou  acme"
    said = told(tmp_path, incentives, acts, contacts=contacts)
    # Joe has had his one, which takes no room of Acme's: that goes to r1 and r3.
    assert lines(said, "ada", "earned") == ["r1 100.00", "r2 0.00", "r3 100.00", "r4 0.00", "r5 100.00"]


@pytest.mark.parametrize("incentives", [ACCEPTED, BESIDE_PARTS])
def test_an_act_of_two_people_takes_room_once(tmp_path: Path, incentives: str) -> None:
    acts = """
        key  kind      person  account  demo
        r1   referral  ada     acme     2026-07-01
        r2   referral  ada     acme     2026-07-02
        r3   referral  ada     acme     2026-07-03
    """
    shares = "activity  person  share\nr1  ada  0.5\nr1  ben  0.5\nr2  ada  0.5\nr2  ben  0.5"
    said = told(tmp_path, incentives.replace("per_account: 1", "per_account: 2"), acts, credits=shares)
    assert lines(said, "ada", "earned") == ["r1 50.00", "r2 50.00", "r3 0.00"]
    assert lines(said, "ben", "earned") == ["r1 50.00", "r2 50.00"]


def test_two_incentives_have_two_rooms_for_one_act(tmp_path: Path) -> None:
    """The second counts another kind too, so that the queues of one account differ."""
    acts = """
        key  kind      person  account  demo        published
        v1   review    ada     acme     -           2026-07-01
        r1   referral  ada     acme     2026-07-02  -
        r2   referral  ada     acme     2026-07-03  -
    """
    reviews = DEMOS.replace("demos", "reviews").replace("referral, milestone: demo", "review, milestone: published")
    said = told(tmp_path, f"{ACCEPTED}\n{reviews}, limits: {{per_account: 1}}", acts)
    assert units(said, "incentive", "earned")[:2] == ["ada demos 100.00", "ada reviews 100.00"]


def test_the_second_half_of_an_act_takes_no_room_of_its_own(tmp_path: Path) -> None:
    halves = (
        "key: halves, kind: bounty, window: quarter, counts: {activity: referral}, pays: {each: 100.00},"
        " earns: [{milestone: demo, part: 50%}, {milestone: won, part: 50%}], limits: {per_account: 1}"
    )
    acts = """
        key  kind      person  account  demo        won
        r1   referral  ada     acme     2026-07-01  2026-07-20
        r2   referral  ada     acme     2026-07-02  2026-07-03
    """
    assert lines(told(tmp_path, halves, acts), "ada", "earned") == ["r1 50.00", "r2 0.00", "r2 0.00", "r1 50.00"]
