"""Start a plan from a template: a complete, commented plan for one practice."""

from plaudit.plans import templates
from plaudit.values.refused import Refused


def names() -> tuple[str, ...]:
    return tuple(templates.found())


def describe(name: str) -> str:
    """The template's first sentence, which is its first line."""
    return text(name).partition("\n")[0].removeprefix("#").strip()


def text(name: str) -> str:
    found = templates.found()
    if name not in found:
        raise Refused("template-unknown", f"There is no template {name!r}. There are: {', '.join(found)}.")
    return found[name].read_text(encoding="utf-8")
