"""The document of a study as a page shows it: sentences, pictures, tables, limits, what others published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from plaudit.evidence.answer import MEANINGS
from plaudit.web.components.chart import Sizes
from plaudit.web.components.table import Column, Link, Table
from plaudit.web.components.words import plain
from plaudit.web.pages.evidence.figures import LEAST_MONEY, PERCENT, cell, column, digits, heading, named, told

Document = Mapping[str, Any]
# Fewer figures than this in a row are a line of text.
SERIES = 6
# Columns of figures that hold keys, with what tells their names apart: who somebody is, or what an incentive is.
CALLED = {
    "person": "who",
    "account": "who",
    "gets the program": "who",
    "goes without": "who",
    "incentive": "incentive",
    "activity": "act",
    "other": "act",
}
# The part of what is called that holds addresses, by what they are of and its key.
ADDRESSES = "addresses"
Called = Mapping[str, Mapping[str, str]]
# A key in a sentence, as in paid_search; a file keeps its name.
_KEY = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b(?!\.csv)")
# Whatever has a short name that says too little above a picture.
TITLES = {
    "Forecast": "Open leads",
    "periods": "By quarter",
    "cash": "By the month in which it is paid",
    "scenarios": "If people answer otherwise",
    "incentives": "By incentive",
    "owed": "Owed and not yet paid",
}
# The middle of where an amount settles is not the amount to start with.
OTHERWISE = {"amount: start": "Expected"}
# So many answers side by side are read in their picture.
MANY = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of an answer with its table; `picture` names its drawing where it has one."""

    table: Table
    picture: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer. A refused one says what is missing and the least that would suffice."""

    key: str
    name: str
    says: str
    grade: str
    meaning: str
    method: str
    missing: str
    smallest: str
    looks: tuple[tuple[str, str, bool | None], ...]
    # Nothing in it wants attention, and it says what its picture says or what a dozen others do.
    quiet: bool
    facts: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one unit on one axis."""

    key: str
    title: str
    table: Table

    @property
    def picture(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document."""

    groups: tuple[Group, ...]
    answers: tuple[Shown, ...]
    refusals: tuple[tuple[str, str, str], ...]
    limits: tuple[str, ...]
    published: Table | None
    # By the key of each picture; known where the page is shown.
    sizes: Mapping[str, Sizes] = field(default_factory=dict)

    @property
    def loud(self) -> list[Shown]:
        return [answer for answer in self.answers if not answer.quiet]

    @property
    def quiet(self) -> list[Shown]:
        return [answer for answer in self.answers if answer.quiet]

    @property
    def drawn(self) -> list[Beside]:
        """The figures that have a picture: what an estimate hangs on."""
        return [beside for answer in self.answers for beside in answer.beside if beside.picture is not None]

    @property
    def tables(self) -> tuple[Table, ...]:
        own = [beside.table for answer in self.answers for beside in answer.beside]
        return (*own, *(group.table for group in self.groups), *([] if self.published is None else [self.published]))


def keys(told: Document) -> set[str]:
    """Of people and accounts that stand in the tables and sentences of a document."""
    return {str(key) for answer in told["answers"] for key in answer["mentions"]} | listed(told, "who")


def listed(told: Document, what: str) -> set[str]:
    """Keys that stand in the tables of a document, of people and accounts or of acts."""
    rows = (row for answer in told["answers"] for figure in tables(answer).values() for row in figure)
    heads = [head for head, of in CALLED.items() if of == what]
    return {str(row[head]) for row in rows for head in heads if row.get(head) is not None}


def page(told: Document, called: Called) -> Page:
    """`called` are the names of people, accounts and incentives by their keys."""
    groups = grouped(told)
    crowd = {answer["name"] for those in groups.values() if len(those) >= MANY for answer in those}
    answers = tuple(
        _shown(f"a{number}", answer, told["study"], called, quiet=answer["brief"] or answer["name"] in crowd)
        for number, answer in enumerate(told["answers"])
    )
    named_already = {answer["name"] for answer in told["answers"]}
    limits = dict.fromkeys(limit for answer in told["answers"] for limit in answer["assumptions"])
    return Page(
        groups=tuple(_group(key, those, told["study"]) for key, those in groups.items()),
        answers=answers,
        refusals=tuple(_refusal(each, told["study"]) for each in told["refusals"] if each["name"] not in named_already),
        limits=tuple(map(plainly, limits)),
        published=_published(told["published"]) if told["published"] else None,
    )


def grouped(told: Document) -> dict[str, list[Document]]:
    """Answers with an interval by what they measure, in their order; one alone has its picture too."""
    there = [answer for answer in told["answers"] if answer["interval80"] is not None and not _nothing(answer)]
    groups = groupby(there, key=lambda answer: (answer["unit"], answer["currency"], _kind(answer["name"])))
    return {f"g{number}": list(those) for number, (_, those) in enumerate(groups)}


def _nothing(answer: Document) -> bool:
    """Between amounts that nobody pays there is nothing to draw."""
    known = [each for each in (*answer["interval80"], answer["point"]) if each is not None]
    return answer["unit"] == "money" and all(abs(each) < LEAST_MONEY for each in known)


def series(answer: Document) -> dict[str, list[Any]]:
    """Figures that are a row of numbers, one a month or quarter."""
    found = answer["figures"].items()
    return {name: figure for name, figure in found if _numbers(figure) and len(figure) >= SERIES}


def tables(answer: Document) -> dict[str, list[dict[str, Any]]]:
    """Figures that are rows of words and numbers."""
    found = answer["figures"].items()
    return {name: figure for name, figure in found if isinstance(figure, list) and figure and _mapping(figure[0])}


def _shown(key: str, answer: Document, study: str, called: Called, *, quiet: bool) -> Shown:
    rows, numbers = tables(answer), series(answer)
    refusal = answer["refusal"]
    beside = [
        Beside(
            _table(f"{key}-{place}", name, figure, called, answer["currency"]),
            picture_of(f"{key}-{place}", figure),
        )
        for place, (name, figure) in enumerate(rows.items())
    ]
    beside += [
        Beside(_row(f"{key}-s{place}", name, figure), f"{key}-s{place}")
        for place, (name, figure) in enumerate(numbers.items())
    ]
    facts = [
        (named(name), told(figure))
        for name, figure in answer["figures"].items()
        if name not in rows and name not in numbers
    ]
    return Shown(
        key=key,
        name=title(answer["name"], study),
        says=sentence(answer, called),
        grade=answer["grade"],
        meaning=MEANINGS[answer["grade"]],
        method=plainly(answer["method"]),
        missing="" if refusal is None else plainly(refusal["what_is_missing"]),
        smallest="" if refusal is None else plainly(refusal["smallest_addition_that_would_suffice"]),
        looks=tuple((named(each["name"]), told(each["value"]), each["pass"]) for each in answer["diagnostics"]),
        quiet=quiet and refusal is None and all(each["pass"] is not False for each in answer["diagnostics"]),
        facts=(*_sizes(answer), *facts),
        beside=tuple(beside),
    )


def title(name: str, study: str) -> str:
    """`win rate: paid_search` is Win rate: paid search; `amount: ceiling`, on the page of amounts, Ceiling."""
    return named(name.removeprefix(f"{study}: "))


def plainly(says: str) -> str:
    """A sentence of the command line on a page: what it calls --set is a field here, and paid_search has a space."""
    return _KEY.sub(lambda found: plain(found[0]), says.replace("--set ", "the setting ").replace("`", ""))


def sentence(answer: Document, called: Called) -> str:
    """What it says, with everybody whom it mentions by a key called by name."""
    those = {key: name_of(key, "person", called) for key in answer["mentions"]}
    if not those:
        return plainly(answer["says"])
    mentioned = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, those))})(?![\w-])")
    # A name that was put in is not looked at again.
    return "".join(those[part] if part in those else plainly(part) for part in mentioned.split(answer["says"]))


def name_of(key: str, head: str, called: Called) -> str:
    """By the column that the key stands in."""
    return called.get(CALLED.get(head, ""), {}).get(key, key)


def picture_of(key: str, rows: Sequence[Document]) -> str | None:
    """Only rows with two ends can be drawn as ranges."""
    return key if ends(rows[0]) is not None else None


def ends(row: Document) -> tuple[str, str] | None:
    """Which columns of a figure are its two ends."""
    for low, high in (("low", "high"), ("at its 10th percentile", "at its 90th"), ("p50", "p80")):
        if low in row and high in row:
            return low, high
    return None


def _sizes(answer: Document) -> Iterator[tuple[str, str]]:
    if answer["n"]:
        yield "Looked at", told(answer["n"])
    if answer["events"]:
        yield "Events", told(answer["events"])
    if answer["horizon"] is not None:
        yield "Days ahead", told(answer["horizon"])


def _group(key: str, answers: Sequence[Document], study: str) -> Group:
    unit, currency = answers[0]["unit"], answers[0]["currency"]
    said = heading(unit, currency)
    end = f" ({said})" if said else ""
    columns = (
        Column("name", "Estimate"),
        Column("low", f"80 % from{end}", "number"),
        Column("middle", f"Middle{end}", "number"),
        Column("high", f"80 % to{end}", "number"),
        Column("n", "Looked at", "number"),
        Column("grade", "Grade"),
    )
    rows = [
        (
            short_name(answer["name"]),
            digits(answer["interval80"][0], unit),
            digits(answer["point"], unit),
            digits(answer["interval80"][1], unit),
            str(answer["n"]),
            f"{answer['grade']}, {MEANINGS[answer['grade']]}",
        )
        for answer in answers
    ]
    # One alone is called what it is.
    kind = _kind(answers[0]["name"]) if len(answers) > 1 else title(answers[0]["name"], study)
    kind = TITLES.get(kind, kind)
    return Group(key, kind, Table(key, kind, columns, rows))


def short_name(name: str) -> str:
    """What tells it from the others of its group."""
    if name in OTHERWISE:
        return OTHERWISE[name]
    kind, colon, rest = name.partition(": ")
    return named(rest) if colon else named(kind)


def _kind(name: str) -> str:
    """What a group has in common: win rate, cost of a win, referral against others."""
    kind, colon, _ = name.partition(": ")
    if not colon and " against " in name:
        return f"{named(name.partition(' against ')[0])} against others"
    return named(kind)


def _table(key: str, name: str, rows: Sequence[Document], called: Called, currency: str | None) -> Table:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    columns = tuple(Column(f"c{place}", column(head, currency), _form(rows, head)) for place, head in enumerate(heads))
    cells = [tuple(_cell(row.get(head), head, called) for head in heads) for row in rows]
    return Table(key, TITLES.get(name, named(name)), columns, cells)


def _cell(value: Any, head: str, called: Called) -> str | Link | None:
    if head not in CALLED:
        return cell(value * 100 if head in PERCENT and value is not None else value)
    if value is None:
        return None
    words, url = name_of(str(value), head, called), called.get(ADDRESSES, {}).get(f"{CALLED[head]} {value}")
    return words if url is None else Link(words, url)


def _row(key: str, name: str, numbers: Sequence[Any]) -> Table:
    columns = (Column("n", "No.", "number"), Column("value", named(name), "number"))
    return Table(key, named(name), columns, [(str(place), cell(each)) for place, each in enumerate(numbers, 1)])


def _form(rows: Sequence[Document], head: str) -> Any:
    return "number" if _numbers([row.get(head) for row in rows]) else "text"


def _numbers(values: Any) -> bool:
    match values:
        case list() if values:
            there = [each for each in values if each is not None]
            return bool(there) and all(type(each) in {int, float} for each in there)
    return False


def _mapping(value: Any) -> bool:
    return type(value) is dict


def _refusal(refusal: Document, study: str) -> tuple[str, str, str]:
    smallest = refusal["smallest_addition_that_would_suffice"]
    return title(refusal["name"], study), plainly(refusal["what_is_missing"]), plainly(smallest)


def _published(rows: Sequence[Document]) -> Table:
    columns = (
        Column("number", "What they found"),
        Column("population", "With whom"),
        Column("source", "Source"),
        Column("grade", "Grade"),
    )
    cells = [(row["number"], row["population"], row["source"], row["grade"]) for row in rows]
    return Table("published", "Published, of other companies", columns, cells)
