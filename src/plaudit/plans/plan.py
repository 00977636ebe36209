"""A plan as the calculation sees it: frozen, resolved, complete. `read` makes it from text."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from plaudit.plans.incentive import Covers, Incentive, Leavers, Span


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where days begin and years start; `named_by` says which calendar year names a fiscal year (rule 3)."""

    time_zone: str = "UTC"
    first_month: int = 1
    named_by: Literal["end", "start"] = "end"


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan. Money is in minor units of `currency`; days are half-open."""

    key: str
    title: str
    currency: str
    incentives: tuple[Incentive, ...]
    effective: Span
    version: int = 1
    calendar: Calendar = Calendar()
    covers: Covers = Covers()
    leavers: Leavers = "stop"
    budget: int | None = None
    recover: Fraction | None = None
    late: int | None = None
    rates: Literal["milestone", "window_end"] = "milestone"
    review_on: date | None = None
    # A year's variable pay of one person, all plans together: nothing is paid by it, `plan check` compares with it.
    variable_pay: int | None = None
    # Whether a period closes while somebody whom the plan covers has not signed it.
    sign_off: Literal["asked", "required"] = "asked"
    # Plan path ("incentives[0].pays") to line, for problems and findings; the text itself for `write`.
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    text: str = field(default="", compare=False)
    file: str = field(default="", compare=False)
