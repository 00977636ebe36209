"""The plan's own text, which is Markdown of three shapes, as sections that a page can lay out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, and below it paragraphs or points."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


def passages(text: str) -> tuple[Passage, ...]:
    """The title is the first passage's; the places to sign are for paper."""
    found: list[Passage] = []
    for block in text.strip().split("\n\n"):
        if block.startswith("#"):
            found.append(Passage(block.lstrip("# "), (), ()))
        elif block.startswith("- ") and found:
            last = found.pop()
            points = tuple(" ".join(point.split()) for point in block.removeprefix("- ").split("\n- "))
            found.append(Passage(last.title, last.paragraphs, last.points + points))
        elif found and not block.startswith(("Read and agreed", "Name ___")):
            last = found.pop()
            found.append(Passage(last.title, (*last.paragraphs, " ".join(block.split())), last.points))
    return tuple(found)
