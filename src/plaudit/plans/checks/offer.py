"""An incentive beside what its instrument promises: what the checks read instead of any instrument's terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans import instruments
from plaudit.plans.document.spelled import listed
from plaudit.plans.incentive import Counted, Incentive, Span
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise, Standing
from plaudit.values.curve import Curve
from plaudit.values.money import decimal_text, money_text
from plaudit.values.rounding import rounded_fraction


@dataclass(frozen=True, slots=True)
class Offer:
    """`in_targets`: each person's target comes with the data, and the curve is over targets, not units."""

    incentive: Incentive
    promise: Promise
    currency: str
    in_targets: bool = False

    @property
    def key(self) -> str:
        return self.incentive.key

    @property
    def path(self) -> str:
        return self.incentive.path

    @property
    def curve(self) -> Curve | None:
        """The curve from the measure to money, when there is one that ever pays."""
        curve = self.promise.curve
        paying = curve is not None and any(segment.base or segment.slope for segment in curve.segments)
        return curve if paying and self.promise.pays else None

    @property
    def pays(self) -> bool:
        """Whether it can put money on payroll."""
        return self.curve is not None or any(prizes for _, prizes in self.brackets)

    @property
    def rewards(self) -> bool:
        """Whether it gives the CSM or the customer anything of value, be it a gift."""
        gifts = any(award.gift is not None for award in self.promise.awards)
        return self.pays or gifts or self.incentive.customer_gift is not None

    @property
    def commission(self) -> bool:
        """Whether it pays a share of deals; money against a target of sales is a bonus."""
        plain = self.promise.target is None and not self.in_targets
        return self.curve is not None and plain and self.promise.measure.of == "amount"

    @property
    def brackets(self) -> tuple[tuple[Fraction | None, tuple[int, ...]], ...]:
        prizes = self.promise.prizes
        return () if prizes is None else tuple((bracket.below, bracket.prizes) for bracket in prizes.brackets)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """What it counts, in key results and index parts too."""
        return self.incentive.counts + tuple(counted for part in self.promise.parts for counted in part.counts)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(counted.kind for counted in self.counted))

    @property
    def scale(self) -> int:
        """Decimals of the whole numbers that its curve reads."""
        return 12 if self.promise.measure.of == "score" else 6

    @property
    def window(self) -> str:
        """One window as it is called in a sentence."""
        window = self.incentive.window
        return "window" if isinstance(window, Span) else "half-year" if window == "half" else window

    def money(self, amount: Fraction | int) -> str:
        return f"{money_text(rounded_fraction(Fraction(amount)), self.currency)} {self.currency}"

    def at(self, x: int) -> str:
        """A measure as people say it; one step beside a round number is "just above" or "just below" it."""
        step = 10**self.scale
        edge = {1: "just above ", step - 1: "just below "}.get(x % step, "")
        whole = x - 1 if x % step == 1 else x + 1 if edge else x
        return f"{edge}{decimal_text(whole, self.scale)} {self._unit(one=whole == step)}"

    def first(self, kind: str) -> str | None:
        """What the first act of a kind pays by itself; None when that depends on its amount or on a score."""
        measure = self.promise.measure
        units = {"count": Fraction(1), "points": dict(measure.points).get(kind, Fraction(1))}.get(measure.of)
        if units is None or self.curve is None or self.in_targets:
            return None
        return self.money(self.curve.exact(rounded_fraction(units * 10**6)))

    def _unit(self, *, one: bool) -> str:
        measure = self.promise.measure
        if self.in_targets:
            return "of the target"
        if measure.of == "amount":
            return self.currency
        if measure.of == "score":
            return "score"
        if measure.of == "metric":
            return f"{measure.metric}"
        name = "point" if measure.of == "points" else "champion" if measure.of == "champions" else self._act()
        return name if one else plural(name)

    def _act(self) -> str:
        return self.kinds[0].replace("_", " ") if len(self.kinds) == 1 else "act"


def plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def offers(plan: Plan) -> Iterator[Offer]:
    for incentive in plan.incentives:
        promise = instruments.find(incentive.kind).promise
        said = promise(incentive.terms, Standing(plan.currency))
        if said.pays and said.curve is None and said.prizes is None:
            # The target comes with the data; with a target of 1 the curve keeps its shape and its money.
            scaled = promise(incentive.terms, Standing(plan.currency, target=Fraction(1)))
            yield Offer(incentive, scaled, plan.currency, in_targets=True)
        else:
            yield Offer(incentive, said, plan.currency)


def together(offers: Iterable[Offer]) -> str:
    """Several incentives in one sentence: `a`, `b` and `c`."""
    return listed((offer.key for offer in offers), "and")
