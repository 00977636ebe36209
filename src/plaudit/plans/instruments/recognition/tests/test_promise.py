from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.recognition.tests import by_hand
from plaudit.plans.instruments.recognition.tests.strategies import Written, measures, recognitions
from plaudit.plans.promise import Award
from plaudit.plans.tests.typed import promised


def test_a_badge_at_the_first_and_a_gift_at_the_tenth_and_no_money() -> None:
    promise = promised(
        {
            "kind": "recognition",
            "counts": {"activity": ["reference_call"], "milestone": "delivered"},
            "awards": [
                {"at": "1", "badge": "First reference"},
                {"at": "10", "gift": "Dinner for two", "value": "150.00"},
            ],
        }
    )
    assert promise.awards == (
        Award(Fraction(1), badge="First reference"),
        Award(Fraction(10), gift="Dinner for two", value=15000),
    )
    assert (promise.pays, promise.curve) == (False, None)


@settings(deadline=None)
@given(recognitions(), measures)
def test_a_measure_reaches_the_badges_that_are_read_off_the_text(recognition: Written, measure: int) -> None:
    reached = [award.badge for award in promised(recognition).awards if measure >= award.at]
    assert reached == by_hand.badges(recognition, measure)
