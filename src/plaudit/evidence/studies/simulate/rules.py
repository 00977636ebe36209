"""What each rule of a plan takes or adds: the same trials again without it (M11, common random numbers)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Figure, Refusal
from plaudit.evidence.recommended import shown
from plaudit.evidence.studies.simulate.ahead import Ahead, Response
from plaudit.evidence.studies.simulate.coming import prepared
from plaudit.evidence.studies.simulate.outcome import Array, run
from plaudit.evidence.studies.simulate.scenarios import Simulated
from plaudit.plans.incentive import Incentive, Limits
from plaudit.plans.plan import Plan

# Of an incentive: what may stand in the way of its pay, or top it up.
RULES = ("clawback", "requires", "guarantee", "draw")
LIMITS = tuple(each.name for each in fields(Limits) if each.name not in {"budget_per", "budget_share"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A key that one may leave out of a plan, or of an incentive of it: `budget`, `limits.per_person`, `requires`."""

    incentive: str | None
    key: str

    @property
    def name(self) -> str:
        return self.key if self.incentive is None else f"{self.incentive}: {self.key}"

    def left_out(self, plan: Plan) -> Plan:
        if self.incentive is None:
            return replace(plan, budget=None)
        changed = (self._without(each) if each.key == self.incentive else each for each in plan.incentives)
        return replace(plan, incentives=tuple(changed))

    def _without(self, incentive: Incentive) -> Incentive:
        limit = self.key.removeprefix("limits.")
        of_limits: dict[str, Any] = {limit: None}
        if limit != self.key:
            return replace(incentive, limits=replace(incentive.limits, **of_limits))
        of_itself: dict[str, Any] = {self.key: None}
        return replace(incentive, **of_itself)


def rules(plans: Sequence[Plan]) -> tuple[Rule, ...]:
    """Of the newest version, in the order in which it says them."""
    if not plans:
        return ()
    plan = max(plans, key=lambda each: each.version)
    return (*([Rule(None, "budget")] if plan.budget is not None else []), *_of_incentives(plan))


def _of_incentives(plan: Plan) -> Iterator[Rule]:
    for each in plan.incentives:
        yield from (Rule(each.key, key) for key in RULES if getattr(each, key) is not None)
        yield from (Rule(each.key, f"limits.{key}") for key in LIMITS if getattr(each.limits, key) is not None)


def effects(ahead: Ahead, found: Simulated, trials: int, moved: Callable[[int], None]) -> Answer:
    """`moved` hears how many trials are done."""
    question, response = ahead.question, Response(found.prior.grows[:trials])
    asked = rules(question.plans)
    costs: list[Array] = []
    for ways in (ahead, *(_without(ahead, rule) for rule in asked)):
        costs.append(run(ways, found.months, response, _after(moved, len(costs) * trials)).total)
    moves = {rule: costs[0] - without for rule, without in zip(asked, costs[1:], strict=True)}
    most = max(asked, key=lambda rule: abs(float(moves[rule].mean())))
    currency = ahead.trials.ground.currency
    rows: list[Figure] = [
        {
            "rule": rule.name,
            "changes the cost by": float(change.mean()),
            "80 % of trials": list(drawn.interval(change, 0.8)),
            "in how many trials": float((change != 0).mean()),
        }
        for rule, change in sorted(moves.items(), key=lambda each: float(each[1].mean()))
    ]
    point = float(moves[most].mean())
    verb = "takes" if point < 0 else "adds"
    return Answer(
        name="simulate: what each rule does",
        says=f"Of {len(asked)} rules {most.name} changes the cost most: it {verb} {shown(abs(point), currency)}."
        if point
        else f"None of {len(asked)} rules changes what the plan costs.",
        unit="money",
        point=point,
        interval80=drawn.interval(moves[most], 0.8),
        interval95=drawn.interval(moves[most], 0.95),
        method=f"The first {trials} trials once more without each rule, with the same chance; one rule at a time.",
        assumptions=("People bring the same acts without the rule; two rules that stop the same pay both seem idle.",),
        grade="C" if not (found.prior.grows != 1).any() else "E",
        currency=currency,
        figures={"rules": rows},
    )


def _without(ahead: Ahead, rule: Rule) -> Ahead:
    question = ahead.question
    laid = prepared(replace(question, plans=tuple(rule.left_out(plan) for plan in question.plans)))
    assert not isinstance(laid, Refusal)  # noqa: S101 -- the plan with the rule was laid over the same facts
    return laid[0]


def _after(moved: Callable[[int], None], before: int) -> Callable[[int], None]:
    return lambda done: moved(before + done)
