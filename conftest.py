"""For every test, those in the rooms and those in `tests/`: the cast, the network switched off, what was left out."""

pytest_plugins = [
    "tests.cast",
    "tests.offline",
    "tests.left_out",
    "tests.blessed",
    "tests.drawn",
    "tests.applications",
    "tests.site",
    "tests.quarter",
    "tests.closing",
]
