"""A case as its source states it: inputs, and what is expected of them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "oracle" / "cases"

SITE = re.compile(r"^(?:https?://(?:www\.)?)([^/]+)")
REPOSITORY = re.compile(r"([\w.-]+/[\w.-]+?)(?=@|:|;|,| |$)")
WORDS = re.compile(r"([^,;:(]+?)(?= \d|,|;|:| \(| documentation| modules| README| test| stored|$)")

Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    id: str
    source: str
    family: str
    rule: str | None
    inputs: Inputs
    expected: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Two files may hold a case of one name, so the file is part of it."""
        return f"{self.file}/{self.id}"

    @property
    def project(self) -> str:
        """Who states it, without commit, path or line: a repository, a site, or the first words."""
        found = SITE.search(self.source) or REPOSITORY.match(self.source) or WORDS.match(self.source)
        return self.source if found is None else found[1].strip()


def load(*files: Path) -> tuple[Case, ...]:
    """Every case of the files, by default of all that the repository holds."""
    return tuple(case for file in files or sorted(CASES.glob("*.json")) for case in _cases(file))


def _cases(file: Path) -> list[Case]:
    return [
        Case(file.stem, raw["id"], raw["source"], raw["family"], raw.get("rule"), raw["inputs"], raw["expected"])
        for raw in json.loads(file.read_text(encoding="utf-8"))
    ]
