"""Writes docs/messages.md: every problem that can be noted, as it reads in its golden folder."""

from collections.abc import Iterator
from pathlib import Path

PROBLEMS = Path(__file__).parent / "problems"
PAGE = Path(__file__).parents[2] / "docs/messages.md"
SECTIONS = {
    "plan": "In a plan",
    "data": "In a data folder",
    "calculation": "Where a plan meets a data folder",
    "import": "In an import",
}

INTRODUCTION = """# Messages

What Plaudit says about input that it cannot use, by code. Every problem names its file and line; all of them are shown
at once. The sentences are examples: each is what the smallest input says that provokes it, which lies in
`tests/golden/problems/`. This page is written by `make messages`.
"""


def page() -> str:
    parts = [INTRODUCTION]
    for section, title in SECTIONS.items():
        rows = [f"| `{code}` | {says} | {remedy} |" for code, says, remedy in messages(PROBLEMS / section)]
        parts.append("\n".join([f"## {title}", "", "| code | says | what to do |", "| --- | --- | --- |", *rows, ""]))
    return "\n".join(parts)


def messages(section: Path) -> Iterator[tuple[str, str, str]]:
    """Of each folder the first problem that has its code."""
    for folder in sorted(section.iterdir()):
        lines = (folder / "message.txt").read_text("utf-8").splitlines()
        told = zip(lines[::3], lines[1::3], lines[2::3], strict=True)
        says, remedy = next((says, remedy) for head, says, remedy in told if head.split()[-1] == folder.name)
        yield folder.name, cell(says), cell(remedy)


def cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
