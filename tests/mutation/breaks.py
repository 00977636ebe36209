"""The breaks of a module: one comparison, one number, one word of its SQL at a time, in the tree of its source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult}
COUNTED |= {ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}

# What each word of SQL becomes; longer ones stand first, for `<=` is no `<`.
IN_SQL = {
    r"<=": "<",
    r">=": ">",
    r"<>": "=",
    r"<": "<=",
    r">": ">=",
    r"=": "<>",
    r"(?<= )\+(?= )": "-",
    r"(?<= )-(?= )": "+",
    r"(?<![A-Z] )\*(?= )": "+",
    r"\bIS NOT NULL\b": "IS NULL",
    r"\bIS NULL\b": "IS NOT NULL",
    r"\bNOT IN\b": "IN",
    r"\bAND\b": "OR",
    r"\bOR\b": "AND",
    r"\bLEFT JOIN\b": "JOIN",
    r"\bUNION ALL\b": "UNION",
    r"\bMIN\b": "MAX",
    r"\bMAX\b": "MIN",
    r"\bSUM\b": "MAX",
    r"\bLEAST\b": "GREATEST",
    r"\bGREATEST\b": "LEAST",
    r"\bROW_NUMBER\b": "DENSE_RANK",
    r"\bDENSE_RANK\b": "RANK",
    r"\bDESC\b": "ASC",
    r"\bROUNDED\b": "WHOLE",
    r"(?<![\w.])0(?![\w.])": "1",
    r"(?<![\w.])1(?![\w.])": "0",
}
WORDS = re.compile("|".join(f"({pattern})" for pattern in IN_SQL))
OTHERS = list(IN_SQL.values())
# Types are no arithmetic, and what a refusal says is compared whole elsewhere.
NO_ARITHMETIC = {"annotation", "returns", "decorator_list", "bases", "exc"}
BODIES = ("body", "orelse")

# A node that would be broken, one of its fields, and what that field would hold.
Otherwise = tuple[Any, str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """Where a module is broken and how: `within` a function or a method, or in what runs once, on import.

    It shows where one of `lines` runs: the statement's own, or those that read what a statement on import names.
    """

    line: int
    was: str
    becomes: str
    within: str | None
    names: frozenset[str]
    lines: frozenset[int]

    def __str__(self) -> str:
        return f"{self.line}: {self.was}  ->  {self.becomes}".replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Place:
    """The path to a node, the outermost function around it and the innermost statement."""

    path: str = ""
    within: str | None = None
    statement: Any = None

    def below(self, node: ast.AST) -> "Place":
        named = isinstance(node, ast.FunctionDef | ast.ClassDef)
        path = f"{self.path}.{node.name}".removeprefix(".") if named else self.path
        within = self.within or (path if isinstance(node, ast.FunctionDef) else None)
        return Place(path, within, node if isinstance(node, ast.stmt) else self.statement)


def breaks(tree: ast.Module, *, sql: bool = False) -> Iterator[Break]:
    """Each break in turn; while the caller holds it the tree is broken there, and afterwards whole again."""
    for node, place in list(_places(tree, Place())):
        for owner, name, value in _otherwise(node, sql=sql):
            whole, was = getattr(owner, name), ast.unparse(node)
            # What is left out shows only where it would have run.
            statement = _left(whole, value) if name in BODIES else place.statement
            names = frozenset[str]() if place.path else _named(statement)
            lines = frozenset(_readers(tree, names) if names else _lines(statement))
            setattr(owner, name, value)
            ast.fix_missing_locations(node)
            yield Break(node.lineno, *_apart(was, ast.unparse(node)), place.within, names, lines)
            setattr(owner, name, whole)


def _apart(was: str, becomes: str) -> tuple[str, str]:
    """Both texts where they part, with a little of what stands around it."""
    start = _alike(was, becomes)
    end = _alike(was[start:][::-1], becomes[start:][::-1])
    shown = [text[max(start - 30, 0) : len(text) - max(end - 20, 0)] for text in (was, becomes)]
    return shown[0], shown[1]


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _places(node: ast.AST, place: Place) -> Iterator[tuple[Any, Place]]:
    """Each node with where it stands."""
    for name, field in ast.iter_fields(node):
        if name in NO_ARITHMETIC:
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST) and not _idle(child):
                inside = place.below(child)
                if hasattr(child, "lineno"):
                    yield child, inside
                yield from _places(child, inside)


def _left(whole: list[ast.stmt], without: list[ast.stmt]) -> ast.stmt:
    return next(line for line, other in zip(whole, without, strict=True) if line is not other)


def _lines(statement: Any) -> range:
    return range(statement.lineno, statement.end_lineno + 1)


def _named(statement: ast.AST) -> frozenset[str]:
    stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return frozenset(node.id for node in stored)


def _readers(tree: ast.Module, names: frozenset[str]) -> Iterator[int]:
    """The lines that read these names, and those that read what was made of them on import."""
    known = set[str]()
    while known != names:
        known = set(names)
        reading = [place for node, place in _places(tree, Place()) if isinstance(node, ast.Name) and node.id in known]
        names = names.union(*(_named(place.statement) for place in reading if place.within is None))
    for place in reading:
        yield from _lines(place.statement) if place.within else ()


def _idle(node: ast.AST) -> bool:
    """Docstrings, imports for types alone, and the length that `zip` checks for itself."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.keyword(arg="strict"):
            return True
        case _:
            return False


def _otherwise(node: Any, *, sql: bool) -> Iterator[Otherwise]:
    yield from _reasoned(node)
    yield from _counted(node)
    yield from _left_out(node)
    match node:
        case ast.Constant(value=str(value)) if sql:
            for word in WORDS.finditer(value):
                yield node, "value", value[: word.start()] + OTHERS[(word.lastindex or 0) - 1] + value[word.end() :]
        case _:
            pass


def _reasoned(node: Any) -> Iterator[Otherwise]:
    match node:
        case ast.Compare(ops=operators):
            for place, operator in enumerate(operators):
                yield node, "ops", [*operators[:place], COMPARED[type(operator)](), *operators[place + 1 :]]
        case ast.BoolOp(op=operator):
            yield node, "op", ast.Or() if isinstance(operator, ast.And) else ast.And()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield node, "test", ast.UnaryOp(ast.Not(), test)
        case _:
            pass


def _counted(node: Any) -> Iterator[Otherwise]:
    match node:
        case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in COUNTED:
            yield node, "op", COUNTED[type(operator)]()
        case ast.UnaryOp(op=ast.USub()):
            yield node, "op", ast.UAdd()
        case ast.Constant(value=bool(value)):
            yield node, "value", not value
        case ast.Constant(value=int(value)):
            yield node, "value", value + 1
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield node, "func", ast.Name(CALLED[name], ast.Load())
        case _:
            pass


def _left_out(node: Any) -> Iterator[Otherwise]:
    """A filter, a named argument, or a line whose value nobody takes, as if nobody had written it."""
    for each in getattr(node, "generators", ()):
        if each.ifs:
            yield each, "ifs", []
    if isinstance(node, ast.Call):
        for argument in node.keywords:
            if argument.arg not in {None, "strict"}:
                yield node, "keywords", [other for other in node.keywords if other is not argument]
    for name in BODIES:
        lines = getattr(node, name, None)
        for place, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, ast.AugAssign | ast.Expr) and not _idle(line):
                yield node, name, [*lines[:place], ast.Pass(), *lines[place + 1 :]]
