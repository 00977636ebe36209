"""Champions as they might be written."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

amounts = st.integers(0, 50_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
levels = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(sorted)


@st.composite
def steps(draw: st.DrawFn) -> Written:
    return {"steps": [{"at": str(at), "pay": draw(amounts)} for at in draw(levels)]}


def champions() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries(
        {"kind": st.just("champions"), "pays": st.fixed_dictionaries({"each": amounts}) | steps()},
        optional={"level": st.sampled_from(["average", "last_day"])},
    )


# Shares in accounts, in millionths.
held = st.integers(0, 15 * 10**6) | st.integers(0, 15).map(lambda accounts: accounts * 10**6)
