from pathlib import Path

from plaudit.plans.checks.page import page


def test_the_page_of_checks_is_fresh() -> None:
    written = Path(__file__).parents[5] / "docs" / "checks.md"
    assert written.read_text(encoding="utf-8") == page(), "Run `python -m plaudit.plans.checks.page docs/checks.md`."
