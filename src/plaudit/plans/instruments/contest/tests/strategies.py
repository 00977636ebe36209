"""Contests as they might be written, and books by which people are put into brackets."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

amounts = st.integers(0, 200_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
lists = st.lists(amounts, min_size=1, max_size=4)
bounds = st.lists(st.integers(1, 100), min_size=1, max_size=3, unique=True).map(
    lambda found: [*map(str, sorted(found))]
)


@st.composite
def bracketed(draw: st.DrawFn) -> Written:
    ends = draw(bounds)
    by_bracket = st.lists(lists, min_size=len(ends) + 1, max_size=len(ends) + 1)
    return {
        "brackets": {"by": draw(st.sampled_from(["accounts", "arr"])), "bounds": ends},
        "prizes": draw(lists | by_bracket),
    }


@st.composite
def contests(draw: st.DrawFn) -> Written:
    return {
        "kind": "contest",
        "counts": {"activity": "referral", "milestone": "demo"},
        **draw(st.fixed_dictionaries({"prizes": lists}) | bracketed()),
        "ties": draw(st.sampled_from(["share", "all", "earliest"])),
    }


books = st.integers(0, 120)
places = st.integers(1, 6)
