"""Credited acts under the rules: windows, filters, coverage, lateness, parts, clawbacks, room by account, quantity."""

from collections.abc import Iterator
from itertools import chain

from plaudit.earnings.ground import Ground
from plaudit.earnings.sieve import answered, key
from plaudit.earnings.steps import Step
from plaudit.earnings.where import Amounts, predicate

NOT_ENROLLED, LATE, PER_CONTACT, PER_ACCOUNT = 1, 2, 3, 4


def acts(ground: Ground) -> list[Step]:
    steps: list[Step] = []
    if ground.laid.part_scale > 1:
        steps.append(("earlier", EARLIER))
    steps.append(("matched", _matched(ground)))
    served = [name for column, name in ((11, "contact"), (10, "account")) if ground.any("slot", column)]
    if served:
        steps += _serviced(ground, served) if ground.laid.part_scale > 1 else _seated(ground, served)
    steps.append(("acts", f"SELECT * FROM {steps[-1][0]}"))
    return steps


# What earlier parts of an act were ever reported: a later part includes those that never were (rule 18).
EARLIER = """
    SELECT m.activity, c.slot, c.part, c.edition, c.step, MAX(b.part_to) AS paid_before FROM counted AS c
    JOIN counted AS b ON b.slot = c.slot AND b.part = c.part AND b.edition = c.edition AND b.part_to <= c.part_from
    JOIN milestone AS m ON m.step = b.step
    GROUP BY m.activity, c.slot, c.part, c.edition, c.step"""


def _matched(ground: Ground) -> str:
    laid = ground.laid
    amounts = Amounts(ground.currency, converted=ground.has("fx"))
    where = predicate(laid.slots, laid.attributes, amounts, answered(laid.sifts, laid.table("counted")))
    selected = ", ".join(f"{expression} AS {name}" for name, expression in _columns(ground).items())
    joins = " ".join(_joins(ground))
    matched = f"SELECT {selected} FROM credited AS s {joins}{f' WHERE {where}' if where else ''}"
    return f"SELECT m.*, {_quantity(ground)} AS quantity FROM ({matched}) AS m"


def _columns(ground: Ground) -> dict[str, str]:
    columns = {name: f"c.{name}" for name in ("slot", "part", "edition", "ord")}
    columns |= {
        name: f"s.{name}" for name in ("step", "activity", "person", "day", "recorded", "account", "contact", "share")
    }
    columns["unit"] = "COALESCE(c.unit, s.amount)"
    columns["curve"] = "COALESCE(e.curve, 1)"
    reason = f"CASE WHEN e.person IS NULL THEN {NOT_ENROLLED} WHEN s.recorded > c.late THEN {LATE} ELSE 0 END"
    columns["reason"] = reason
    if ground.laid.part_scale > 1:
        columns["portion"] = "c.part_to - COALESCE(b.paid_before, 0)"
    if ground.has("claw"):
        columns |= _left("kept", f"k.day IS NULL{' OR w.act_only = 1' if ground.act_only else ''}")
        if ground.act_only:
            columns |= _left("line_kept", "k.day IS NULL OR w.act_only = 0")
    if ground.has("fx"):
        columns["rate"] = "CASE WHEN c.unit IS NULL THEN COALESCE(f.numerator, 1) ELSE 1 END"
        columns["rate_of"] = "CASE WHEN c.unit IS NULL THEN COALESCE(f.denominator, 1) ELSE 1 END"
    return columns


def _left(name: str, whole: str) -> dict[str, str]:
    """What a clawback leaves of an act, as a fraction of two whole numbers."""
    left = f"CASE WHEN {whole} THEN 1 WHEN w.prorated = 1 THEN k.day - s.day ELSE 0 END"
    return {name: left, f"{name}_of": f"CASE WHEN {whole} OR w.prorated = 0 THEN 1 ELSE w.within END"}


def _joins(ground: Ground) -> list[str]:
    among = f" AND c.among = {key(ground.laid.sifts)}" if ground.laid.sifts else ""
    own = " AND c.like_slot IS NULL" if ground.alike else ""
    joins = [
        f"""JOIN counted AS c ON c.step = s.step AND c.mode = s.mode AND s.day >= c.starts
          AND s.day < c.ends{among}{own}""",
        f"""LEFT JOIN enrolled AS e ON e.slot = c.slot AND e.person = s.person
          AND s.day >= e.starts AND s.day < e.ends{_in_time(ground)}""",
    ]
    if ground.laid.part_scale > 1:
        joins.append(
            """LEFT JOIN earlier AS b ON b.activity = s.activity AND b.slot = c.slot AND b.part = c.part
              AND b.edition = c.edition AND b.step = c.step"""
        )
    if ground.has("claw"):
        joins.append("LEFT JOIN claw AS w ON w.slot = c.slot AND w.edition = c.edition")
        # Only an end that comes on or after the earning day, and in time, takes something back.
        joins.append(f"""LEFT JOIN (SELECT activity, step, day FROM milestone WHERE step IN ({ground.counted(11)})) AS k
          ON k.activity = s.activity AND k.step = c.claw_step AND k.day >= s.day AND k.day - s.day <= w.within""")
    if ground.has("fx"):
        joins.append("LEFT JOIN fx AS f ON f.currency = s.currency AND f.day = COALESCE(c.fx_on, s.day)")
    return joins


def _in_time(ground: Ground) -> str:
    """After leaving, only what was opened before may earn; which edition she is in, her days say already."""
    # Asked of the plan, not of who is there: where the query is printed, somebody else may have left.
    editions = chain.from_iterable(slot.editions for slot in ground.laid.slots)
    paid = any(each.incentive.leavers == "paid" for each in editions)
    return " AND (e.opened_before IS NULL OR s.opened < e.opened_before)" if paid else ""


def _seated(ground: Ground, names: list[str]) -> list[Step]:
    """Where an act has one milestone to earn at, its place among the acts that earn tells if there is room (rule 9)."""
    reasons = {"contact": (11, PER_CONTACT), "account": (10, PER_ACCOUNT)}
    kept = _kept(ground)
    steps: list[Step] = []
    for name in names:
        before = steps[-1][0] if steps else "matched"
        column, reason = reasons[name]
        may_be_full = f"m.slot IN ({ground.slots(column)}) AND m.reason = 0 AND m.{name} IS NOT NULL"
        queue = ", ".join((*_queues(ground, column), f"m.{name}"))
        turn = f"""
            SELECT {kept}, m.quantity, l.per_{name} AS room, DENSE_RANK() OVER
              (PARTITION BY {queue} ORDER BY {ground.learned("m")}, m.activity) AS turn
            FROM {before} AS m JOIN slot AS l ON l.slot = m.slot WHERE {may_be_full}"""
        room = f"""
            SELECT {kept}, CASE WHEN m.turn > m.room THEN {reason} ELSE 0 END AS reason,
              CASE WHEN m.turn > m.room THEN 0 ELSE m.quantity END AS quantity FROM turn_by_{name} AS m
            UNION ALL SELECT {kept}, m.reason, m.quantity FROM {before} AS m WHERE NOT ({may_be_full})"""
        steps += [(f"turn_by_{name}", turn), (f"served_by_{name}", room)]
    return steps


def _queues(ground: Ground, column: int) -> Iterator[str]:
    """What parts the queues for room, beside who has it: where there is one slot or one part, sorting by it is idle."""
    limited = {row[0] for row in ground.laid.table("slot") if row[column]}
    if len(limited) > 1:
        yield "m.slot"
    if any(row[1] for row in ground.laid.table("counted") if row[0] in limited):
        yield "m.part"


def _serviced(ground: Ground, names: list[str]) -> list[Step]:
    """Room by contact and account, taken by each act once: at its first earning milestone, for all credited (rule 9).

    A contact belongs to one account, so serving contacts first and accounts next serves as one queue would.
    """
    steps: list[Step] = [("first_earning", FIRST_EARNING)]
    for name in names:
        before = steps[-1][0]
        among = ", in_contact" if before == "served_by_contact" else ""
        room = f"""
            SELECT f.*, CASE WHEN {name} IS NULL OR per_{name} IS NULL THEN 1 WHEN ROW_NUMBER() OVER
              (PARTITION BY slot, part, {name}{among} ORDER BY recorded, day, activity) <= per_{name} THEN 1 ELSE 0 END
              AS in_{name}
            FROM {before} AS f"""
        steps.append((f"served_by_{name}", room))
    reasons = {"contact": PER_CONTACT, "account": PER_ACCOUNT}
    cases = " ".join(f"WHEN in_{name} = 0 THEN {reasons[name]}" for name in names)
    full = " OR ".join(f"in_{name} = 0" for name in names)
    refused = f"SELECT incentive, part, activity, CASE {cases} END AS reason FROM {steps[-1][0]} WHERE {full}"
    turned_away = "m.reason = 0 AND r.reason IS NOT NULL"
    serviced = f"""
        SELECT {_kept(ground)}, CASE WHEN {turned_away} THEN r.reason ELSE m.reason END AS reason,
          CASE WHEN {turned_away} THEN 0 ELSE m.quantity END AS quantity
        FROM matched AS m JOIN slot AS l ON l.slot = m.slot
        LEFT JOIN refused AS r ON r.incentive = l.incentive AND r.part = m.part AND r.activity = m.activity"""
    return [*steps, ("refused", refused), ("serviced", serviced)]


def _kept(ground: Ground) -> str:
    """What room changes nothing of."""
    return ", ".join(f"m.{name}" for name in _columns(ground) if name != "reason")


FIRST_EARNING = """
    SELECT incentive, part, activity, slot, account, contact, recorded, day, per_account, per_contact FROM (
      SELECT l.incentive, m.part, m.activity, m.slot, m.account, m.contact, m.recorded, m.day, l.per_account,
        l.per_contact,
        ROW_NUMBER() OVER (PARTITION BY l.incentive, m.part, m.activity ORDER BY m.day, m.ord, m.person) AS turn
      FROM matched AS m JOIN slot AS l ON l.slot = m.slot
      WHERE m.reason = 0 AND (l.per_account IS NOT NULL OR l.per_contact IS NOT NULL)) AS ranked
    WHERE turn = 1"""


def _quantity(ground: Ground) -> str:
    """quantity = share x part x what is left x units x rate, multiplied first and rounded once (rule 5).

    When every factor but the units is 1 there is nothing to divide, which is the common act.
    """
    over, under, plain = (
        [ground.wide("share", when=ground.wide_quantity), "unit"],
        "CAST(1000000 AS BIGINT)",
        ["share = 1000000"],
    )
    if ground.laid.part_scale > 1:
        over.append("portion")
        under += f" * {ground.laid.part_scale}"
        plain.append(f"portion = {ground.laid.part_scale}")
    if ground.has("claw"):
        over.append("kept")
        under += " * kept_of"
        plain.append("kept = kept_of")
    if ground.has("fx"):
        over.append("rate")
        under = f"WIDE({under}) * rate_of"
        plain.append("rate = rate_of")
    return f"""CASE WHEN m.reason <> 0 THEN 0 WHEN {" AND ".join(plain)} THEN unit
          ELSE CAST(ROUNDED({" * ".join(over)}, {under}) AS BIGINT) END"""
