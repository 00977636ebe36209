"""The paper that a reader prints on: it follows her as her days and numbers do."""

from plaudit.web.components import locale

LETTER = {"US", "CA", "MX", "CL", "CO", "PH"}


def paper() -> str:
    return "us-letter" if locale.reading().territory in {None, *LETTER} else "a4"
