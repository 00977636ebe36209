"""The plan of all eight instruments, as somebody reads it before she signs."""

from pathlib import Path

from plaudit.plans.read import read
from plaudit.plans.text import text
from tests.blessed import Blessed

HERE = Path(__file__).parent / "text"


def test_the_text_to_sign(blessed: Blessed) -> None:
    blessed(HERE / "text.md", text(read(HERE / "plan.yaml")))


def test_a_page_or_two_are_enough_for_nine_incentives() -> None:
    # Two pages of A4 hold some 110 lines.
    assert (HERE / "text.md").read_text("utf-8").count("\n") <= 110
