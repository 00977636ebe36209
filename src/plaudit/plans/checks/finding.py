"""What plan check says, and who says it: findings with place, facts and remedy, and the checks that make them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from plaudit.plans.checks.subject import Subject

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What one check saw, at a path of the plan ("incentives[0].pays"; "" is the plan as a whole)."""

    path: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark, who made it, on which line; `dated` is the month in which a law or platform rule was looked up."""

    code: str
    severity: Severity
    path: str
    line: int | None
    says: str
    remedy: str
    cites: str = ""
    dated: str | None = None
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """`about` says when it speaks and why that matters: it is the help text and the documentation.

    A rule of law or of a platform has `dated`, the month in which it was looked up, and `jurisdiction`.
    """

    code: str
    severity: Severity
    about: str
    find: Callable[[Subject], Iterator[Remark]]
    cites: str = ""
    dated: str | None = None
    jurisdiction: str = ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for remark in self.find(subject):
            yield Finding(
                code=self.code,
                severity=self.severity,
                path=remark.path,
                line=subject.line(remark.path),
                says=remark.says,
                remedy=remark.remedy,
                cites=self.cites,
                dated=self.dated,
                jurisdiction=self.jurisdiction,
            )
