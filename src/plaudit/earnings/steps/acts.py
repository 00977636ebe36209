"""Credited acts under the rules: windows, filters, coverage, lateness, parts, clawbacks, limits by account, quantity."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.where import Amounts, predicate

NOT_ENROLLED, LATE, PER_CONTACT, PER_ACCOUNT = 1, 2, 3, 4
# The clawback milestone never came, came before the earning day, or came too late to take anything back.
GONE = "(w.slot IS NULL OR k.day IS NULL OR k.day < s.day OR k.day - s.day > w.within)"


def acts(ground: Ground) -> list[Step]:
    steps: list[Step] = []
    if ground.laid.part_scale > 1:
        steps.append(("earlier", _earlier()))
    steps.append(("matched", _matched(ground)))
    limits = [(column, name) for column, name in ((11, "contact"), (10, "account")) if ground.any("slot", column)]
    before = "matched"
    if limits:
        steps.append(("first_earning", _first_earning()))
        served = "first_earning"
        for _, name in limits:
            steps.append((f"served_by_{name}", _served(served, name)))
            served = f"served_by_{name}"
        steps.append(("refused", _refused([name for _, name in limits])))
        steps.append(("serviced", _serviced(ground)))
        before = "serviced"
    steps.append(("acts", _quantified(ground, before)))
    return steps


def _earlier() -> str:
    """What earlier parts of an act were ever reported: a later part includes those that never were."""
    return (
        "SELECT m.activity, c.slot, c.part, c.edition, c.step, MAX(b.part_to) AS paid_before FROM counted AS c "
        "JOIN counted AS b ON b.slot = c.slot AND b.part = c.part AND b.edition = c.edition AND b.part_to <= c.part_from "
        "AND b.ord < c.ord JOIN milestone AS m ON m.step = b.step "
        "GROUP BY m.activity, c.slot, c.part, c.edition, c.step"
    )


def _matched(ground: Ground) -> str:
    columns, joins = _columns(ground), _joins(ground)
    amounts = Amounts(ground.currency, converted=ground.has("fx"))
    where = predicate(ground.laid.slots, ground.laid.attributes, amounts)
    selected = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    return f"SELECT {selected} FROM credited AS s {' '.join(joins)}{f' WHERE {where}' if where else ''}"


def _columns(ground: Ground) -> dict[str, str]:
    columns = {name: f"c.{name}" for name in ("slot", "part", "edition", "ord")}
    columns |= {
        name: f"s.{name}" for name in ("step", "activity", "person", "day", "recorded", "account", "contact", "share")
    }
    columns["unit"] = "COALESCE(c.unit, s.amount)"
    columns["curve"] = "COALESCE(e.curve, 1)"
    columns["reason"] = (
        f"CASE WHEN e.person IS NULL THEN {NOT_ENROLLED} WHEN s.recorded > c.late THEN {LATE} ELSE 0 END"
    )
    if ground.laid.part_scale > 1:
        columns["portion"] = "c.part_to - COALESCE(b.paid_before, 0)"
    if ground.has("claw"):
        columns |= _left("kept", f"({GONE} OR w.act_only = 1)")
        if ground.act_only:
            columns |= _left("line_kept", f"({GONE} OR w.act_only = 0)")
    if ground.has("fx"):
        columns["rate"] = "CASE WHEN c.unit IS NULL THEN COALESCE(f.numerator, 1) ELSE 1 END"
        columns["rate_of"] = "CASE WHEN c.unit IS NULL THEN COALESCE(f.denominator, 1) ELSE 1 END"
    return columns


def _left(name: str, whole: str) -> dict[str, str]:
    """What a clawback leaves of an act, as a fraction of two whole numbers."""
    left = f"CASE WHEN {whole} THEN 1 WHEN w.prorated = 1 THEN k.day - s.day ELSE 0 END"
    return {name: left, f"{name}_of": f"CASE WHEN {whole} OR w.prorated = 0 THEN 1 ELSE GREATEST(w.within, 1) END"}


def _joins(ground: Ground) -> list[str]:
    joins = [
        "JOIN counted AS c ON c.step = s.step AND c.mode = s.mode AND s.day >= c.starts AND s.day < c.ends",
        "LEFT JOIN enrolled AS e ON e.slot = c.slot AND e.edition = c.edition AND e.person = s.person "
        "AND s.day >= e.starts AND s.day < e.ends AND (e.opened_before IS NULL OR s.opened < e.opened_before)",
    ]
    if ground.laid.part_scale > 1:
        joins.append(
            "LEFT JOIN earlier AS b ON b.activity = s.activity AND b.slot = c.slot AND b.part = c.part "
            "AND b.edition = c.edition AND b.step = c.step"
        )
    if ground.has("claw"):
        joins.append("LEFT JOIN claw AS w ON w.slot = c.slot AND w.edition = c.edition")
        joins.append("LEFT JOIN milestone AS k ON k.activity = s.activity AND k.step = c.claw_step")
    if ground.has("fx"):
        joins.append("LEFT JOIN fx AS f ON f.currency = s.currency AND f.day = COALESCE(c.fx_on, s.day)")
    return joins


def _first_earning() -> str:
    """Each act once, at its first earning milestone: there it takes room, for everybody credited (rule 9)."""
    return (
        "SELECT incentive, part, activity, slot, account, contact, recorded, day, per_account, per_contact FROM ("
        "SELECT l.incentive, m.part, m.activity, m.slot, m.account, m.contact, m.recorded, m.day, l.per_account, "
        "l.per_contact, ROW_NUMBER() OVER (PARTITION BY l.incentive, m.part, m.activity ORDER BY m.day, m.ord, m.person) "
        "AS turn FROM matched AS m JOIN slot AS l ON l.slot = m.slot WHERE m.reason = 0 "
        "AND (l.per_account IS NOT NULL OR l.per_contact IS NOT NULL)) AS ranked WHERE turn = 1"
    )


def _served(before: str, name: str) -> str:
    """A contact belongs to one account, so serving contacts first and accounts next serves as one queue would."""
    from_those_served = " AND in_contact = 1" if before == "served_by_contact" else ""
    served = "" if before == "first_earning" else "served_by_contact."
    columns = f"{before}.*" if not served else f"{served}*"
    room = (
        f"CASE WHEN {name} IS NULL OR per_{name} IS NULL THEN 1 WHEN ROW_NUMBER() OVER "
        f"(PARTITION BY slot, part, {name}{', in_contact' if from_those_served else ''} ORDER BY recorded, day, activity) "
        f"<= per_{name} THEN 1 ELSE 0 END AS in_{name}"
    )
    return f"SELECT {columns}, {room} FROM {before}"


def _refused(names: list[str]) -> str:
    reasons = {"contact": PER_CONTACT, "account": PER_ACCOUNT}
    cases = " ".join(f"WHEN in_{name} = 0 THEN {reasons[name]}" for name in names)
    full = " OR ".join(f"in_{name} = 0" for name in names)
    return (
        f"SELECT incentive, part, activity, CASE {cases} ELSE 0 END AS reason FROM served_by_{names[-1]} WHERE {full}"
    )


def _serviced(ground: Ground) -> str:
    kept = ", ".join(f"m.{name}" for name in _columns(ground) if name != "reason")
    return (
        f"SELECT {kept}, CASE WHEN m.reason = 0 THEN COALESCE(r.reason, 0) ELSE m.reason END AS reason "
        "FROM matched AS m JOIN slot AS l ON l.slot = m.slot LEFT JOIN refused AS r "
        "ON r.incentive = l.incentive AND r.part = m.part AND r.activity = m.activity"
    )


def _quantified(ground: Ground, before: str) -> str:
    """quantity = share x part x what is left x units x rate, multiplied first and rounded once (rule 5)."""
    over, under = [ground.wide("share", when=ground.wide_quantity), "unit"], "1000000"
    if ground.laid.part_scale > 1:
        over.append("portion")
        under += f" * {ground.laid.part_scale}"
    if ground.has("claw"):
        over.append("kept")
        under += " * kept_of"
    if ground.has("fx"):
        over.append("rate")
        under = f"WIDE({under}) * rate_of"
    quantity = f"CAST(ROUNDED({' * '.join(over)}, {under}) AS BIGINT)"
    whole = " AND ".join(["share = 1000000", *_plain(ground)])
    return (
        f"SELECT m.*, CASE WHEN m.reason <> 0 THEN 0 WHEN {whole} THEN unit ELSE {quantity} END AS quantity "
        f"FROM {before} AS m"
    )


def _plain(ground: Ground) -> list[str]:
    """When every other factor is 1, the quantity is the unit: no division for the common act."""
    plain = []
    if ground.laid.part_scale > 1:
        plain.append(f"portion = {ground.laid.part_scale}")
    if ground.has("claw"):
        plain.append("kept = kept_of")
    if ground.has("fx"):
        plain.append("rate = rate_of")
    return plain
