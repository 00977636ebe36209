"""Browsers by the names that people use."""

import pytest

from plaudit.web.components.browsers import browser

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (CHROME, "Chrome on Linux"),
        (f"{CHROME} Edg/131.0", "Edge on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari on iPhone"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_as_people_name_it(said: str, named: str) -> None:
    assert browser(said) == named
