"""The whole explanation of a line: why nothing, or the instrument's own sentence; then shares, gates and limits."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from plaudit.plans.document.shown import number, percent
from plaudit.plans.say import LimitName, LineFacts, Nought, cardinal, money


def whole(line: LineFacts, own: Callable[[LineFacts], str]) -> str:
    """`own` is what the instrument says of a line of its kind."""
    match line.line:
        case "grant":
            said = [_grant(line)]
        case "guarantee":
            said = [_guarantee(line)]
        case "draw":
            said = [_draw(line)]
        case _:
            nothing = _nothing(line)
            said = [own(line), *_of_the_act(line)] if nothing is None else [nothing]
    said += _limits(line)
    preview = " (so far: the window goes on)" if not line.final and line.line not in ("act", "grant") else ""
    return "; ".join(said) + preview


def _grant(line: LineFacts) -> str:
    return "Granted by hand" if line.reason is None else f"Granted by hand: {line.reason}"


def _guarantee(line: LineFacts) -> str:
    if line.base is None:
        return "Guaranteed"
    least = money(line.base + line.earned, line.currency)
    if line.earned == 0:
        return f"{money(line.base, line.currency)} earned, which is the guarantee or more"
    return f"Guaranteed {least}, of which {money(line.base, line.currency)} are earned"


def _draw(line: LineFacts) -> str:
    left = "" if line.balance is None else f"; {money(line.balance, line.currency)} to be earned back"
    if line.earned < 0:
        return f"Draw: {money(-line.earned, line.currency)} of the advance earned back{left}"
    return f"Draw: {money(line.earned, line.currency)} advanced{left}"


_NOUGHTS: dict[Nought, str] = {
    "not_employed": "Not employed yet on that day",
    "rate_missing": "Waits for an exchange rate",
}


def _nothing(line: LineFacts) -> str | None:
    """Why the act has no quantity; None when it has one."""
    match line.nought:
        case None:
            return None
        case "left" | "not_covered":
            return _away(line)
        case "per_account" | "per_contact":
            return _not_served(line)
        case "late":
            allowed = "" if line.at_most is None else f"; {line.at_most} are allowed"
            return f"First recorded on {line.on}, {line.late_by} days after the {line.window}'s end{allowed}"
        case "clawed_back":
            return f"Taken back: {line.taken_by}" if line.remaining == 0 else None
        case other:
            return _NOUGHTS[other]


def _away(line: LineFacts) -> str:
    last = "the last day of employment" + ("" if line.on is None else f", {line.on}")
    if line.nought == "left":
        return f"After {last}"
    return f"Not covered by the plan on {'that day' if line.on is None else last}"


def _not_served(line: LineFacts) -> str:
    whose = "account" if line.nought == "per_account" else "contact"
    if line.at_most is None:
        return f"Not served: acts of this {whose} that came first took all the room"
    acts, verb = ("act", "is") if line.at_most == 1 else ("acts", "are")
    served = f"{cardinal(Fraction(line.at_most))} {acts} of this {whose} came first"
    return f"Not served: {served}, all that {verb} served in a {line.window}"


def _of_the_act(line: LineFacts) -> Iterator[str]:
    if line.part != 1:
        yield f"{percent(line.part)} of the act is earned at {line.milestone}"
    if line.rate is not None:
        yield f"converted at {number(line.rate)}"
    if line.window_part != 1:
        yield f"paid for {number(line.window_part)} of the {line.window}"
    if line.share != 1:
        yield f"share {number(line.share)} of the act, each person's total rounded by itself"
    if line.nought == "clawed_back":
        yield f"{line.taken_by}: {number(line.remaining)} of it stays"


_LIMITS: dict[LimitName, str] = {
    "per_activity": "cap{of} per act reached",
    "per_person": "per person cap{of} reached",
    "budget": "budget{of} used up",
    "plan_budget": "the plan's budget{of} used up",
}


def _limits(line: LineFacts) -> Iterator[str]:
    if line.waiting:
        yield f"{money(line.waiting, line.currency)} wait for the gate, which is decided on the window's last day"
    if line.limit is None or not line.limited:
        return
    if line.limit == "gate":
        yield f"the gate was not reached: {money(line.limited, line.currency)} not earned"
        return
    of = "" if line.cap is None else f" of {money(line.cap, line.currency)}"
    yield f"{_LIMITS[line.limit].format(of=of)}: {money(line.earned, line.currency)} kept"
