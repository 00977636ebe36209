"""Asks the tests about one break after another, each in a process of its own, forked when all tests are collected.

A break becomes real by giving the functions that everybody already holds the code of the broken ones.
"""

import ast
import importlib
import json
import os
import re
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from inspect import unwrap
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.mutation.breaks import Break, breaks

MISSED, NOTICED, NOWHERE = 0, 1, 2
SOURCES = f"{os.sep}src{os.sep}plaudit{os.sep}"


@dataclass(slots=True)
class Count:
    """What became of the breaks of a module; `nowhere` are those that could not be brought into a running program."""

    module: str
    noticed: int = 0
    nowhere: int = 0
    missed: list[Break] = field(default_factory=list)

    def __str__(self) -> str:
        missed = len(self.missed)
        return f"| `{self.module}` | {self.noticed + missed} | {self.noticed} | {missed} |"


class Mutation:
    """A pytest plugin: in place of the tests it runs the breaks of some modules."""

    def __init__(self, modules: list[Path], *, sql: bool, every: int) -> None:
        self.modules, self.sql, self.every, self.counts = modules, sql, every, list[Count]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        # Imported before pytest starts, it would not be pytest's to rewrite.
        from hypothesis import Phase, settings

        # A counterexample is enough; nobody reads the smallest.
        settings.register_profile("broken", settings(), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("broken")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        judges = Judges(session)
        for path in self.modules:
            self.counts.append(self._count(path, judges))
            print(self.counts[-1], flush=True)
        return True

    def _count(self, path: Path, judges: "Judges") -> Count:
        module = importlib.import_module(".".join(path.with_suffix("").parts[1:]))
        count, file = Count("/".join(path.parts[2:])), str(module.__file__)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for broken in islice(breaks(tree, sql=self.sql), 0, None, self.every):
            code = compile(tree, file, "exec")
            answer = judges.ask(module, broken, partial(become, module, code))
            if answer == NOWHERE:
                count.nowhere += 1
            elif answer == MISSED:
                count.missed.append(broken)
                print(f"{path}:{broken}", flush=True)
            else:
                count.noticed += 1
        return count


class Judges:
    """The tests, first those that come where no quicker one does; before them whichever noticed the last breaks."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._items = {item.nodeid: item for item in session.items}
        took = self._apart(self._measure)
        if not isinstance(took, dict):
            pytest.exit(f"{took} fails on sources that nobody broke.", returncode=1)
        self._took = {name: seconds for name, (seconds, _) in took.items()}
        self._through = {name: set(places) for name, (_, places) in took.items()}
        been, first, after = set[str](), list[str](), list[str]()
        for name in sorted(self._items, key=self._took.__getitem__):
            (after if self._through[name] <= been else first).append(name)
            been.update(self._through[name])
        self._order = first + after

    def ask(self, module: ModuleType, broken: Break, change: Callable[[], bool]) -> int:
        """Asks the tests that come through the broken lines; all of them of what others take on import."""
        file = module.__file__
        asked = self._which({f"{file}:{line}" for line in broken.lines})
        if not asked and (broken.within is None or not self._which({f"{file}:{broken.within}"})):
            asked = self._order
        if any(_taken(module, name) for name in broken.names):
            asked = self._order
        answer = self._apart(partial(self._judge, asked, change)) if asked else None
        if answer in self._through:
            self._order.remove(answer)
            self._order.insert(0, answer)
        return {None: MISSED, "nowhere": NOWHERE}.get(answer, NOTICED)

    def _which(self, places: set[str]) -> list[str]:
        return [name for name in self._order if places & self._through[name]]

    def _apart(self, work: Callable[[], Any]) -> Any:
        """What the work says in a process of its own; `died` if that came to no end."""
        with TemporaryDirectory() as folder:
            told = Path(folder, "told.json")
            child = os.fork()
            if child == 0:
                # Whatever happens to a broken program, this process ends here.
                try:
                    nowhere = os.open(os.devnull, os.O_WRONLY)
                    os.dup2(nowhere, 1)
                    os.dup2(nowhere, 2)
                    self._session.config._tmp_path_factory._basetemp = told.parent
                    told.write_text(json.dumps(work()), encoding="utf-8")
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            return json.loads(told.read_text(encoding="utf-8")) if told.exists() else "died"

    def _run(self, names: list[str]) -> Iterator[str]:
        """Each test once it has passed, and at last the one that did not."""
        for name, following in zip(names, [*names[1:], None], strict=True):
            item = self._items[name]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following and self._items[following])
            yield name
            if self._session.testsfailed:
                return

    def _measure(self) -> dict[str, tuple[float, list[str]]] | str:
        """How long each test takes, and the functions and lines it comes through; or which one fails."""
        came, took, start = set[str](), {}, time.process_time()
        caches = [each for module in _ours() for each in vars(module).values() if hasattr(each, "cache_clear")]

        def enter(frame: FrameType, _: str, __: object) -> Callable[..., Any] | None:
            if SOURCES not in frame.f_code.co_filename:
                return None
            came.add(f"{frame.f_code.co_filename}:{frame.f_code.co_qualname.partition('.<locals>')[0]}")
            return step

        def step(frame: FrameType, _: str, __: object) -> Callable[..., Any]:
            came.add(f"{frame.f_code.co_filename}:{frame.f_lineno}")
            return step

        sys.settrace(enter)
        for name in self._run(list(self._items)):
            if self._session.testsfailed:
                return name
            took[name] = (time.process_time() - start, list(came))
            came.clear()
            # The next test shall come through what this one left behind.
            for cache in caches:
                cache.cache_clear()
            start = time.process_time()
        return took

    def _judge(self, names: list[str], change: Callable[[], bool]) -> str | None:
        """Which test noticed."""
        # Time on the processor, not on the clock: a busy machine notices nothing.
        seconds = 15 + int(sum(self._took[name] for name in names))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (6 << 30, 6 << 30))
        if not change():
            return "nowhere"
        last = deque(self._run(names), maxlen=1).pop()
        return last if self._session.testsfailed else None


def _taken(module: ModuleType, name: str) -> bool:
    """Whether another module imported it."""
    held = vars(module).get(name)
    return any(vars(other).get(name) is held for other in _ours() if other is not module)


def _ours() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith(("plaudit.", "tests."))]


def become(module: ModuleType, code: CodeType) -> bool:
    """Makes the module what the code says, in the functions and the plain values that others have already imported."""
    other = ModuleType(module.__name__)
    exec(code, vars(other))  # noqa: S102 -- the code is ours, broken in one place
    held, changed = dict(_functions(module, module.__name__)), False
    for name, function in _functions(other, module.__name__):
        old = held.get(name)
        if old is not None and (old.__code__ != function.__code__ or _differ(old.__defaults__, function.__defaults__)):
            old.__code__, changed = function.__code__, True
            if _differ(old.__defaults__, function.__defaults__):
                old.__defaults__ = function.__defaults__
    for name, value in vars(other).items():
        old = vars(module).get(name)
        for reader in _ours() if _differ(old, value) and not name.startswith("__") else ():
            if vars(reader).get(name) is old:
                setattr(reader, name, value)
                changed = True
    return changed


def _differ(old: object, new: object) -> bool:
    return _plain(old) and _plain(new) and old != new


def _plain(value: object) -> bool:
    match value:
        case dict():
            return all(map(_plain, value)) and all(map(_plain, value.values()))
        case tuple() | list() | set() | frozenset():
            return all(map(_plain, value))
        case _:
            return isinstance(value, str | int | Fraction | re.Pattern | None)


def _functions(holder: object, module: str, path: str = "") -> Iterator[tuple[str, FunctionType]]:
    """By where they are found: what a dataclass writes has the same name in every class."""
    for name, value in list(vars(holder).items()):
        if isinstance(value, type) and value.__module__ == module and value is not holder:
            yield from _functions(value, module, f"{path}{name}.")
        bare = unwrap(next((part for each in HOLDING if (part := getattr(value, each, None))), value))
        if isinstance(bare, FunctionType) and bare.__module__ == module:
            yield f"{path}{name}", bare


# Where a static method, a property and a cached one hold their function.
HOLDING = ("__func__", "fget", "func")
