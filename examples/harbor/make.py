#!/usr/bin/env python3
"""Writes Harbor's data folder: `python examples/harbor/make.py [FOLDER]`."""

import sys
from pathlib import Path

from making.write import write

write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
