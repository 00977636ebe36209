"""`plaudit evidence`: what to pay, and did it work; a study answers from the folder of facts."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from plaudit.cli.ask import progress
from plaudit.values.refused import Refused

DataPath = Annotated[Path, typer.Option("--data", help="The folder of facts (CSV or Parquet).")]
Snapshot = Annotated[str | None, typer.Option("--snapshot", help="As things stood on this day; else the last one.")]
Horizon = Annotated[int | None, typer.Option("--horizon", help="Days within which a lead counts as won.", min=1)]
Set = Annotated[list[str] | None, typer.Option("--set", help="What only you know: name=value, repeated.")]


def evidence(
    study: Annotated[str, typer.Argument(help="rates, amount, lift, ...; `list` names them all.", metavar="STUDY")],
    data: DataPath = Path(),
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    snapshot: Snapshot = None,
    horizon: Horizon = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same numbers.", min=0)] = 1,
    given: Set = None,
) -> None:
    """Answer a question about the program from its own numbers, or say what is missing."""
    need_numbers()
    # They load a second's worth of mathematics.
    from plaudit.evidence import studies
    from plaudit.evidence.question import settings

    if study == "list":
        print("\n".join(f"{name:<12}{studies.find(name).title}" for name in studies.names()))
        return
    if study not in studies.names():
        raise Refused("study-unknown", f"There is no study {study}: {', '.join(studies.names())}.")
    chosen = studies.find(study)
    known = settings(given if given is not None else [], chosen.settings)
    # Reading the facts starts the engine; a word misspelt is told before.
    from plaudit.connectors.folder.read_studied import read_studied
    from plaudit.evidence.document import document
    from plaudit.evidence.question import Question
    from plaudit.evidence.text import text

    question = Question(read_studied(data, progress()), asked_day(snapshot), horizon, seed, known)
    answered = document(study, question, chosen.answer(question))
    print(json.dumps(answered, indent=1, ensure_ascii=False) if form == "json" else text(chosen.title, answered))


def asked_day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise Refused("snapshot-unreadable", f"--snapshot {written}: write a day as 2026-07-01.") from wrong


def need_numbers() -> None:
    try:
        # Numbers of arrays are needed by no other command, and installed only where they are.
        import numpy as np  # noqa: F401 -- only whether it is there
        import scipy  # noqa: F401 -- only whether it is there
    except ModuleNotFoundError as absent:
        raise Refused(
            "evidence-absent", "The studies need numpy and scipy: pip install 'plaudit[evidence]'."
        ) from absent
