"""Why cases differ (decisions.yaml), and which of the repository's cases do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "decisions.yaml"


@dataclass(frozen=True, slots=True)
class Decision:
    """`cases` are keys of cases (file/id)."""

    name: str
    rule: str
    why: str
    cases: tuple[str, ...]


@cache
def decisions() -> Mapping[str, Decision]:
    raw = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    found = (Decision(entry["name"], entry["rule"], entry["why"], tuple(entry["cases"])) for entry in raw)
    return {decision.name: decision for decision in found}
