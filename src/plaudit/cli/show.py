"""Results as text for a terminal: who earned what, one statement with its sentences, problems with their remedies."""

from collections.abc import Iterable, Iterator
from typing import Any

from plaudit.values.problem import Problem

Document = dict[str, Any]
UNKNOWN = "unknown"


def table(rows: Iterable[tuple[str, ...]], right: frozenset[int] = frozenset()) -> str:
    """Columns two spaces apart; the first row is the header."""
    known = list(rows)
    widths = [max(len(row[column]) for row in known) for column in range(len(known[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in known
    )


def people_text(document: Document) -> str:
    """Everybody with what each incentive paid, and the total."""
    incentives = list(dict.fromkeys(unit["incentive"] for person in document["people"] for unit in person["incentives"]))
    rows = [("person", *incentives, "earned")]
    for person in document["people"]:
        cells = [_of(person, incentive) for incentive in incentives]
        rows.append((person["person"], *cells, _money(person["earned"])))
    rows.append(("", *("" for _ in incentives), _money(document["earned"])))
    title = f"{document['plan']} version {document['version']}, {document['period']}, in {document['currency']}"
    return f"{title}\n\n{table(rows, frozenset(range(1, len(incentives) + 2)))}"


def _of(person: Document, incentive: str) -> str:
    """Several windows of one incentive in the period show their sum only where each is known."""
    found = [unit["earned"] for unit in person["incentives"] if unit["incentive"] == incentive]
    if not found:
        return ""
    return _money(found[0]) if len(found) == 1 else " + ".join(_money(each) for each in found)


def _money(text: str | None) -> str:
    return UNKNOWN if text is None else text


def statement_text(document: Document, person: str) -> str:
    """One person's lines by incentive with their sentences: what a statement says, without the paper."""
    mine = next(each for each in document["people"] if each["person"] == person)
    head = f"{person}: {_money(mine['earned'])} {document['currency']} for {document['period']} under {document['plan']}"
    return "\n".join([head, *(text for unit in mine["incentives"] for text in _unit(unit))])


def _unit(unit: Document) -> Iterator[str]:
    yield ""
    yield f"{unit['incentive']}  {unit['window']}  {_money(unit['earned'])}{'' if unit['final'] else '  (so far)'}"
    facts = [f"{name} {unit[name]}" for name in ("measure", "target", "attainment", "score", "rank") if unit[name] is not None]
    if facts:
        yield "  " + ", ".join(facts)
    for award in unit["awards"]:
        yield f"  reached at {award['at']}: {award['badge'] or award['gift']}"
    rows = [
        (line["on"], line["activity"] or line["line"], line["milestone"] or "", _money(line["earned"]), line["because"])
        for line in unit["lines"]
    ]
    if rows:
        yield from (f"  {row}" for row in table(rows, frozenset({3})).split("\n"))


def problems_text(problems: Iterable[Problem]) -> str:
    """Each problem with its place, the facts and what to do."""
    return "\n\n".join(
        f"{problem.place}: {problem.severity} {problem.code}\n  {problem.says}\n  {problem.remedy}" for problem in problems
    )
