"""Paper: a layout with what is told, the same bytes whenever it is printed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plaudit.web.components import locale

# Paper follows the reader as her days and numbers do.
LETTER = {"US", "CA", "MX", "CL", "CO", "PH"}


def typeset(layout: Path, told: Mapping[str, Any]) -> bytes:
    # Loads a compiler; only this needs it.
    import typst

    territory = locale.reading().territory
    inputs = {"told": json.dumps(told), "paper": "us-letter" if territory in {None, *LETTER} else "a4"}
    # Only the fonts that the compiler brings: those of a machine would change the bytes.
    printed: bytes = typst.compile(layout, sys_inputs=inputs, ignore_system_fonts=True)
    return printed
