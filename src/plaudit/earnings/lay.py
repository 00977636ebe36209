"""Lay the plan beside the facts: the small tables (rules, people, curves, limits) that the one query joins."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import lcm

from plaudit.earnings.alike import told_apart
from plaudit.earnings.counting import Counting, counted_rows
from plaudit.earnings.curvebook import HIGHEST, CurveBook, scaled
from plaudit.earnings.enrol import WHOLE, Coverage, enrol
from plaudit.earnings.enrol import Standing as Stands
from plaudit.earnings.laid import Laid, Offer
from plaudit.earnings.roster import Roster, Target
from plaudit.earnings.sieve import sieve, sifted_rows
from plaudit.earnings.slots import Edition, Slot
from plaudit.earnings.unknown import no_metric, no_target, no_window, unusable_target, zero_target
from plaudit.earnings.where import Attribute
from plaudit.plans.incentive import Gate, Measure
from plaudit.plans.promise import Prizes, Promise, Standing
from plaudit.values.currency import digits
from plaudit.values.curve import LOWEST, Curve
from plaudit.values.curve_of import CurveRefused
from plaudit.values.rounding import rounded_fraction
from plaudit.values.table import NEVER

MILLION = 1_000_000


def lay(slots: Sequence[Slot], roster: Roster, attributes: tuple[Attribute, ...], book: CurveBook) -> Laid:
    laid = Laid(tuple(slots), roster, book, Coverage(roster.asked), attributes=attributes)
    laid.part_scale = lcm(*(c.part.denominator for slot in slots for e in slot.editions for c in e.incentive.counts), 1)
    for slot in slots:
        laid.rolls[slot.number] = enrol(slot, laid.coverage)
    for slot in slots:
        _lay_slot(laid, slot)
    _amounts(laid)
    laid.sifts = sieve(slots, attributes, laid.table("counted"))
    by_act = frozenset(row[0] for row in laid.table("slot") if row[7])
    laid.rows["counted"] = told_apart(slots, by_act, sifted_rows(slots, laid.sifts, laid.table("counted")))
    laid.rows["segment"] = list(laid.book.rows())
    return laid


def _lay_slot(laid: Laid, slot: Slot) -> None:
    shape = laid.book.promise(slot.last, Standing(slot.last.plan.currency))
    _limits(laid, slot, shape)
    for edition in slot.editions:
        _counted(laid, slot, edition)
        _claws(laid, slot, edition)
    if slot.measured_only:
        _enrolled(laid, slot, by_act=False)
        return
    _people(laid, slot, shape)
    _levels(laid, slot, shape)
    if shape.prizes is not None:
        _prizes(laid, slot, shape, shape.prizes)
    _gates(laid, slot)
    _grants(laid, slot)


def earns_by_act(promise: Promise) -> bool:
    """Whether acts move the money one by one; else the window's end decides (levels, scores, prizes)."""
    return promise.prizes is None and not promise.parts and promise.measure.of not in {"metric", "champions", "score"}


def _limits(laid: Laid, slot: Slot, shape: Promise) -> None:
    limits = slot.last.incentive.limits
    laid.add(
        "slot",
        (
            slot.number,
            slot.incentive,
            slot.starts,
            slot.ends - 1,
            slot.through,
            int(slot.reported),
            int(slot.final),
            int(earns_by_act(shape)),
            limits.per_activity,
            int(slot.last.incentive.requires is not None),
            limits.per_account,
            limits.per_contact,
        ),
    )
    if limits.per_person is not None:
        laid.add("per_person", (slot.number, slot.number, limits.per_person))
    if slot.pool is not None:
        laid.add("budget", (slot.number, slot.pool.number, limits.budget))
    elif limits.budget is not None:
        laid.add("prorated", (slot.number, slot.number, limits.budget))
    if slot.last.plan.budget is not None:
        laid.add("plan_budget", (slot.number, slot.last.plan_pool.number, slot.last.plan.budget))


def _amounts(laid: Laid) -> None:
    """From when on a pool has which amount; where none ever changes, the slots' own say enough."""
    own = {slot.pool for slot in laid.slots if slot.pool is not None}
    whole = {slot.last.plan_pool for slot in laid.slots if slot.last.plan.budget is not None}
    for table, found in (("budget_amount", own), ("plan_budget_amount", whole)):
        if any(len(pool.amounts) > 1 for pool in found):
            for pool in sorted(found, key=lambda pool: pool.number):
                for nth, (starts, ends, amount) in enumerate(pool.stretches(), start=1):
                    laid.add(table, (pool.number, nth, starts, ends, amount))


def _claws(laid: Laid, slot: Slot, edition: Edition) -> None:
    claw = edition.incentive.clawback
    if claw is not None:
        act_only = int(claw.effect == "act_only")
        laid.add("claw", (slot.number, edition.number, claw.within_days, int(claw.portion == "prorated"), act_only))


def _counted(laid: Laid, slot: Slot, edition: Edition) -> None:
    """A row per counted milestone, of the incentive's own measure (part 0) or of each part of a score."""
    shape = laid.book.promise(edition, Standing(edition.plan.currency))
    # A score is of the whole window: the version of its last day says what its parts count, before that day too.
    parts = laid.book.promise(slot.last, Standing(slot.last.plan.currency)).parts
    if parts:
        measured = [(number, part.counts, part.measure) for number, part in enumerate(parts, start=1)]
    else:
        measured = [(0, edition.incentive.counts, shape.measure)]
    for number, counts, measure in measured:
        counting = Counting(slot, edition, measure, number)
        for row in counted_rows(counting, counts, laid.roster.steps, laid.part_scale):
            laid.add("counted", row)


def _enrolled(laid: Laid, slot: Slot, *, by_act: bool) -> None:
    by_edition = {edition.number: edition for edition in slot.editions}
    for row in laid.rolls[slot.number].enrolled:
        curve = None
        if by_act:
            curve = _promise(laid, slot, by_edition[row.edition], row.person).curve
        number = 1 if curve is None else laid.book.number(curve)
        laid.add("enrolled", (slot.number, row.edition, row.person, row.starts, row.ends, row.opened_before, number))


def _people(laid: Laid, slot: Slot, shape: Promise) -> None:
    roll = laid.rolls[slot.number]
    _enrolled(laid, slot, by_act=earns_by_act(shape))
    for stands in roll.standing:
        # Whoever left before the window's first day in force ranks by what she had opened, and has nothing else of it.
        was_there = stands.person in roll.covered
        if shape.prizes is not None or was_there:
            _stand(laid, slot, shape, stands)
        if stands.paid == 1 and was_there:
            _floors(laid, slot, stands.person)


def _promise(laid: Laid, slot: Slot, edition: Edition, person: int) -> Promise:
    """Her promise in an edition, at the target of the window's last day; a missing or zero target is a problem."""
    share = _covered(laid, slot, person) or WHOLE
    own = laid.roster.targets.get((slot.key, slot.window), {}).get(person)
    target, pay = (None, None) if own is None else ((own[0].numerator, own[0].denominator), own[1])
    asked = (slot.number, edition.number, share.numerator, share.denominator, *(target or ()), pay)
    offer = laid.offers.get(asked)
    if offer is None:
        offer = laid.offers[asked] = _offer(laid, slot, edition, own, share)
    if offer.problem is not None:
        problem = offer.problem(laid.roster.named(person))
        if edition is slot.last and person in laid.rolls[slot.number].covered:
            laid.problems.append(problem)
        else:
            laid.earlier[slot.number, edition.number, person] = problem
    if edition is slot.last and not offer.refused:
        laid.promises[slot.number, person] = offer.promise
    return offer.promise


def _offer(laid: Laid, slot: Slot, edition: Edition, own: Target | None, share: Fraction) -> Offer:
    plain = laid.book.promise(edition, Standing(edition.plan.currency))
    target, pay = (None, None) if own is None else own
    if target is not None:
        target *= share
    elif edition is not slot.last:
        target = laid.book.promise(slot.last, Standing(slot.last.plan.currency, share=share)).target
    if own is not None and target is not None and target <= 0:
        return Offer(plain, partial(zero_target, slot), refused=True)
    at_target = None if pay is None else pay * share
    try:
        promise = laid.book.promise(edition, Standing(edition.plan.currency, target, at_target, share))
    except CurveRefused as refused:
        return Offer(plain, partial(unusable_target, slot, why=str(refused)), refused=True)
    missing = promise.pays and promise.curve is None and promise.prizes is None
    return Offer(promise, partial(no_target, slot) if missing else None)


def _stand(laid: Laid, slot: Slot, shape: Promise, stands: Stands) -> None:
    """Levels and scores of a leaver may be paid by days; prizes are for those still there."""
    curve = 1
    if shape.prizes is None:
        promise = _promise(laid, slot, slot.last, stands.person)
        if promise.curve is not None:
            curve = laid.book.number(_paid(laid, slot, promise.curve, stands.paid))
            if earns_by_act(shape) and promise.curve.pays(0) != 0:
                laid.add("based", (slot.number, stands.person, curve))
    if stands.paid != 1 and shape.prizes is not None:
        return
    laid.add("standing", (slot.number, stands.person, stands.on, curve))


def _paid(laid: Laid, slot: Slot, curve: Curve, paid: Fraction) -> Curve:
    """Pay at target that is prorated by days already is not prorated for leaving once more."""
    last = slot.last
    if paid == 1 or last.incentive.prorate == "none":
        return scaled(curve, paid)
    return scaled(curve, paid) if curve == laid.book.promise(last, Standing(last.plan.currency)).curve else curve


def _covered(laid: Laid, slot: Slot, person: int) -> Fraction:
    """The covered part of the window where the incentive prorates by days, else all of it."""
    prorated = slot.last.incentive.prorate == "days"
    return laid.rolls[slot.number].covered.get(person, Fraction(0)) if prorated else WHOLE


def _floors(laid: Laid, slot: Slot, person: int) -> None:
    incentive = slot.last.incentive
    if incentive.guarantee is not None:
        amount = rounded_fraction(incentive.guarantee * _covered(laid, slot, person))
        laid.add("floored", (slot.number, person, amount))
    if incentive.draw is not None:
        recovers = int(incentive.leftover == "recover" and slot.final and slot.life_ends <= slot.ends)
        amount = rounded_fraction(incentive.draw * _covered(laid, slot, person))
        laid.add("drawn", (slot.number, person, amount, recovers))


def _grants(laid: Laid, slot: Slot) -> None:
    """Grants of the window, numbered in byte order of their keys; they enter no limit, rank or gate."""
    scale = 10 ** digits(slot.last.plan.currency)
    for number, grant in enumerate(laid.roster.grants, start=1):
        if grant.incentive == slot.key and slot.starts <= grant.on < slot.through:
            laid.add("granted", (slot.number, grant.person, number, grant.amount * scale // MILLION))


def _levels(laid: Laid, slot: Slot, shape: Promise) -> None:
    """Levels of metrics and champions; parts of a score with their curves and whole-number weights."""
    if shape.measure.of == "metric":
        _gauge(laid, slot, 0, shape.measure)
    if shape.measure.of == "champions":
        laid.add("championed", (slot.number, int(shape.measure.average)))
    if shape.measure.of in {"metric", "champions"} and shape.prizes is None:
        laid.add("level", (slot.number,))
    scale = lcm(*(part.weight.denominator for part in shape.parts), 1)
    for number, part in enumerate(shape.parts, start=1):
        weight = part.weight.numerator * (scale // part.weight.denominator)
        laid.add("part", (slot.number, number, laid.book.number(part.curve), weight))
        if part.measure.of == "metric":
            _gauge(laid, slot, number, part.measure)


def _gauge(laid: Laid, slot: Slot, part: int, measure: Measure) -> None:
    standing = {row[1] for row in laid.table("standing") if row[0] == slot.number}
    values = laid.roster.metrics.get((str(measure.metric), slot.window), {})
    for stands in laid.rolls[slot.number].standing:
        if stands.person not in standing:
            continue
        value = values.get(stands.person)
        if value is None:
            laid.problems.append(no_metric(slot, laid.roster.named(stands.person), str(measure.metric)))
        else:
            laid.add("gauged", (slot.number, part, stands.person, value))


def _prizes(laid: Laid, slot: Slot, shape: Promise, prizes: Prizes) -> None:
    before = [s for s in laid.slots if s.incentive == slot.incentive and s.ends == slot.starts]
    previous = max(before, key=lambda s: s.measured_only).number if before else None
    laid.add(
        "contest",
        (
            slot.number,
            {"share": 1, "all": 2, "earliest": 3}[prizes.ties],
            max(rounded_fraction(prizes.minimum * MILLION), 1),
            prizes.seed,
            previous if shape.measure.improvement else None,
            1 if shape.measure.per_accounts else None,
            prizes.by if prizes.by in {"accounts", "arr"} else None,
        ),
    )
    groups = _groups(laid, slot, prizes)
    above = LOWEST
    for bracket in range(1, max(len(prizes.brackets), groups) + 1):
        terms = prizes.brackets[min(bracket, len(prizes.brackets)) - 1]
        below = HIGHEST if terms.below is None else rounded_fraction(terms.below * MILLION)
        laid.add("bracket", (slot.number, bracket, above, below))
        above = below
        for place, amount in enumerate(terms.prizes, start=1):
            laid.add("prize", (slot.number, bracket, place, amount))


def _groups(laid: Laid, slot: Slot, prizes: Prizes) -> int:
    """People of one team, or with most of their book in one segment, compete with each other; the count of groups."""
    if prizes.by not in {"team", "segment"}:
        return 1
    by_team = prizes.by == "team"
    names = laid.roster.teams(slot.starts, slot.ends) if by_team else laid.roster.segments(slot.starts)
    numbers = {name: number for number, name in enumerate(sorted(set(names.values())), start=1)}
    # Nobody's team and nobody's book are a group of their own.
    for stands in laid.rolls[slot.number].standing:
        name = names.get(stands.person)
        number = len(numbers) + 1 if name is None else numbers[name]
        laid.add("grouped", (slot.number, stands.person, number))
    return len(numbers) + 1


def _gates(laid: Laid, slot: Slot) -> None:
    gate = slot.last.incentive.requires
    if gate is None:
        return
    roll = laid.rolls[slot.number]
    covered = roll.covered
    # What was opened before she left (`leavers: paid`) earns in windows without a day of hers, behind the same gate.
    left = dict.fromkeys(row.person for row in roll.enrolled if row.person not in covered)
    read = next((s for s in laid.slots if s.key == gate.incentive and s.window == slot.window), None)
    if gate.metric is None and read is None and slot.final and covered:
        laid.problems.append(no_window(slot, gate.incentive))
        laid.undecided |= {(slot.number, person) for person in covered}
    theirs = set() if read is None else {row.person for row in laid.rolls[read.number].enrolled}
    values = {} if gate.metric is None else laid.roster.metrics.get((gate.metric, slot.window), {})
    for person in (*covered, *left):
        if read is not None:
            at_least = _threshold(laid, gate, read, person, hers=person in theirs)
            laid.add("gate", (slot.number, person, read.number, at_least, None))
            continue
        value = values.get(person)
        if gate.metric is not None and value is None and slot.final:
            _lacking(laid, slot, person, gate.metric)
        reached = value is not None and Fraction(value, MILLION) >= gate.at_least
        laid.add("gate", (slot.number, person, None, None, int(reached)))


def _lacking(laid: Laid, slot: Slot, person: int, metric: str) -> None:
    problem = no_metric(slot, laid.roster.named(person), metric)
    if person in laid.rolls[slot.number].covered:
        laid.problems.append(problem)
        laid.undecided.add((slot.number, person))
    else:
        laid.unopened[slot.number, person] = problem


def _threshold(laid: Laid, gate: Gate, read: Slot, person: int, *, hers: bool) -> int:
    """The smallest measure (millionths; scores 10^-12) that opens the gate; who is not in it has no target to reach."""
    shape = laid.book.promise(read.last, Standing(read.last.plan.currency))
    if shape.parts:
        return _ceiling(gate.at_least * 10**12)
    if gate.reads == "measure":
        return _ceiling(gate.at_least * MILLION)
    target = _promise(laid, read, read.last, person).target if hers else None
    if target is None:
        return NEVER * MILLION
    return _ceiling(gate.at_least * target * MILLION)


def _ceiling(number: Fraction) -> int:
    return -((-number.numerator) // number.denominator)
