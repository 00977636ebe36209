"""In which bracket each contestant competes, asked of the step of the query that decides it."""

from plaudit.activities.facts import Facts
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.engines import embedded
from plaudit.earnings.result import Result


def leagues(facts: Facts, result: Result) -> dict[tuple[int, int], int]:
    """By slot and person, counted from 1; empty where no contest has brackets."""
    laid = result.ground.laid
    if len({row[:2] for row in laid.table("bracket")}) == len(laid.table("contest")):
        return {}
    snapshot = facts.at(None, result.plan.calendar.time_zone)
    embedded.lay(laid, snapshot)
    rows = embedded.ask(compile_plan(result.ground), snapshot, "contested", ("slot", "person", "bracket"))
    # What a close has settled is no longer contested: there the settled place says it.
    settled = [(row[0], row[1], row[4]) for row in laid.table("settled_place")]
    return {(slot, person): bracket for slot, person, bracket in (*rows, *settled)}
