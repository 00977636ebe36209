"""Answers as text for a terminal: the sentence first, then what stands behind it."""

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from plaudit.evidence.answer import MEANINGS

WIDTH = 110
LONGEST, FIRST = 30, 5
Document = dict[str, Any]


def text(title: str, document: Document) -> str:
    parts = [title]
    behind = ""
    for answer in document["answers"]:
        if answer["brief"]:
            parts.append("\n".join(_answer(answer)))
            continue
        stands = f"Grade {answer['grade']}, {MEANINGS[answer['grade']]}. {answer['method']}"
        # What is the same for one after the other is said once.
        parts.append("\n".join([*_answer(answer), *([_filled(stands)] if stands != behind else [])]))
        behind = stands
    refused = [each for each in document["refusals"] if each["name"] not in {a["name"] for a in document["answers"]}]
    parts += ["\n".join(_refused(refusal)) for refusal in refused]
    if document["published"]:
        parts.append("\n".join(["Published, of other companies:", *_published(document["published"])]))
    return "\n\n".join(parts)


def _answer(answer: Document) -> Iterator[str]:
    yield answer["name"]
    yield _filled(answer["says"])
    refusal = answer["refusal"]
    if refusal is not None:
        yield _filled(f"No estimate: {refusal['what_is_missing']} Enough would be: {_lower(refusal)}")
    for name, figure in () if answer["brief"] else answer["figures"].items():
        yield from _figure(name, figure)
    for each in answer["diagnostics"]:
        if each["pass"] is False:
            yield _filled(f"Look: {each['name']} ({_cell(each['value'])}).")


def _lower(refusal: Document) -> str:
    smallest = str(refusal["smallest_addition_that_would_suffice"])
    return smallest[:1].lower() + smallest[1:]


def _refused(refusal: Document) -> Iterator[str]:
    yield refusal["name"]
    yield _filled(f"No answer: {refusal['what_is_missing']} Enough would be: {_lower(refusal)}")


def _figure(name: str, figure: Any) -> Iterator[str]:
    """Rows become a table, curves and long ones are left to JSON; a single number stands on a line."""
    if isinstance(figure, list) and figure and isinstance(figure[0], dict):
        if len(figure) > LONGEST or name.startswith("curve"):
            return
        rows = [tuple(figure[0]), *(tuple(_cell(cell) for cell in row.values()) for row in figure)]
        widths = [max(len(str(row[place])) for row in rows) for place in range(len(rows[0]))]
        yield f"  {name}:"
        for row in rows:
            yield "    " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    else:
        yield fill(f"{name}: {_cell(figure)}", WIDTH, initial_indent="  ", subsequent_indent="    ")


def _cell(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
        case list():
            return ", ".join(_cell(each) for each in value)
        case dict():
            return ", ".join(f"{name} {_cell(each)}" for name, each in value.items())
    return str(value)


def _published(found: list[Document]) -> Iterator[str]:
    for each in found[:FIRST]:
        line = f"{each['number']} ({each['population']}; {each['source']}; grade {each['grade']})"
        yield fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if len(found) > FIRST:
        yield f"  {len(found) - FIRST} more with --format json."


def _filled(sentence: str) -> str:
    return fill(sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
