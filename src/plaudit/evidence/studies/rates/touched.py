"""Wins that met acts of ours as well: the channel that is written down has all the credit (M2, last touch)."""

from plaudit.evidence.observed.leads import UNKNOWN
from plaudit.evidence.observed.rows import key, rows, there
from plaudit.evidence.studies.rates.rate import Looked


def touched(looked: Looked) -> dict[str, float]:
    """By channel, the part of its wins; nothing where exposures.csv is not there."""
    facts = looked.question.facts
    if not there(facts, "exposures"):
        return {}
    query = f"""WITH met AS (SELECT {key(facts, "exposures", "deal", "x")} AS deal, min("on") AS day
            FROM {rows(facts, "exposures", looked.question.snapshot)} AS x GROUP BY 1)
        SELECT coalesce(named, '{UNKNOWN}'), avg(coalesce(met.day <= won, false)::INTEGER)
        FROM leads_now LEFT JOIN met ON met.deal = key
        WHERE created <= {looked.leads.snapshot} AND won <= {looked.leads.snapshot} GROUP BY 1"""
    return {str(channel): float(part) for channel, part in facts.con.execute(query).fetchall()}
