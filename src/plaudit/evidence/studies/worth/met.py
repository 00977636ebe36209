"""Which deals met an asset, and when."""

from plaudit.activities.known import literal
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question


def met(question: Question) -> str:
    """SQL for deal and day of what exposures.csv tells, of the kinds asked for."""
    facts, kinds, where = question.facts, question.kinds("assets"), ""
    if not there(facts, "exposures"):
        return "SELECT NULL::VARCHAR AS deal, NULL::INTEGER AS day WHERE false"
    if kinds and has(facts, "activities", "kind"):
        listed = ", ".join(literal(kind) for kind in kinds)
        where = f"WHERE activity IN (SELECT activity FROM {rows(facts, 'activities', None)} WHERE kind IN ({listed}))"
    return f"""SELECT {key(facts, "exposures", "deal", "x")} AS deal, "on" AS day
        FROM {rows(facts, "exposures", question.snapshot)} AS x {where}"""
