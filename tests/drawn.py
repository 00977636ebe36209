"""How many examples a law is tried on: 25, always the same ones, unless `PLAUDIT_EXAMPLES` asks for more and new ones.

A run that decides whether a change may land must say the same twice; `make test EXAMPLES=200` looks for what it missed.
"""

import os

from hypothesis import settings

asked = os.environ.get("PLAUDIT_EXAMPLES")
settings.register_profile("plaudit", max_examples=int(asked or "25"), derandomize=asked is None, deadline=None)
settings.load_profile("plaudit")
