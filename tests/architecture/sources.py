"""The repository as the rules see it: every file of ours, parsed once."""

import ast
import io
import os
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "plaudit"
LEFT_BY_RUNS = {"__pycache__", "mutants", "build", "dist", "spark-warehouse", "metastore_db"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`path:line: rule`, and what was seen there."""

    path: str
    line: int
    rule: str
    seen: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}" + (f" ({self.seen})" if self.seen else "")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its place relative to the root, its text, all of its tree, its comments by line."""

    path: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    comments: dict[int, str]

    @classmethod
    def of(cls, path: str, text: str) -> "Module":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        comments = {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}
        tree = ast.parse(text)
        return cls(path, text, tree, tuple(ast.walk(tree)), comments)

    @property
    def shipped(self) -> bool:
        """True for what runs at a customer's: the package without its tests."""
        return self.path.startswith("src/") and not self.tests

    @property
    def tests(self) -> bool:
        # A page's test stands beside it.
        named = self.path.rsplit("/", 1)[-1].startswith("test_")
        return named or self.path.startswith("tests/") or "/tests/" in self.path


def files() -> Iterator[Path]:
    """Every file of the repository, without what is hidden or left behind by runs; `.ci` is ours."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if name == ".ci" or not (name.startswith(".") or name in LEFT_BY_RUNS))
        below[:] = [name for name in below if not name.endswith(".egg-info")]
        # `.git` is a file where the checkout is one of several.
        yield from (Path(folder) / name for name in sorted(names) if name != ".git")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of ours."""
    return tuple(Module.of(relative(path), path.read_text("utf-8")) for path in files() if path.suffix == ".py")


@cache
def pages() -> dict[str, str]:
    """Every page of prose, by its path."""
    return {relative(path): path.read_text("utf-8") for path in files() if path.suffix == ".md"}


def rooms() -> tuple[Path, ...]:
    return tuple(path for path in sorted(SOURCE.iterdir()) if (path / "__init__.py").exists())


def instruments() -> tuple[Path, ...]:
    """The folders of `plans/instruments`, each one an instrument."""
    shelf = SOURCE / "plans" / "instruments"
    return tuple(
        path for path in sorted(shelf.glob("*")) if path.is_dir() and path.name not in {"tests", "__pycache__"}
    )
