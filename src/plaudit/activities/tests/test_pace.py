"""How fast acts are verified, by whose they are."""

from datetime import date, timedelta

import pytest

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.log import New, Reached, log
from plaudit.activities.pace import Pace, pace
from plaudit.activities.reported import Told
from plaudit.activities.verify import reject, verify
from tests.cast import NOW
from tests.site import customers, who

pytestmark = pytest.mark.usefixtures("company", "acts")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def acts() -> None:
    """Three that Ada logged: verified after two days, after nine, and not yet."""
    customers("""
        key  name      holder
        oak  Oak Cafe  ben
    """)
    told = Told("review", date(2026, 9, 21), account="oak", person="ada", platform="g2")
    reached = Reached("published", date(2026, 9, 28))
    for key, at in (("soon", NOW), ("late", LATER), ("open", LATER)):
        log(New(key, told, reached), by=who("ada"), at=at, catalogue=BUILT_IN)
    verify([("soon", "published")], by=who("mo"), at=NOW + timedelta(days=2))
    verify([("late", "published")], by=who("mo"), at=LATER + timedelta(days=9))


@pytest.mark.parametrize(
    ("hers", "expected"),
    [
        ((), Pace(0, 0, None)),
        (("known-at-once",), Pace(1, 0, None)),
        (("open",), Pace(0, 1, None)),
        (("soon", "late", "open", "known-at-once"), Pace(3, 1, timedelta(days=2))),
        (("late", "open"), Pace(1, 1, timedelta(days=9))),
    ],
)
def test_what_waited_counts_and_what_never_did_has_no_time(hers: tuple[str, ...], expected: Pace) -> None:
    assert pace({"ada": hers, "ben": ()}) == {"ada": expected, "ben": Pace(0, 0, None)}


def test_what_was_rejected_waits_for_nobody() -> None:
    reject(("open", "published"), "It is not online.", by=who("mo"), at=NOW + timedelta(days=10))

    assert pace({"ada": ("late", "open")}) == {"ada": Pace(2, 0, timedelta(days=9))}
