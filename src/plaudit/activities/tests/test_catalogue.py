from fractions import Fraction

import pytest

from plaudit.activities.catalogue import BUILT_IN, GRADES, STAGES, Kind

WRITTEN = "agreed drafted approved published / withdrawn"
LIVE = "agreed delivered /"


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("referral", "submitted accepted demo opportunity won paid / lost churned"),
        ("review", "asked agreed submitted published / withdrawn"),
        ("testimonial", WRITTEN),
        ("quote", WRITTEN),
        ("video", WRITTEN),
        ("blog", WRITTEN),
        ("whitepaper", WRITTEN),
        ("case_study", WRITTEN),
        ("reference_call", "asked agreed scheduled delivered /"),
        ("cab_seat", LIVE),
        ("co_presentation", LIVE),
        ("earned_media", LIVE),
        ("community_post", LIVE),
        ("call_showcase", LIVE),
        ("nomination", "logged accepted opportunity won paid / rejected lost churned"),
        ("csql", "logged accepted opportunity won paid / rejected lost churned"),
    ],
)
def test_a_kind_reaches_its_milestones_in_order_and_has_its_ends(kind: str, steps: str) -> None:
    found = BUILT_IN.find(kind)
    assert found is not None
    assert " ".join([*found.milestones, "/", *found.ends]) == steps


def test_the_map_has_sixteen_kinds() -> None:
    assert len(BUILT_IN.names) == len(set(BUILT_IN.names)) == 16


@pytest.mark.parametrize("kind", BUILT_IN.kinds, ids=lambda kind: kind.kind)
def test_every_kind_says_what_it_is_worth_and_how_to_get_one(kind: Kind) -> None:
    assert kind.complexity in GRADES
    assert kind.value in GRADES
    assert kind.stage in STAGES
    assert kind.points > 0
    assert kind.guidance.endswith(".")


def test_ends_come_after_all_milestones() -> None:
    review = BUILT_IN.find("review")
    assert review is not None
    assert review.steps == ("asked", "agreed", "submitted", "published", "withdrawn")


def test_an_unknown_kind_is_none() -> None:
    assert BUILT_IN.find("webinar") is None


def test_a_kind_that_is_said_otherwise_keeps_its_place_and_a_new_one_is_the_last() -> None:
    review = Kind("review", "Review", ("asked", "published"), points=Fraction(5))
    webinar = Kind("webinar", "Webinar", ("agreed", "held"))

    ours = BUILT_IN.overridden([webinar, review])

    assert ours.names == (*BUILT_IN.names, "webinar")
    assert ours.find("review") == review
