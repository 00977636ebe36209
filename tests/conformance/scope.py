"""Which kinds of cases are not about what Plaudit pays (scope.yaml): by family, by rule, by the shape of the inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from tests.conformance.case import Case

FILE = Path(__file__).parent / "scope.yaml"


@dataclass(frozen=True, slots=True)
class Reason:
    """Cases of a family, all of them or those with one of the rules, or with these inputs and expected fields."""

    name: str
    why: str
    family: str
    rules: tuple[str, ...] = ()
    inputs: Mapping[str, tuple[str, ...]] | None = None
    expects: tuple[str, ...] = ()

    def holds(self, case: Case) -> bool:
        given = self.inputs or {}
        return (
            case.family == self.family
            and (not self.rules or (case.rule or "") in self.rules)
            and all(name in case.inputs for name in given)
            and all(not allowed or str(case.inputs[name]) in allowed for name, allowed in given.items())
            and all(name in case.expected for name in self.expects)
        )


def out_of_scope(case: Case) -> Reason | None:
    return next((reason for reason in reasons() if reason.holds(case)), None)


@cache
def reasons() -> tuple[Reason, ...]:
    raw = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Reason(
            entry["name"],
            entry["why"],
            entry["family"],
            tuple(entry.get("rules", ())),
            {name: tuple(map(str, allowed or ())) for name, allowed in entry.get("inputs", {}).items()},
            tuple(entry.get("expects", ())),
        )
        for entry in raw
    )
