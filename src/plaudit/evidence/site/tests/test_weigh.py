"""A face value beside what the forecast leaves of it."""

from plaudit.evidence.site.weigh import Share, weigh

FORECAST = {
    "answers": [
        {"name": "forecast: demos", "n": 40, "point": 10.0, "interval80": [8.0, 12.0]},
        {"name": "open acts: reference_call delivered", "n": 30, "point": 7.5, "interval80": [4.5, 12.0]},
    ]
}


def test_a_kind_is_weighed_by_the_part_of_its_open_acts_that_is_to_come() -> None:
    (call,) = weigh(FORECAST, {"reference_call": 60_000})
    assert call.share == Share(0.25, 0.15, 0.4)
    assert [call.of(part, "USD") for part in (0.25, 0.15, 0.4)] == [150.0, 90.0, 240.0]
    assert call.of(0.25, "JPY") == 15_000.0


def test_a_kind_without_a_forecast_keeps_its_face_value_alone() -> None:
    assert [(each.kind, each.face, each.share) for each in weigh(FORECAST, {"video": 1_000})] == [
        ("video", 1_000, None)
    ]
