"""When an incentive begins, ends and begins again: versions that drop it, take it up later or never start it."""

from pathlib import Path

from tests.oracle.small_worlds import amended, lines, race, told, units

QUARTERLY = "window: quarter, counts: {activity: referral, milestone: demo}"
MONTHLY = "window: month, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
YEARLY = "window: year, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"


def test_an_incentive_that_a_version_drops_before_its_first_day_is_promised_to_nobody(tmp_path: Path) -> None:
    kept = f"key: kept, kind: bounty, {MONTHLY}"
    before = f"{kept}\nkey: never, kind: bounty, {MONTHLY}, effective: {{from: 2026-08-10}}"

    said = amended(tmp_path, before, kept, "2026-08-01", acts=race(ada="06"))

    assert set(units(said, "incentive")) == {"ada kept", "ben kept"}
    assert lines(said, "ada", "earned") == ["a1 100.00"]


def test_a_draw_is_nobodys_before_the_first_day_of_the_incentive(tmp_path: Path) -> None:
    later = f"key: later, kind: bounty, {YEARLY}, effective: {{from: 2026-09-01}}, draw: 100.00"

    said = told(tmp_path, later, period="2026-08")

    assert units(said, "earned") == []


def test_a_guarantee_is_nobodys_before_the_first_day_of_the_incentive(tmp_path: Path) -> None:
    later = f"key: later, kind: bounty, {YEARLY}, effective: {{from: 2026-09-01}}, guarantee: 100.00"

    said = told(tmp_path, later, period="2026-08")

    assert units(said, "earned") == []


def test_a_window_that_restarts_may_have_another_name_and_other_days_and_run_through(tmp_path: Path) -> None:
    before = f"key: demos, kind: bounty, title: Demos, {QUARTERLY}, pays: {{each: 100.00}}"
    after = (
        f"key: demos, kind: bounty, title: Calls, {QUARTERLY}, pays: {{each: 100.00}}, on_change: restart, "
        "effective: {from: 2026-07-01}"
    )

    said = amended(tmp_path, before, after, "2026-08-01", acts=race(ada="06"))

    assert units(said, "window", "earned") == ["ada 2026-07-01/2026-10-01 100.00", "ben 2026-07-01/2026-10-01 0.00"]
    assert lines(said, "ada", "earned") == ["a1 100.00"]
