"""A plan, and what it is there to show of a check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`speaks` says whether the check finds something."""

    code: str
    shows: str
    incentives: tuple[str, ...]
    head: tuple[tuple[str, str], ...]
    speaks: bool


def speaks(code: str, shows: str, *incentives: str, **head: str) -> Case:
    return Case(code, shows, incentives, tuple(head.items()), speaks=True)


def silent(code: str, shows: str, *incentives: str, **head: str) -> Case:
    return Case(code, shows, incentives, tuple(head.items()), speaks=False)
