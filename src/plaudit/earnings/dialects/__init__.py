"""SQL dialects the query prints for, one file each; what an engine lacks is rewritten on the finished tree."""

from functools import cache
from importlib import import_module
from pathlib import Path

from plaudit.earnings.dialects.dialect import Dialect

__all__ = ["Dialect", "find", "names"]

_NOT_DIALECTS = frozenset({"__init__", "dialect"})


@cache
def names() -> tuple[str, ...]:
    """The files beside this one, in name order."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in _NOT_DIALECTS))


@cache
def find(name: str) -> Dialect:
    """The dialect of that name, which is one of `names()`."""
    dialect: Dialect = import_module(f"{__name__}.{name}").DIALECT
    return dialect
