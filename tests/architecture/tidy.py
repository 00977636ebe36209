"""The rules of the house that no linter knows. Each reads one module and yields what it finds."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.sources import Finding, Module

Rule = Callable[[Module], Iterator[Finding]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef

NAMES = {
    *("utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "common", "misc"),
    *("base", "core", "types", "constants", "signals"),
}
# A definition's name that says how and not what; `data` is the folder that people give us.
HOLLOW = {"process", "handle", "transaction", "item", "info", "helper", "util", "enhanced", "v2"}
PRAISE = re.compile(r"\b(simply|just|obviously|robust|comprehensive)\b", re.IGNORECASE)
RECITED = re.compile(r"^\s*(Args|Arguments|Parameters|Returns|Raises|Yields):?\s*$", re.MULTILINE)
# An exemption names its rule and, after it, its reason.
EXEMPT = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:)(?P<rest>.*)")
REASON = re.compile(r"(--|#|\()\s*\S+ \S+")
# Code, and what is quoted from somebody.
QUOTED = re.compile(r"```.*?```|`[^`\n]*`|\"[^\"\n]*\"", re.DOTALL)
# Where numbers are estimates and their judges.
ESTIMATES = ("src/plaudit/evidence/", "tests/oracle/evidence_methods.py", "tests/oracle/test_evidence_cases.py")
CLOCKS = {"now", "today", "utcnow"}
MODULE_LINES, TEST_LINES, FUNCTION_LINES, ARGUMENTS = 400, 600, 60, 5


def functions(module: Module) -> Iterator[Definition]:
    return (node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the last part of what is called: `datetime.now()` is `now`."""
    for node in module.nodes:
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                yield node, name


def file_named_after_what_it_holds(module: Module) -> Iterator[Finding]:
    stem = module.path.rsplit("/", 1)[-1].removesuffix(".py")
    if stem in NAMES:
        yield Finding(module.path, 1, "name the file after what it holds", stem)


def module_on_two_screens(module: Module) -> Iterator[Finding]:
    count = module.text.count("\n")
    if count > (TEST_LINES if module.tests else MODULE_LINES):
        yield Finding(module.path, 1, "split the module", f"{count} lines")


def function_on_one_screen(module: Module) -> Iterator[Finding]:
    for node in functions(module):
        count = (node.end_lineno or node.lineno) - node.lineno + 1
        if count > FUNCTION_LINES:
            yield Finding(module.path, node.lineno, "split the function", f"{node.name}, {count} lines")


def at_most_five_arguments(module: Module) -> Iterator[Finding]:
    # A command's options are its arguments, and typer reads them from there.
    if module.path.startswith("src/plaudit/cli/"):
        return
    for node in functions(module):
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        count = len([name for name in names if name not in {"self", "cls"}])
        if count > ARGUMENTS:
            yield Finding(module.path, node.lineno, "more arguments than five want a name", f"{node.name}, {count}")


def says_what_not_how(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            words = set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower().split("_"))
            if words & HOLLOW and not module.tests:
                yield Finding(module.path, node.lineno, "a name that says nothing", node.name)


def catches_the_narrowest(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler):
            caught = "" if node.type is None else ast.unparse(node.type)
            if not caught or {"Exception", "BaseException"} & set(re.findall(r"\w+", caught)):
                yield Finding(module.path, node.lineno, "catch the narrowest exception", caught)


def no_float(module: Module) -> Iterator[Finding]:
    # Estimates are statistics; what they recommend becomes whole minor units in one place (`one_place_for_amounts`).
    if module.path.startswith(("bench/", *ESTIMATES)):
        return
    for node, name in calls(module):
        if name == "float" and isinstance(node.func, ast.Name):
            yield Finding(module.path, node.lineno, "no float near money", ast.unparse(node))


def no_float_written(module: Module) -> Iterator[Finding]:
    pure = re.match(r"src/plaudit/(values|activities|earnings|plans/instruments|plans/pays)/", module.path)
    for node in module.nodes if pure and module.shipped else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield Finding(module.path, node.lineno, "no float near money", repr(node.value))


def one_place_for_amounts(module: Module) -> Iterator[Finding]:
    """An estimate becomes money in one file of the evidence, which rounds it exactly."""
    if not module.path.startswith("src/plaudit/evidence/") or module.tests or module.path.endswith("/recommended.py"):
        return
    for node, name in calls(module):
        if name in {"Money", "money_text"}:
            yield Finding(module.path, node.lineno, "an estimate becomes money in recommended.py", ast.unparse(node))


def rounds_in_values_only(module: Module) -> Iterator[Finding]:
    if not module.shipped or module.path.startswith("src/plaudit/values/"):
        return
    for node, name in calls(module):
        if name == "quantize" or (name == "round" and isinstance(node.func, ast.Name)):
            yield Finding(module.path, node.lineno, "round in values/ only", ast.unparse(node))


def asks_no_clock(module: Module) -> Iterator[Finding]:
    if not module.shipped or module.path.startswith(("src/plaudit/cli/", "src/plaudit/web/")):
        return
    for node, name in calls(module):
        if name in CLOCKS and isinstance(node.func, ast.Attribute):
            yield Finding(module.path, node.lineno, "the moment comes in from outside", ast.unparse(node))


def no_quiet_zero(module: Module) -> Iterator[Finding]:
    for node in module.nodes if not module.tests else ():
        match node:
            case ast.BoolOp(op=ast.Or(), values=[*_, ast.Constant(value=0)]):
                yield Finding(module.path, node.lineno, "no `or 0`", ast.unparse(node))
            case ast.BoolOp(op=ast.Or(), values=[*_, ast.Call(args=[ast.Constant(value=0 | "0")])]):
                yield Finding(module.path, node.lineno, "no `or 0`", ast.unparse(node))


def no_mocks(module: Module) -> Iterator[Finding]:
    for node in module.nodes:
        match node:
            case ast.Import(names=names) if any("mock" in each.name.split(".") for each in names):
                yield Finding(module.path, node.lineno, "no mocks of our own code")
            case ast.ImportFrom(module=str(where), names=names) if "mock" in {
                *where.split("."),
                *(n.name for n in names),
            }:
                yield Finding(module.path, node.lineno, "no mocks of our own code")
            case ast.Call(func=ast.Attribute(value=ast.Name(id="monkeypatch"), attr="setattr")):
                yield Finding(module.path, node.lineno, "no patches of our own code", ast.unparse(node))


def late_import_says_why(module: Module) -> Iterator[Finding]:
    for function in functions(module) if module.shipped else ():
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not _remarked(module, function, node.lineno):
                yield Finding(module.path, node.lineno, "a late import says why", ast.unparse(node))


def _remarked(module: Module, function: Definition, line: int) -> bool:
    """A comment on the line, or above the run of imports that the line stands in."""
    lines = module.text.splitlines()
    while line > function.lineno and line not in module.comments:
        above = lines[line - 2].strip()
        if not above.startswith(("import ", "from ", "#")):
            return False
        line -= 1
    return line in module.comments


def exemption_says_why(module: Module) -> Iterator[Finding]:
    for line, comment in module.comments.items():
        exempt = EXEMPT.search(comment)
        if exempt and not REASON.search(exempt["rest"]):
            yield Finding(module.path, line, "an exemption says why", comment)


def docstrings(module: Module) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node, clean=False)
            if text is not None:
                yield node.body[0].lineno, text


def recites_no_arguments(module: Module) -> Iterator[Finding]:
    for line, text in docstrings(module):
        for recited in RECITED.finditer(text):
            yield Finding(module.path, line, "a docstring states a fact", recited[0].strip())


def praises_nothing(module: Module) -> Iterator[Finding]:
    for line, text in (*module.comments.items(), *docstrings(module)):
        for word in PRAISE.finditer(QUOTED.sub("", text)):
            yield Finding(module.path, line, "a word that adds nothing", word[0])


def a_test_takes_one_path(module: Module) -> Iterator[Finding]:
    for function in functions(module) if module.tests else ():
        for node in function.body if function.name.startswith("test_") else ():
            if isinstance(node, ast.If | ast.For | ast.While | ast.Try):
                yield Finding(module.path, node.lineno, "a test takes one path", function.name)


def page_praises_nothing(path: str, text: str) -> Iterator[Finding]:
    prose = QUOTED.sub(lambda quoted: "\n" * quoted[0].count("\n"), text)
    for number, line in enumerate(prose.splitlines(), 1):
        for word in PRAISE.finditer(line):
            yield Finding(path, number, "a word that adds nothing", word[0])


RULES: tuple[Rule, ...] = (
    file_named_after_what_it_holds,
    module_on_two_screens,
    function_on_one_screen,
    at_most_five_arguments,
    says_what_not_how,
    catches_the_narrowest,
    no_float,
    no_float_written,
    one_place_for_amounts,
    rounds_in_values_only,
    asks_no_clock,
    no_quiet_zero,
    no_mocks,
    late_import_says_why,
    exemption_says_why,
    recites_no_arguments,
    praises_nothing,
    a_test_takes_one_path,
)
