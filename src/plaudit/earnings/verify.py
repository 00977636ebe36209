"""Derives every line of `calculate --format json --steps` again from its own steps; shares no code with the engine."""

from fractions import Fraction
from typing import Any

Object = dict[str, Any]
Q = Fraction  # Numbers in the document are texts; every one is read as the rational number that it is.


def verify(document: Object) -> tuple[str, ...]:
    """One sentence for each line that its own steps do not give; lines that a problem touches have nothing to give."""
    parts = [(person["person"], part) for person in document["people"] for part in person["incentives"]]
    lines = [(f"{who}, {part['incentive']}", line) for who, part in parts for line in part["lines"]]
    said = [(f"{name}, {line['line']} {line['activity'] or line['on']}", _wrong(line)) for name, line in lines]
    return tuple(f"{name}: {wrong}." for name, wrong in said if wrong)


def _wrong(line: Object) -> str:
    if line["earned"] is None:
        return ""
    try:
        derived = _measured(line, line["steps"]) | _paid(line, line["steps"], len(line["earned"].partition(".")[2]))
    except (LookupError, TypeError, ValueError, ZeroDivisionError) as missing:
        return f"its steps do not suffice ({missing!r})"
    return "; ".join(
        f"{key} {line[key]}, by its steps {value}" for key, value in derived.items() if Q(line[key]) != value
    )


def _measured(line: Object, steps: Object) -> dict[str, Q]:
    if "parts" in steps:
        scores = [(Q(part["weight"]), _rounded(_curve(part["curve"], part["x"]), 12)) for part in steps["parts"]]
        whole, weight = sum((w * score for w, score in scores), Q(0)), sum((w for w, _ in scores), Q(0))
        return {"after": _rounded(whole / weight, 12)}
    quantity = _rounded(_products(steps.get("quantity", ())) / Q(steps.get("over", 1)), 6)
    before = Q("0" if line["before"] is None else line["before"])
    return {"quantity": quantity, "after": before + quantity} if "quantity" in steps else {}


def _paid(line: Object, steps: Object, places: int) -> dict[str, Q]:
    whole = money = _rounded(_gross(line, steps, places) * Q(steps.get("kept", 1)), places)
    waiting = Q(0)
    for cut in steps.get("cuts", ()):
        if cut.get("decided") is False:
            money, waiting = Q(0), waiting + money
        elif "at_least" in cut:
            money *= Q(cut["value"]) >= Q(cut["at_least"])
        elif "allotted" in cut:
            so_far = Q(cut["so_far"])
            money = _share(cut, so_far + money, places) - _share(cut, so_far, places)
        else:
            cap, so_far = _rounded(Q(cut["cap"]) * _products([cut]), places), Q(cut["so_far"])
            money = min(cap, so_far + money) - min(cap, so_far)
    return {"earned": money, "limited": whole - money - waiting, "waiting": waiting}


def _share(cut: Object, total: Q, places: int) -> Q:
    """What a total is allotted, rounded down: first of what a close settled, then of the rest; who owes has no part."""
    settled = cut.get("settled", {"allotted": "0", "total": "0"})
    reached = max(total, Q(0))
    parts = ((min(reached, Q(settled["total"])), settled), (max(reached - Q(settled["total"]), Q(0)), cut))
    each = (part * Q(of["allotted"]) / (Q(of["total"]) or 1) * 10**places // 1 for part, of in parts)
    return Q(sum(each), 10**places)


def _gross(line: Object, steps: Object, places: int) -> Q:
    part = Q(steps.get("part", 1))
    if "grant" in steps:
        return Q(steps["grant"])
    if "pool" in steps:
        each, left = divmod(sum((Q(prize) for prize in steps["pool"]), Q(0)) * 10**places, int(steps["tied"]))
        return Q(each + (int(steps["turn"]) <= left), 10**places)
    if "promised" in steps:
        owed = Q(steps["balance"]) + _rounded(Q(steps["promised"]) * part, places) - Q(steps["so_far"])
        return max(owed, Q(0)) - Q(steps["balance"])
    # Only an act moves from where others stood; a level or a score is paid whole.
    ends = (line["before"] if line["line"] == "act" else None, line["after"])
    before, after = (_rounded(_curve(steps.get("curve", ()), end) * part, places) for end in ends)
    return after - before


def _curve(rows: list[Object], at: str | None) -> Q:
    reached = [row for row in rows if at is not None and Q(row["from"]) <= Q(at)]
    if at is None or not reached:
        return Q(0)
    row, beyond = reached[-1], Q(at) - Q(reached[-1]["from"])
    if row["to"] is not None and Q(row["to"]) <= Q(at):
        raise LookupError(f"no row of the curve holds {at}")
    return Q(row["base"]) + Q(row["slope"]) * (beyond // Q(row["every"]) if "every" in row else beyond)


def _products(entries: list[Object]) -> Q:
    total = Q(0)
    for entry in entries:
        product = Q(1)
        for factor in entry.get("times", {}).values():
            product *= Q(factor)
        total += product
    return total


def _rounded(exact: Q, places: int) -> Q:
    """Half away from zero."""
    whole = (abs(exact) * 10**places + Q(1, 2)) // 1
    return Q(whole if exact >= 0 else -whole, 10**places)
