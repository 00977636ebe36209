"""A progress bar for long reading, on the terminal's error stream; it disappears when the work is done."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


def bar() -> Callable[[str, int, int], None]:
    """A function to tell the stage, how much is done, and of how much."""
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if not tasks:
            shown.start()
        if stage not in tasks:
            tasks[stage] = shown.add_task(stage, total=total)
        shown.update(tasks[stage], completed=done, total=total)
        if shown.finished:
            shown.stop()

    return tell
