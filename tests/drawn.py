"""How many examples a law is tried on: 25, always the same ones, unless `PLAUDIT_EXAMPLES` asks for more and new ones.

A run that decides whether a change may land must say the same twice; `make test test-journeys EXAMPLES=200` looks for
what it missed.
"""

import os

from hypothesis import settings

# The Makefile hands on an empty text where nobody asked.
asked = os.environ.get("PLAUDIT_EXAMPLES", "")
settings.register_profile("plaudit", max_examples=int(asked) if asked else 25, derandomize=not asked, deadline=None)
settings.load_profile("plaudit")
