"""The verdict on each case: it passes, it differs by a decision, or it is out of scope.

A case that disagrees without a decision, or whose inputs no adapter knows, is a failure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeAlias

from tests.conformance.answer import Answer, Kind
from tests.conformance.calculated import calculated
from tests.conformance.case import Case
from tests.conformance.decisions import decisions
from tests.conformance.earned import Crash, Earned, Refusal
from tests.conformance.equal import equal, shown
from tests.conformance.scope import Reason, out_of_scope
from tests.conformance.world import World

ADAPTERS = Path(__file__).parent / "adapters"

# What an adapter raises that was written for other inputs.
UNFAMILIAR = (NotImplementedError, LookupError, TypeError, ValueError, ArithmeticError)

Word: TypeAlias = Literal["passed", "differs", "out of scope", "disagrees", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`decision` is why it differs; `said` what we say of the expected fields, `left` those that we do not state."""

    case: Case
    word: Word
    said: Any = None
    decision: str | None = None
    reason: Reason | None = None
    calculated: bool = False
    left: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    case: Case
    kind: Kind
    answer: Answer
    names: tuple[str, ...]


def judge(cases: Sequence[Case]) -> tuple[Verdict, ...]:
    """Every case gets one verdict, in the order of the cases; all worlds are calculated together."""
    pending: dict[str, Pending | Verdict] = {}
    worlds: dict[str, World] = {}
    for number, case in enumerate(cases):
        pending[case.key] = step = _ask(case, number)
        if isinstance(step, Pending):
            worlds |= dict(zip(step.names, step.answer.worlds, strict=True))
    earned = calculated(worlds)
    return tuple(step if isinstance(step, Verdict) else _decide(step, earned) for step in pending.values())


def _ask(case: Case, number: int) -> Pending | Verdict:
    reason = out_of_scope(case)
    if reason is not None:
        return Verdict(case, "out of scope", reason=reason)
    kind = next((kind for kind in kinds(case.family) if kind.fits(case)), None)
    if kind is None:
        return Verdict(case, "unknown", "no adapter knows inputs of this shape")
    try:
        answer = kind.answer(case.inputs)
    except UNFAMILIAR as unfamiliar:
        return Verdict(case, "unknown", f"the adapter does not know these inputs: {unfamiliar!r}")
    if answer.otherwise is not None and answer.otherwise not in decisions():
        raise LookupError(f"{case.family}: no decision is called {answer.otherwise}")
    return Pending(case, kind, answer, tuple(f"c{number}w{place}" for place, _ in enumerate(answer.worlds)))


@cache
def kinds(family: str) -> tuple[Kind, ...]:
    """The adapters of a family are the module of its name; a family nobody knows has none."""
    if not (ADAPTERS / f"{family}.py").exists():
        return ()
    found: tuple[Kind, ...] = import_module(f"tests.conformance.adapters.{family}").KINDS
    return found


def _decide(pending: Pending, worlds: Mapping[str, Earned]) -> Verdict:
    case, answer = pending.case, pending.answer
    try:
        said = answer.read(tuple(worlds[name] for name in pending.names))
    except (Refusal, ValueError) as refusal:
        return _refused(case, str(refusal), answer.otherwise)
    except (Crash, LookupError, TypeError) as broken:
        return Verdict(case, "disagrees", {"broken": repr(broken)})
    compared = {name: value for name, value in said.items() if name in case.expected}
    left = {name: why for name, why in pending.kind.leaves.items() if name in case.expected and name not in compared}
    missing = case.expected.keys() - compared.keys() - left.keys()
    if missing:
        # What is expected and not said, an error above all: then everything that is said tells the difference.
        return _differing(case, shown(said), answer.otherwise, left)
    if all(equal(value, case.expected[name]) for name, value in compared.items()):
        return Verdict(case, "passed", shown(compared), calculated=bool(answer.worlds), left=left)
    return _differing(case, shown(compared), answer.otherwise, left)


def _refused(case: Case, why: str, otherwise: str | None) -> Verdict:
    """A refusal is what is expected of a case whose source refuses too; the wording is each one's own."""
    said = {"error": why}
    if case.expected.keys() == {"error"}:
        return Verdict(case, "passed", said)
    return _differing(case, said, otherwise, None)


def _differing(case: Case, said: Any, decision: str | None, left: Mapping[str, str] | None) -> Verdict:
    return Verdict(case, "differs" if decision else "disagrees", said, decision, left=left)
