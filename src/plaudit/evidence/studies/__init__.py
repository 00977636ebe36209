"""The studies: each folder here is one, found by listing (adding one touches nothing else)."""

from functools import cache
from importlib import import_module
from pathlib import Path

from plaudit.evidence.study import Study


@cache
def names() -> tuple[str, ...]:
    """The folders beside this file, in name order."""
    return tuple(sorted(found.parent.name for found in Path(__file__).parent.glob("*/study.py")))


@cache
def find(name: str) -> Study:
    """The study of that name, one of `names()`."""
    study: Study = import_module(f"{__name__}.{name}.study").STUDY
    return study
