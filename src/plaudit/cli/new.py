"""`plaudit new`: start a plan from a template, one for each practice."""

from pathlib import Path
from typing import Annotated

import typer

from plaudit.plans import new as templates
from plaudit.values.refused import Refused


def new(
    template: Annotated[str | None, typer.Option("--template", help="Which practice to start from.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; without it the plan is printed.")
    ] = None,
) -> None:
    """Print or write a plan to start from; without a template, list them."""
    if template is None:
        print("\n".join(f"{name:<24}{templates.describe(name)}" for name in templates.names()))
        return
    if template not in templates.names():
        raise Refused("template-unknown", f"There is no template {template}: {', '.join(templates.names())}.")
    if out is None:
        print(templates.text(template), end="")
        return
    if out.exists():
        raise Refused("out-exists", f"{out} is there already: name another file.")
    try:
        out.write_text(templates.text(template), encoding="utf-8")
    except OSError as wrong:
        raise Refused("out-unwritable", f"{out} cannot be written: {wrong.strerror}.") from wrong
    print(f"Wrote {out}. Next: plaudit plan check {out}")
