"""Commissions of sellers and agents: rates, bands, when they are settled."""

from datetime import date
from fractions import Fraction

from tests.conformance import covered, taken
from tests.conformance.adapters import fx
from tests.conformance.adapters.clawback import summed
from tests.conformance.adapters.split import credited
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import bounty, commission, deal, money, percent, reviews, unscaled
from tests.conformance.world import Act, Person, Reached, World


def settled(earned: Earned) -> int:
    """A settlement is a window that pays something."""
    return sum(1 for unit in earned if unit["earned"] is not None and Fraction(unit["earned"]) > 0)


def sections(inputs: Inputs) -> Answer:
    """The whole base at the rate of its section; what lies between sections pays nothing, and the plan says so."""
    given: list[dict[str, str]] = []
    ended = Fraction(0)
    for section in inputs["sections"]:
        if Fraction(section["from_amount"]) > ended:
            given.append({"below": money(section["from_amount"]), "rate": "0%"})
        given.append({"upto": money(section["to_amount"]), "rate": f"{section['percent']}%"})
        ended = Fraction(section["to_amount"])
    pays = {"tiers": "volume", "rates": [*given, {"rate": "0%"}]}
    world = World((commission("all", pays),), (deal("deal", inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money()), "settlements": settled(earned[0])}, (world,))


def free(inputs: Inputs) -> Answer:
    """Acts that are marked free of commission are filtered out."""
    marked = "yes" if inputs.get("commission_free", True) else "no"
    terms = commission("all", {"rate": "10%"}, where={"commission_free": ["no"]})
    act = deal("deal", inputs.get("base", 100), attributes={"commission_free": marked})
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (World((terms,), (act,)),))


def rate(inputs: Inputs) -> Answer:
    if inputs["rate_percent"] is None:
        return free({"base": inputs["base"]})
    terms = commission("all", {"rate": f"{inputs['rate_percent']}%"})
    world = World((terms,), (deal("deal", inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def no_rule(inputs: Inputs) -> Answer:
    """Whose plan has no rule that fits earns nothing."""
    if inputs["rules"] or inputs["matches"]:
        raise NotImplementedError
    return free({"base": inputs["base"]})


def bands(inputs: Inputs) -> Answer:
    """An amount for each band of an attribute, both ends inclusive, as the source writes them."""
    terms = tuple(
        bounty(
            f"band-{number}",
            {"each": money(amount)},
            where={"discount_at_least": least, "discount_at_most": most},
        )
        for number, (least, most, amount) in enumerate(inputs["bands"])
    )
    acts = reviews(1, attributes={"discount": inputs["discount"]})
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (World(terms, acts),))


def formula(inputs: Inputs) -> Answer:
    """A rate, and a share of that rate on top. A negative base is the refund of a deal that was paid."""
    first = Fraction(inputs["rate_percent"]) / 100
    extra = first * Fraction(inputs["extra_percent_of_commission"]) / 100
    base = Fraction(inputs["base"])
    terms = (commission("rate", {"rate": percent(first)}), commission("extra", {"rate": percent(extra)}))
    act = deal("deal", abs(base))
    if base < 0:
        return Answer(taken.said("amount"), taken.twice(World(terms, (taken.withdrawn(act),))))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (World(terms, (act,)),))


def agents(inputs: Inputs) -> Answer:
    """Every agent has an own rate on the whole of every line."""
    people = [f"p{number}" for number, _ in enumerate(inputs["agents_percent"])]
    terms = tuple(
        commission(person, {"rate": f"{share}%"}, covers=[person])
        for person, share in zip(people, inputs["agents_percent"], strict=True)
    )
    acts = tuple(
        deal(f"{person}-line-{number}", amount, person=person)
        for person in people
        for number, amount in enumerate(inputs["lines"])
    )

    def read(earned: tuple[Earned, ...]) -> Said:
        lines = sum(len(earned[0].lines(person, person)) for person in people)
        return {"total": unscaled(earned[0].money()), "agent_lines": lines}

    return Answer(read, (World(terms, acts, people=tuple(map(Person, people))),))


def basis(inputs: Inputs) -> Answer:
    """What counts is the payment or the sale, as the plan says."""
    milestone = {"paid": "paid", "invoice": "won"}[inputs["basis"]]
    reached = [Reached("won", "2026-07-10"), *([Reached("paid", "2026-08-10")] if inputs["paid"] else [])]
    terms = {**commission("all", {"rate": "10%"}), "counts": {"activity": "csql", "milestone": milestone}}
    act = Act("invoice", "csql", tuple(reached), amount=money(100), currency="USD")
    return Answer(lambda earned: {"settlements": settled(earned[0])}, (World((terms,), (act,)),))


def halves(inputs: Inputs) -> Answer:
    """The first fifteen days and the rest of each month: windows of fixed dates."""
    days = sorted(date.fromisoformat(day) for day in inputs["dates"])
    windows = sorted({_half(day) for day in days})
    terms = tuple(
        commission(f"half-{number}", {"rate": "10%"}, window={"from": start, "to": end})
        for number, (start, end) in enumerate(windows)
    )
    acts = tuple(deal(f"invoice-{number}", 100, on=day.isoformat()) for number, day in enumerate(days))
    world = World(terms, acts, period=covered.LONG)
    return Answer(lambda earned: {"settlements": settled(earned[0])}, (world,))


def _half(day: date) -> tuple[str, str]:
    if day.day <= 15:
        return day.replace(day=1).isoformat(), day.replace(day=16).isoformat()
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=16).isoformat(), first.isoformat()


def shares(inputs: Inputs) -> Answer:
    given = tuple((share, rate, fixed) for share, rate, fixed in inputs["shares"])
    return credited(inputs["deal"], given, "amounts", "total")


KINDS = (
    Kind(sections, "section_whole"),
    Kind(rate, "percent_of"),
    Kind(no_rule, "most_specific"),
    Kind(bands, "band_lookup"),
    Kind(formula, "formula_5_10"),
    Kind(agents, "agents_sum"),
    Kind(halves, "biweekly_count"),
    Kind(fx.settlements, "settlement_groups"),
    Kind(
        summed, "sum", leaves={"both_dated": "dating entries is the ledger's; a withdrawn act leaves no line to date"}
    ),
    Kind(shares, "split_credit"),
    Kind(free, needs=("commission_free",)),
    Kind(basis, needs=("basis", "paid")),
    Kind(rate, needs=("base", "rate_percent")),
)
