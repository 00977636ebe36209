"""Results as text for a terminal: who earned what, one statement with its sentences, problems with their remedies."""

from collections.abc import Iterable, Iterator
from textwrap import fill, wrap
from typing import Any

from plaudit.values.problem import Problem

Document = dict[str, Any]
Rows = Iterable[tuple[str, ...]]
UNKNOWN = "unknown"
WIDTH = 110
# Less room than this is no place for a sentence.
NARROWEST = 30


def table(rows: Rows, right: frozenset[int] = frozenset()) -> str:
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


def wrapped(rows: Rows, right: frozenset[int] = frozenset(), width: int = WIDTH) -> str:
    """A table whose last column holds sentences, which go on below themselves."""
    known = list(rows)
    taken = sum(max(len(row[column]) for row in known) + 2 for column in range(len(known[0]) - 1))
    room = max(width - taken, NARROWEST)
    broken: list[tuple[str, ...]] = []
    for *cells, sentence in known:
        first, *more = wrap(sentence, room, break_long_words=False, break_on_hyphens=False) or [""]
        broken.append((*cells, first))
        broken += [(*("" for _ in cells), each) for each in more]
    return table(broken, right)


def people_text(document: Document) -> str:
    """Everybody with what each incentive paid, and the total."""
    title = f"{document['plan']} version {document['version']}, {document['period']}, in {document['currency']}"
    if not document["people"]:
        return f"{title}\n\n{_nobody(document)}"
    incentives = list(
        dict.fromkeys(unit["incentive"] for person in document["people"] for unit in person["incentives"])
    )
    rows = [("person", *incentives, "earned")]
    for person in document["people"]:
        cells = [_of(person, incentive) for incentive in incentives]
        rows.append((person["person"], *cells, _money(person["earned"])))
    rows.append(("", *("" for _ in incentives), _money(document["earned"])))
    shown = table(rows, frozenset(range(1, len(incentives) + 2)))
    if max(len(line) for line in shown.split("\n")) > WIDTH:
        shown = _people_below(document)
    return f"{title}\n\n{shown}"


def _nobody(document: Document) -> str:
    return (
        f"Nobody is covered in {document['period']}. See that `covers` in the plan names roles, teams or people of "
        "people.csv,\nand that the plan is in effect (`effective`) and they are employed in the period."
    )


def _people_below(document: Document) -> str:
    """Of many incentives, those that paid, in words beside each person."""
    rows: list[tuple[str, ...]] = [("person", "earned", "of which")]
    for person in document["people"]:
        names = dict.fromkeys(unit["incentive"] for unit in person["incentives"])
        paid = [f"{name} {_of(person, name)}" for name in names if _of(person, name).strip("0. +")]
        rows.append((person["person"], _money(person["earned"]), ", ".join(paid) if paid else "nothing yet"))
    rows.append(("", _money(document["earned"]), ""))
    return wrapped(rows, frozenset({1}))


def _of(person: Document, incentive: str) -> str:
    """Several windows of one incentive in the period show their sum only where each is known."""
    found = [unit["earned"] for unit in person["incentives"] if unit["incentive"] == incentive]
    if not found:
        return ""
    return " + ".join(_money(each) for each in found)


def _money(text: str | None) -> str:
    return UNKNOWN if text is None else text


def statement_text(document: Document, person: str) -> str:
    """One person's lines by incentive with their sentences: what a statement says, without the paper."""
    mine = next(each for each in document["people"] if each["person"] == person)
    earned = f"{_money(mine['earned'])} {document['currency']}"
    head = f"{person}: {earned} for {document['period']} under {document['plan']}"
    if not mine["incentives"]:
        return f"{head}\n\nNo incentive covers {person} in {document['period']}: see `covers` in the plan."
    return "\n".join([head, *(text for unit in mine["incentives"] for text in _unit(unit))])


def _unit(unit: Document) -> Iterator[str]:
    yield ""
    yield f"{unit['incentive']}  {unit['window']}  {_money(unit['earned'])}{'' if unit['final'] else '  (so far)'}"
    names = ("measure", "target", "attainment", "score", "rank")
    facts = [f"{name} {unit[name]}" for name in names if unit[name] is not None]
    if facts:
        yield "  " + ", ".join(facts)
    for award in unit["awards"]:
        yield f"  reached at {award['at']}: {award['badge'] or award['gift']}"
    rows = [
        (line["on"], line["activity"] or line["line"], line["milestone"] or "", _money(line["earned"]), line["because"])
        for line in unit["lines"]
    ]
    if rows:
        yield from (f"  {row}" for row in wrapped(rows, frozenset({3}), WIDTH - 2).split("\n"))


def compared_text(document: Document) -> str:
    """The differences with their reasons, then how many agree."""
    count, equal = document["different"], document["equal"]
    if not document["rows"]:
        return "Nothing was paid and nothing is owed in this period: see that --period is the one of the list."
    if not count:
        return f"All {equal} amounts agree."
    columns = [name for name in ("person", "incentive", "activity") if any(row[name] for row in document["rows"])]
    different = [row for row in document["rows"] if row["class"] is not None]
    head = (*columns, "paid", "owed", "difference", "class")
    rows = [
        (
            *(row[name] or "" for name in columns),
            row["paid"],
            _money(row["owed"]),
            _money(row["difference"]),
            row["class"],
        )
        for row in different
    ]
    first, *shown = table([head, *rows], frozenset(range(len(columns), len(columns) + 3))).split("\n")
    reasons = [fill(row["because"], WIDTH, initial_indent="    ", subsequent_indent="    ") for row in different]
    said = f"{count} {'differs' if count == 1 else 'differ'}, {equal} {'agrees' if equal == 1 else 'agree'}."
    told = [text for pair in zip(shown, reasons, strict=True) for text in pair]
    if any(row["class"] == "unknown" for row in different):
        said += " `plaudit explain --person KEY` shows how an amount is owed."
    return "\n".join([first, *told, "", said])


def against_text(document: Document) -> str:
    """Each person under both plans, and what the other would have paid more."""
    other = document["against"]
    title = (
        f"{document['plan']} version {document['version']} against {other['plan']} version {other['version']}, "
        f"{document['period']}, in {document['currency']}"
    )
    columns = ("earned", "would_earn", "difference")
    rows: list[tuple[str, ...]] = [("person", "earned", "would earn", "difference")]
    rows += [(each["person"], *(_money(each[name]) for name in columns)) for each in document["people"]]
    rows.append(("", *(_money(document[name]) for name in columns)))
    remarks = "".join(f"\n\n{fill(said, WIDTH)}" for said in document["remarks"])
    return f"{title}\n\n{table(rows, frozenset({1, 2, 3}))}{remarks}"


def problems_text(problems: Iterable[Problem]) -> str:
    """Each problem with its place, the facts and what to do."""
    return "\n\n".join(
        f"{problem.place}: {problem.severity} {problem.code}\n  {problem.says}\n  {problem.remedy}"
        for problem in problems
    )
