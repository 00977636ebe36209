"""Whatever is typed, reading answers with a plan or with problems: never with a traceback."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaudit.plans.instruments import kinds
from plaudit.plans.plan import Plan
from plaudit.plans.read import read
from plaudit.plans.schema import schema
from plaudit.plans.text import text
from plaudit.plans.write import write
from plaudit.values.refused import Unreadable

# Every key there is, from the schema.
KEYS = sorted({key for shape in [schema(), *schema()["$defs"].values()] for key in shape.get("properties", {})})
WORDS = [
    "referral",
    "demo",
    "published",
    "month",
    "none",
    "volume",
    "line",
    "points",
    "improvement",
    "accounts",
    "team",
]
NUMBERS = ["100.00", "3%", "1/3", "0", "-1", "5", "1e5", "NaN", "2026-01-01", "999999999999", "0.0000001", "0.333"]

leaves = st.sampled_from([*WORDS, *NUMBERS, *kinds(), *KEYS]) | st.text(max_size=5)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
)
incentives = st.fixed_dictionaries(
    {"key": st.just("it"), "kind": st.sampled_from(kinds()), "window": st.just("quarter")},
    optional=dict.fromkeys(("counts", "pays", "measure", "points", "target", "prizes", "metrics", "limits"), values),
) | st.dictionaries(st.sampled_from(KEYS), values, max_size=8)


def outcome(typed: str) -> Plan | Unreadable:
    try:
        return read(typed)
    except Unreadable as unreadable:
        return unreadable


def holds(typed: str) -> None:
    match outcome(typed):
        case Plan() as plan:
            assert write(plan) == typed
            assert plan.title in text(plan)
        case Unreadable(problems=problems):
            assert problems
            assert [problem for problem in problems if not problem.says or not problem.remedy] == []


@settings(deadline=None)
@given(
    st.lists(incentives, max_size=2),
    st.fixed_dictionaries({}, optional=dict.fromkeys(("effective", "covers", "budget", "calendar"), values)),
)
def test_any_keys_with_any_values(listed: list[dict[str, object]], head: dict[str, object]) -> None:
    # A JSON text is a YAML text.
    holds(json.dumps({"plan": "any", "currency": "USD", **head, "incentives": listed}))


@settings(deadline=None)
@given(st.text(alphabet="abk:-[]{}'\"&*!|>#%@`, \n\t?\x00\ufeff1.", max_size=60))
@example("plan: &a\n")
@example("? - :")
@example("- !!python/object/apply:os.system [x]")
def test_any_text(typed: str) -> None:
    holds(typed)


@settings(deadline=None)
@given(st.text(alphabet="abk:-[]{}'\"&*!|>#%, \n?1.", max_size=12), st.integers(0, 200))
def test_a_good_plan_with_anything_put_into_it(put: str, place: int) -> None:
    good = (
        "plan: any\ncurrency: USD\nincentives:\n  - key: demos\n    kind: bounty\n    window: quarter\n"
        "    counts: {activity: referral, milestone: demo}\n    pays: {each: 100.00}\n"
    )
    holds(good[:place] + put + good[place:])
