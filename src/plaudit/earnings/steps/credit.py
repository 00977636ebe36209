"""Whose act it is: explicit credits, else the submitter, else who held the account that day (rule 4). Once per mode."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step
from plaudit.earnings.where import sources
from plaudit.values.table import ALWAYS

WHOLE_SHARE = 1_000_000


def credit(ground: Ground) -> list[Step]:
    return [("reached", _reached(ground)), ("credited", _credited(ground))]


def _reached(ground: Ground) -> str:
    """Milestones that may count, with the act they belong to; `explicit` marks acts whose credit is written down."""
    attributes = "".join(f", {attribute.selected}" for attribute in ground.laid.attributes)
    joins = sources(ground.laid.attributes)
    if ground.explicit:
        attributes += ", x.activity AS explicit"
        joins += " LEFT JOIN (SELECT DISTINCT activity FROM credit) AS x ON x.activity = m.activity"
    first, end = ground.days
    return f"""
        SELECT m.activity, m.step, m.day, {learned_on("m")} AS recorded,
          a.opened, a.account, a.contact, a.person AS submitter, a.amount, a.currency{attributes}
        FROM milestone AS m JOIN activity AS a ON a.activity = m.activity{joins}
        WHERE m.step IN ({ground.counted()}) AND m.day >= {first} AND m.day < {end}"""


def learned_on(milestone: str) -> str:
    """What was always known counts as recorded on its own day."""
    return f"CASE WHEN {milestone}.recorded = {ALWAYS} THEN {milestone}.day ELSE {milestone}.recorded END"


def _credited(ground: Ground) -> str:
    # A plan of levels alone counts no acts; its query still has the step, with nothing in it.
    modes = sorted({row[5] for row in ground.laid.table("counted")}) or [2]
    branches = [_submitter(ground, mode) for mode in modes if mode in {1, 4}]
    branches += [_holder(ground, mode) for mode in modes if mode in {1, 2, 3}]
    if ground.explicit:
        branches += [_written(mode) for mode in modes]
    return " UNION ALL ".join(branches)


def _written(mode: int) -> str:
    return f"""
        SELECT r.*, {mode} AS mode, c.person, c.share FROM reached AS r JOIN credit AS c ON c.activity = r.activity"""


def _unwritten(ground: Ground) -> str:
    return " AND r.explicit IS NULL" if ground.explicit else ""


def _submitter(ground: Ground, mode: int) -> str:
    return f"""
        SELECT r.*, {mode} AS mode, r.submitter AS person, {WHOLE_SHARE} AS share FROM reached AS r
        WHERE r.step IN ({ground.counted(mode=mode)}) AND r.submitter IS NOT NULL{_unwritten(ground)}"""


def _holder(ground: Ground, mode: int) -> str:
    """Acts on days when the shares of an account do not sum to 1 wait, with a problem that names the rows."""
    on = "r.day" if mode == 3 else "r.opened"
    nobody_brought_it = " AND r.submitter IS NULL" if mode == 1 else ""
    sound = ""
    if ground.has("unsound"):
        sound = f"""
          AND NOT EXISTS (SELECT 1 FROM unsound AS u
            WHERE u.account = r.account AND u.starts <= {on} AND {on} < u.ends)"""
    return f"""
        SELECT r.*, {mode} AS mode, h.person, h.share FROM reached AS r
        JOIN holding AS h ON h.account = r.account AND h.starts <= {on} AND {on} < h.ends
        WHERE r.step IN ({ground.counted(mode=mode)}){nobody_brought_it}{_unwritten(ground)}{sound}"""
