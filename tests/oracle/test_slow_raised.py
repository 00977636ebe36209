"""A budget whose amount a later version changes while it holds, calculated by hand."""

from pathlib import Path

import pytest

from tests.oracle.both import agreed
from tests.oracle.small_worlds import HEAD, Json, amended, lines, race, told, units, write_version

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
# The third act takes back 80.00 of what the first two asked for.
FALLING = DEMOS.replace("each: 100.00", "rates: [{upto: 2, each: 100.00}, {each: 40.00}], tiers: volume")
JUNE = "\n".join(f"a{day}  referral  ada  2026-06-0{day}" for day in range(1, 6))


def own(terms: str, amount: str) -> str:
    return f"{terms}, limits: {{budget: {{amount: {amount}, per: effective}}}}"


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        # Ada asked for 500.00 in June and kept 300.00: of 400.00 are 100.00 left, of 250.00 and 300.00 nothing.
        ("400.00", ["b1 100.00", "b2 0.00"]),
        ("450.00", ["b1 100.00", "b2 50.00"]),
        ("300.00", ["b1 0.00", "b2 0.00"]),
        ("250.00", ["b1 0.00", "b2 0.00"]),
    ],
)
def test_what_comes_after_a_raise_finds_what_was_kept_before_it(tmp_path: Path, amount: str, kept: list[str]) -> None:
    acts = f"{race(ben='5 6')}\n{JUNE}"
    one = amended(tmp_path / "own", own(DEMOS, "300.00"), own(DEMOS, amount), "2026-07-01", acts=acts)
    more = f"budget: {amount}\n"
    whole = amended(tmp_path / "plan", DEMOS, DEMOS, "2026-07-01", acts=acts, head=HEAD + "budget: 300.00\n", more=more)
    assert lines(one, "ben", "earned") == lines(whole, "ben", "earned") == kept


MILESTONES = """
    activity  milestone  on          recorded_at
    a1        demo       2026-06-01  -
    a2        demo       2026-06-02  -
    a3        demo       2026-06-03  -
    b1        demo       2026-06-04  2026-07-10T12:00:00Z
    b2        demo       2026-07-09  -
    b3        demo       2026-07-11  -
"""


def test_a_late_act_of_an_old_window_is_served_from_the_new_amount(tmp_path: Path) -> None:
    acts = """
        key  kind      person
        a1   referral  ada
        a2   referral  ada
        a3   referral  ada
        b1   referral  ben
        b2   referral  ben
        b3   referral  ben
    """
    # Of 300.00 asked for before July 200.00 were kept; of 350.00 are 150.00 left for b2, then b1, then b3.
    said = amended(
        tmp_path,
        own(DEMOS, "200.00"),
        own(DEMOS, "350.00"),
        "2026-07-01",
        acts=acts,
        milestones=MILESTONES,
        period="2026",
    )
    assert lines(said, "ben", "earned") == ["b1 50.00", "b2 100.00", "b3 0.00"]


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        # 100.00 + 50.00 - 30.00 kept of 150.00 in June; Ben asks for 100.00, 100.00 and -80.00.
        ("160.00", ["b1 40.00", "b2 0.00", "b3 0.00"]),
        ("300.00", ["b1 100.00", "b2 80.00", "b3 -60.00"]),
        ("100.00", ["b1 0.00", "b2 0.00", "b3 0.00"]),
    ],
)
def test_a_falling_total_gives_room_back_on_either_side_of_a_change(
    tmp_path: Path, amount: str, kept: list[str]
) -> None:
    june = "\n".join(JUNE.splitlines()[:3])
    before, after = own(FALLING, "150.00"), own(FALLING, amount)
    said = amended(tmp_path, before, after, "2026-07-01", acts=f"{race(ben='5 6 7')}\n{june}")
    assert lines(said, "ben", "earned") == kept


@pytest.mark.parametrize(
    ("amount", "third"),
    [
        # 200.00 asked for and 150.00 kept in June. Who says 150.00 again changes nothing: 150.00 - (200.00 - 80.00).
        ("150.00", "a1 -30.00"),
        # A change begins with the 150.00 that were kept.
        ("151.00", "a1 -80.00"),
        # More was kept than there is now, so what falls first makes up for that.
        ("140.00", "a1 -70.00"),
    ],
)
def test_what_was_asked_in_vain_is_forgotten_when_the_amount_changes(tmp_path: Path, amount: str, third: str) -> None:
    yearly = FALLING.replace("quarter", "year")
    june = "x1  referral  ada  2026-06-01\nx2  referral  ada  2026-06-02"
    before, after = own(yearly, "150.00"), own(yearly, amount)
    said = amended(tmp_path, before, after, "2026-07-01", acts=f"{race(ada='5')}\n{june}")
    assert lines(said, "ada", "earned") == [third]


TALKS = "key: talks, kind: bounty, window: quarter, counts: {activity: reference_call, milestone: delivered}"
VERSIONS = {"2026-01-01": "300.00", "2026-05-01": "350.00", "2026-07-01": "450.00"}
IN_APRIL = """
    key  kind            person  demo        delivered
    a1   referral        ada     2026-04-01  -
    a2   referral        ada     2026-04-02  -
    a3   referral        ada     2026-04-03  -
    a4   referral        ada     2026-04-04  -
    b1   referral        ben     2026-07-01  -
    b2   referral        ben     2026-07-02  -
    t1   reference_call  ben     -           2026-04-10
    t2   reference_call  ben     -           2026-05-01
    t3   reference_call  ben     -           2026-07-01
"""


def amended_each_time(folder: Path, plans: list[str], acts: str) -> Json:
    """What the whole year says with a version from each of the days."""
    told(folder, plans[0], acts)
    for number, (since, plan) in enumerate(zip(VERSIONS, plans, strict=True), start=1):
        write_version(folder, number, since, plan)
    return agreed(folder / "plan", folder, "2026")


@pytest.mark.parametrize(
    ("may", "kept"),
    [
        # 300.00 kept by May. On its first day 50.00 are left of 350.00; on the first of July 100.00 of 450.00.
        ("    a5   referral        ada     2026-05-01  -\n", ["b1 100.00", "b2 0.00"]),
        # Nobody asks between May and July: 150.00 are left.
        ("", ["b1 100.00", "b2 50.00"]),
    ],
)
def test_an_amount_goes_on_from_what_was_kept_of_all_before_it(tmp_path: Path, may: str, kept: list[str]) -> None:
    talks = own(f"{TALKS}, pays: {{each: 100.00}}", "250.00")
    free = f"{TALKS.replace('talks', 'calls')}, pays: {{each: 1.00}}"
    plans = [f"{own(DEMOS, amount)}\n{talks}\n{free}" for amount in VERSIONS.values()]
    said = amended_each_time(tmp_path / "three", plans, IN_APRIL + may)
    others = ["t1 100.00", "t2 100.00", "t3 50.00", "t1 1.00", "t2 1.00", "t3 1.00"]
    assert sorted(lines(said, "ben", "earned")) == sorted([*kept, *others])


@pytest.mark.parametrize(("amount", "ben"), [("150.00", "ben 50.00"), ("149.99", "ben None")])
def test_what_is_unknown_of_an_amount_reaches_into_the_next_one(tmp_path: Path, amount: str, ben: str) -> None:
    deals = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 10%}"
    acts = """
        key  kind  person  amount  currency  won
        d1   csql  ada     500.00  EUR       2026-06-04
        d2   csql  ben     500.00  USD       2026-07-01
    """
    # Without a rate d1 may have taken up to 100.00 of the amount before.
    said = amended(tmp_path, own(deals, "100.00"), own(deals, amount), "2026-07-01", acts=acts)
    assert units(said, "earned")[1] == ben


def test_the_newest_version_that_has_an_incentive_says_where_it_stands(tmp_path: Path) -> None:
    first, second, third = (DEMOS.replace("demos", key) for key in ("first", "second", "third"))
    head, more = HEAD + "budget: 150.00\n", "budget: 150.00\n"
    plan, acts = tmp_path / "alone" / "plan", race(ada="20")
    amended(tmp_path, f"{first}\n{second}", f"{second}\n{first}", "2026-07-15", head=head, more=more, acts=acts)
    later = head.replace("from: 2026-01-01", "from: 2026-08-01") + "version: 3\n"
    (plan / "3.yaml").write_text(f"{later}incentives:\n  - {{{third}}}\n", "utf-8")
    # One act of one day is paid by two incentives, which the third version has no more; the second put them round.
    assert units(agreed(plan, plan.parent, "2026-Q3"), "incentive", "earned") == [
        "ada third 0.00",
        "ada second 100.00",
        "ada first 50.00",
        "ben third 0.00",
        "ben second 0.00",
        "ben first 0.00",
    ]


def test_a_budget_of_a_month_is_not_the_one_of_a_life_beside_it(tmp_path: Path) -> None:
    monthly = DEMOS.replace("demos", "months").replace("quarter", "month") + ", limits: {budget: 100.00}"
    talks = own(f"{TALKS}, pays: {{each: 100.00}}", "100.00")
    acts = """
        key  kind            person  demo        delivered
        a1   referral        ada     2026-08-03  -
        t1   reference_call  ada     -           2026-08-04
    """
    said = told(tmp_path, f"{monthly}\n{talks}", acts, head=HEAD.replace("from: 2026-01-01", "from: 2026-07-01"))
    assert lines(said, "ada", "earned") == ["a1 100.00", "t1 100.00"]
