"""Blocks fenced as `pays` in `docs/how-it-pays`: a plan, a few facts, and what the calculation must answer.

A block is a list of sections, each named at the margin and indented below:

- `plan`: a plan without the keys in HEAD, which are added; `version 2` is another version of the same plan.
- `acts`: one row an act; a column named as a milestone holds the day on which it was reached. `r1..r5` are five acts
  alike. What is not said: a referral, opened on 2026-01-01.
- any table of the data folder by its name. People, accounts and their names need no table where their keys are enough.
- `earns`: every incentive of every person; `totals`: every person, and `all`; `lines`: lines in their order, others
  may lie between; `problems`: every problem. Columns `period` (else 2026-Q3) and `as_of` ask several questions.
- `refused`: the codes of all problems for which nothing is calculated.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from textwrap import dedent
from typing import Any

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.facts import Facts
from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.plan import Plan
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from plaudit.values.refused import Unreadable
from tests.reading import Row, folder, rows

SECTION = re.compile(r"^(\S.*):\n((?:(?: .*)?\n)+)", re.MULTILINE)
RANGE = re.compile(r"(\D*)(\d+)\.\.\D*(\d+)")
HEAD = {
    "plan": "worked",
    "currency": "USD",
    "covers": "{role: csm}",
    "effective": "{from: 2026-01-01, to: 2027-01-01}",
}
MILESTONES = {milestone for kind in BUILT_IN.kinds for milestone in kind.steps}
ABOUT_MILESTONES = {"verified", "recorded_at", "retracted_at"}
FACTS = (
    "people", "positions", "accounts", "contacts", "holdings", "champions", "activities", "milestones", "credits",
    "targets", "metrics", "rates", "grants", "closes",
)  # fmt: skip
ASSUMED = {
    "people": {"name": "", "role": "csm"},
    "accounts": {"name": ""},
    "contacts": {"name": ""},
    "activities": {"kind": "referral", "opened_on": "2026-01-01"},
    "holdings": {"from": "2026-01-01"},
}

Answer = dict[str, Any]
Question = tuple[str, str]


@dataclass(frozen=True)
class Block:
    """One block and a place to write its files; read once, asked as often as its tables say."""

    sections: Mapping[str, str]
    place: Path
    answered: dict[Question, Answer] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, place: Path) -> "Block":
        found = {name: dedent(body) for name, body in SECTION.findall(text + "\n")}
        strange = found.keys() - {"acts", "plan", "version 2", *FACTS, *ANSWERS, "refused"}
        assert not strange, f"there is no section {strange}"
        return cls(found, place)

    def table(self, name: str) -> list[Row]:
        return [dict(row) for row in rows(self.sections[name])] if name in self.sections else []

    @cached_property
    def versions(self) -> tuple[Plan, ...]:
        self.place.joinpath("plan").mkdir()
        for number, name in enumerate(("plan", "version 2"), 1):
            if name in self.sections:
                text = _headed(self.sections[name], number)
                self.place.joinpath("plan", f"{number}.yaml").write_text(text, "utf-8")
        return read_versions(self.place / "plan")

    @cached_property
    def facts(self) -> Facts:
        tables = {name: self.table(name) for name in FACTS}
        for row in self.table("acts"):
            for key in _keys(row["act"]):
                tables["activities"].append({"key": key} | _others(row))
                tables["milestones"] += _reached(key, row)
        given = [row for each in tables.values() for row in each]
        for name, column in (("people", "person"), ("accounts", "account")):
            if name not in self.sections:
                tables[name] = [{"key": key} for key in sorted({row[column] for row in given if row.get(column)})]
        needed = {"people", "accounts", "activities", "milestones"}
        written = {name: _typed(name, table) for name, table in tables.items() if table or name in needed}
        return read(folder(self.place / "data", **written))

    def answer(self, question: Question) -> Answer:
        """Calculated once for all tables that ask it."""
        if question not in self.answered:
            self.answered[question] = self._calculated(*question)
        return self.answered[question]

    def _calculated(self, period: str, as_of: str) -> Answer:
        calendar = self.versions[-1].calendar
        days = Period.of(period, calendar.first_month, calendar.named_by)
        moment = datetime.fromisoformat(as_of) if as_of else None
        return document(calculate(self.versions, self.facts, days, moment))

    def executed(self, name: str) -> list[Row]:
        """What the calculation says in the place of a written table."""
        if name == "refused":
            return [{"code": code} for code in self._refused()]
        written = self.table(name)
        questions = list(dict.fromkeys((row.get("period", "2026-Q3"), row.get("as_of", "")) for row in written))
        said = [
            {"period": question[0], "as_of": question[1]} | row
            for question in questions
            for row in ANSWERS[name](self.answer(question))
        ]
        found = [{column: row[column] for column in written[0]} for row in said]
        return [row for row in found if row in written] if name == "lines" else found

    def _refused(self) -> list[str]:
        try:
            self.answer(("2026-Q3", ""))
        except Unreadable as unreadable:
            return [problem.code for problem in unreadable.problems]
        return []


def _headed(text: str, version: int) -> str:
    said = [key for key in HEAD if re.search(rf"^{key}:", text, re.MULTILINE)]
    head = [f"{key}: {value}" for key, value in HEAD.items() if key not in said]
    return "\n".join([*head, f"version: {version}", text])


def _keys(act: str) -> list[str]:
    found = RANGE.fullmatch(act)
    return [act] if found is None else [f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1)]


def _others(act: Row) -> Row:
    return {name: cell for name, cell in act.items() if name not in MILESTONES | ABOUT_MILESTONES | {"act"}}


def _reached(key: str, act: Row) -> list[Row]:
    about = {name: cell for name, cell in act.items() if name in ABOUT_MILESTONES}
    return [
        {"activity": key, "milestone": name, "on": cell} | about
        for name, cell in act.items()
        if name in MILESTONES and cell
    ]


def _typed(name: str, table: list[Row]) -> str:
    """The table as a test types it, with the columns that nobody needs to read."""
    assumed = ASSUMED.get(name, {})
    columns = list(dict.fromkeys([*NEEDED.get(name, ()), *assumed, *(column for row in table for column in row)]))
    full = [assumed | {column: cell for column, cell in row.items() if cell or column not in assumed} for row in table]
    cells = [[row.get(column, "") or "-" for column in columns] for row in full]
    return "\n".join("  ".join(line) for line in [columns, *cells])


NEEDED = {
    "people": ("key",),
    "accounts": ("key",),
    "activities": ("key",),
    "milestones": ("activity", "milestone", "on"),
}


def _earns(answer: Answer) -> Iterable[Row]:
    for person, unit in _units(answer):
        yield {
            "who": person,
            **_cells(unit, "incentive", "window", "measure", "target", "attainment", "score", "rank"),
            **_cells(unit, "earned", "limited", "waiting"),
            "final": "yes" if unit["final"] else "no",
            "awards": ", ".join(award["badge"] or award["gift"] for award in unit["awards"]),
        }


def _lines(answer: Answer) -> Iterable[Row]:
    for person, unit in _units(answer):
        for line in unit["lines"]:
            yield {
                "who": person,
                "incentive": unit["incentive"],
                "act": _cell(line["activity"]),
                **_cells(line, "line", "milestone", "on", "quantity", "share", "before", "after"),
                **_cells(line, "earned", "limited", "waiting", "limit"),
            }


def _totals(answer: Answer) -> Iterable[Row]:
    for person in answer["people"]:
        yield {"who": person["person"], "earned": _cell(person["earned"])}
    yield {"who": "all", "earned": _cell(answer["earned"])}


def _problems(answer: Answer) -> Iterable[Row]:
    for problem in answer["problems"]:
        touched = [f"{touch['incentive']} of {touch['person']}" for touch in problem["touches"]]
        yield {"code": problem["code"], "touches": ", ".join(touched)}


def _units(answer: Answer) -> Iterable[tuple[str, Answer]]:
    for person in answer["people"]:
        for unit in person["incentives"]:
            yield person["person"], unit


def _cells(said: Answer, *names: str) -> Row:
    return {name: _cell(said[name]) for name in names}


def _cell(value: object) -> str:
    return "" if value is None else str(value)


ANSWERS: dict[str, Callable[[Answer], Iterable[Row]]] = {
    "earns": _earns,
    "lines": _lines,
    "totals": _totals,
    "problems": _problems,
}
