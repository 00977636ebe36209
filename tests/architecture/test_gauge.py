"""Habits counted per thousand lines: each has its uses, and a branch far above its ceiling was written by habit."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.sources import Finding, modules

Gauge = Callable[[ast.AST], bool]


def asks_for_the_class(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance"


def asks_whether_it_has(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="hasattr")) | ast.Call(func=ast.Name(id="getattr"), args=[_, _, _]):
            return True
    return False


def falls_back_on_nothing(node: ast.AST) -> bool:
    match node:
        case ast.BoolOp(op=ast.Or(), values=[*_, ast.Constant(value="") | ast.List(elts=[]) | ast.Dict(keys=[])]):
            return True
    return False


def swallows_the_error(node: ast.AST) -> bool:
    match node:
        case ast.ExceptHandler(body=[ast.Pass() | ast.Continue() | ast.Return(value=None | ast.Constant())]):
            return True
    return False


def has_a_flag(node: ast.AST) -> bool:
    match node:
        case ast.arguments(defaults=defaults, kw_defaults=keyword):
            return any(
                isinstance(each, ast.Constant) and isinstance(each.value, bool) for each in (*defaults, *keyword)
            )
    return False


def seen(gauge: Gauge) -> Iterator[Finding]:
    for module in modules():
        if module.shipped and not module.path.startswith("src/plaudit/cli/"):
            yield from (Finding(module.path, line(node), gauge.__name__) for node in module.nodes if gauge(node))


def line(node: ast.AST) -> int:
    return next((int(each.lineno) for each in ast.walk(node) if hasattr(each, "lineno")), 1)


def thousands() -> int:
    lines = sum(1 for module in modules() if module.shipped for text in module.text.splitlines() if text.strip())
    return -(-lines // 1000)


@pytest.mark.parametrize(
    ("gauge", "ceiling"),
    [
        (asks_for_the_class, 3),
        (asks_whether_it_has, 0.2),
        (falls_back_on_nothing, 0.2),
        (swallows_the_error, 0.3),
        (has_a_flag, 0.3),
    ],
)
def test_a_habit_stays_below_its_ceiling(gauge: Gauge, ceiling: int) -> None:
    findings = [str(found) for found in seen(gauge)]
    # Three of a kind are no habit, however small the house is.
    assert len(findings) <= max(3, ceiling * thousands()), "\n" + "\n".join(findings)


def test_no_abstract_class_has_fewer_than_two_children() -> None:
    classes = {node.name: named(node.bases) for node in defined()}
    parents = [name for bases in classes.values() for name in bases]
    abstract = {name for name, bases in classes.items() if {"ABC", "Protocol"} & set(bases)}
    assert {name for name in abstract if parents.count(name) < 2} == set()


def defined() -> Iterator[ast.ClassDef]:
    nodes = (node for module in modules() if module.shipped for node in module.nodes)
    return (node for node in nodes if isinstance(node, ast.ClassDef))


def named(bases: list[ast.expr]) -> list[str]:
    """The last part of each base without its type arguments: `typing.Protocol[T]` is `Protocol`."""
    return [ast.unparse(base).split("[")[0].rsplit(".", 1)[-1] for base in bases]
