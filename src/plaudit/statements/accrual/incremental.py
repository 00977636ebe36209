"""Which incentives are incremental costs of obtaining a contract: a hint with its paragraph; an accountant decides."""

from dataclasses import dataclass

from plaudit.plans.incentive import Incentive

# What exists only because a contract was obtained: the deal was won.
WON = frozenset({"won", "paid"})
OBTAINED = "ASC 340-40-25-1 and 25-2; IFRS 15.91 and 92"
REGARDLESS = "ASC 340-40-25-3; IFRS 15.93"
EXPEDIENT = "ASC 340-40-25-4; IFRS 15.94"
AMORTISED = "ASC 340-40-35-1; IFRS 15.99"


@dataclass(frozen=True, slots=True)
class Hint:
    """Whether what an incentive pays is capitalised, why, and which paragraph says so."""

    incremental: bool
    because: str
    paragraph: str


def hint(incentive: Incentive) -> Hint:
    """Of what the incentive pays for: a deal that was won, or something that would have been paid without one."""
    if incentive.kind == "recognition":
        return Hint(incremental=False, because="Recognition is no pay.", paragraph=REGARDLESS)
    milestones = {counted.milestone for counted in incentive.counts}
    per_deal = incentive.kind in {"commission", "bounty"} and bool(milestones) and milestones <= WON
    if per_deal:
        because = "It is paid only because a deal was won, which it would not be without the contract."
        return Hint(incremental=True, because=because, paragraph=OBTAINED)
    if milestones & WON:
        because = "It counts deals that were won among other things: the part for them may be incremental."
        return Hint(incremental=False, because=because, paragraph=REGARDLESS)
    because = "It is paid whether or not a contract follows."
    return Hint(incremental=False, because=because, paragraph=REGARDLESS)
