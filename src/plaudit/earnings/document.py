"""The result as the JSON object of the file formats: texts only, nulls where a problem leaves no number."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from plaudit.earnings.accounts import Accounts
from plaudit.earnings.because import because
from plaudit.earnings.reckoning import reckoning
from plaudit.earnings.result import Account, Line, Result, attainment
from plaudit.earnings.steps.lines import LIMITS
from plaudit.plans.promise import Award
from plaudit.values.money import decimal_text, money_text
from plaudit.values.period import day
from plaudit.values.problem import Problem
from plaudit.values.rounding import rounded

REASONS = {2: "late", 3: "not-served", 4: "not-served"}
CUTS = {"prorated": "budget"}


def document(result: Result, *, steps: bool = False) -> dict[str, Any]:
    """`calculate --format json`; with `steps` each line has its calculation. Totals are the same without `lines`."""
    totals, people = [], []
    for person, accounts in Accounts(result):
        totals += [account.total("earned") for account in accounts]
        people.append(person_document(result, person, accounts, steps=steps))
    problems = [problem_document(problem) for problem in result.problems]
    return {**heading(result), "earned": _sum(result, totals), "people": people, "problems": problems}


def heading(result: Result) -> dict[str, Any]:
    """What was calculated of what, before anybody's amounts."""
    plan = result.plan
    return {
        "format": 1,
        "plan": plan.key,
        "version": plan.version,
        "period": result.period.name(plan.calendar.first_month, plan.calendar.named_by),
        "as_of": result.as_of,
        "currency": plan.currency,
        "inputs": result.inputs,
    }


def problem_document(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "path": problem.path,
        "says": problem.says,
        "remedy": problem.remedy,
        "touches": [
            {"incentive": touch.incentive, "person": touch.person, "window": touch.window} for touch in problem.touches
        ],
    }


def person_document(result: Result, person: int, accounts: list[Account], *, steps: bool) -> dict[str, Any]:
    """One of the document's people."""
    return {
        "person": result.ground.laid.roster.named(person),
        "earned": _sum(result, [account.total("earned") for account in accounts]),
        "incentives": [_incentive(result, account, steps=steps) for account in accounts],
    }


def _sum(result: Result, totals: Iterable[int | None]) -> str | None:
    known = list(totals)
    return _money(result.currency, None if None in known else sum(total for total in known if total is not None))


def _money(currency: str, minor: int | None) -> str | None:
    return None if minor is None else money_text(minor, currency)


def _incentive(result: Result, account: Account, *, steps: bool) -> dict[str, Any]:
    lines = {"lines": lines_document(account, steps=steps)} if result.itemized else {}
    return account_document(account) | lines


def account_document(account: Account) -> dict[str, Any]:
    """Where she stands in a window of an incentive, without the lines that made it."""
    known = not account.unknown
    scored = bool(account.promise.parts)
    reached = attainment(account)
    return {
        "incentive": account.slot.key,
        "funded_by": account.slot.last.incentive.funded_by,
        "window": account.slot.window.key,
        "final": account.slot.final,
        "measure": decimal_text(account.measure, 6) if known and not scored else None,
        "target": _rounded(account.promise.target) if known and account.promise.target is not None else None,
        "attainment": _rounded(reached) if known and reached is not None else None,
        "score": score_text(account.measure) if any(line.kind == "score" for line in account.lines) else None,
        "rank": account.rank if known else None,
        "earned": _money(account.beside.currency, account.total("earned")),
        "limited": _money(account.beside.currency, account.limited),
        "waiting": _money(account.beside.currency, account.total("waiting")),
        "awards": [
            _award(account, award)
            for award in account.promise.awards
            if known and Fraction(account.measure, 1_000_000) >= award.at
        ],
    }


def lines_document(account: Account, *, steps: bool) -> list[dict[str, Any]]:
    """Each line with its sentence; with `steps`, with its calculation."""
    return [_line(account, line) | ({"steps": reckoning(account, line)} if steps else {}) for line in account.lines]


def _award(account: Account, award: Award) -> dict[str, Any]:
    return {
        "at": _rounded(award.at),
        "badge": award.badge,
        "gift": award.gift,
        "value": _money(account.beside.currency, award.value),
    }


def _rounded(exact: Fraction) -> str:
    """Headers print at most six decimals; the calculation keeps the exact fraction."""
    return decimal_text(rounded(exact.numerator * 1_000_000, exact.denominator), 6)


def score_text(score: int) -> str:
    """Scores carry twelve decimals and print four (rule 20)."""
    return decimal_text(rounded(score, 10**8), 4)


def _line(account: Account, line: Line) -> dict[str, Any]:
    currency = account.beside.currency
    return {
        "line": line.kind,
        "activity": account.beside.activity(line)[0],
        "milestone": account.beside.milestone(line),
        "on": day(line["day"]).isoformat(),
        **_measured(line),
        "earned": _money(currency, line["earned"]),
        "limited": _money(currency, line["gross"] - line["earned"] - line["waiting"]),
        "waiting": _money(currency, line["waiting"]),
        "limit": limit_of(account, line),
        "because": because(account, line),
    }


def _measured(line: Line) -> dict[str, str | None]:
    if line.kind == "score":
        # A line carries the score's twelve decimals, so that its money can be reckoned again.
        score = decimal_text(line["quantity"], 12)
        return {"quantity": score, "share": None, "before": "0", "after": score}
    quantity = None if line["quantity"] is None else decimal_text(line["quantity"], 6)
    share = None if line["share"] is None else decimal_text(line["share"], 6)
    moved = line.kind in {"act", "level"}
    return {
        "quantity": quantity,
        "share": share,
        "before": decimal_text(line["before"], 6) if moved else None,
        "after": decimal_text(line["after"], 6) if moved else None,
    }


def limit_of(account: Account, line: Line) -> str | None:
    """Why a line counts nothing, or the last limit that took something."""
    if line["reason"] == 1:
        return "not-covered" if account.beside.missed(line) == "not_covered" else "not-employed"
    if line["reason"]:
        return REASONS[line["reason"]]
    if line["cut"]:
        name = LIMITS[line["cut"] - 1]
        return CUTS.get(name, name).replace("_", "-")
    return None
