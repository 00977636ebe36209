"""How many examples a law is tried on: `PLAUDIT_EXAMPLES`, 25 unless told; `make test EXAMPLES=200` sets it."""

import os

from hypothesis import settings

settings.register_profile("plaudit", max_examples=int(os.environ.get("PLAUDIT_EXAMPLES", "25")), deadline=None)
settings.load_profile("plaudit")
