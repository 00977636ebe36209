import pytest

from plaudit.connectors.folder.meant import meant, shown

NAMES = ("ada", "ben", "case_study", "ref-1", "opened_on")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ada", "ada"),
        (" ada ", "ada"),
        ("Case-Study", "case_study"),
        ("case studies", "case_study"),
        ("openedon", "opened_on"),
        ("oppened_on", "opened_on"),
        ("REF1", "ref-1"),
        ("zed", None),
        ("", None),
    ],
)
def test_the_nearest_name(typed: str, expected: str | None) -> None:
    assert meant(typed, NAMES) == expected


def test_a_name_that_cannot_be_typed_is_not_offered() -> None:
    assert meant("ada", ["ad\na"]) is None


def test_of_very_many_names_only_one_that_differs_by_case_is_looked_for() -> None:
    many = [f"key-{number}" for number in range(20_001)]
    assert (meant("KEY-7", many), meant("kex-7", many)) == ("key-7", None)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("ada", '"ada"'), ("a\nb", '"a\\nb"'), ("\u200b", '"\\u200b"'), ("é", '"é"'), ("x" * 99, '"' + "x" * 59 + '…"')],
)
def test_what_was_typed_is_shown_on_one_line(typed: str, expected: str) -> None:
    assert shown(typed) == expected
