"""Commissions as they might be written."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

percents = st.integers(0, 10_000).map(lambda hundredth: f"{hundredth // 100}.{hundredth % 100:02d}%")
bounds = st.lists(st.integers(1, 10**6), min_size=1, max_size=3, unique=True).map(
    lambda cents: [f"{cent // 100}.{cent % 100:02d}" for cent in sorted(cents)]
)


@st.composite
def tiers(draw: st.DrawFn) -> Written:
    rows = [{"upto": end, "rate": draw(percents)} for end in draw(bounds)]
    return {"tiers": draw(st.sampled_from(["graduated", "volume"])), "rates": [*rows, {"rate": draw(percents)}]}


def commissions() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries(
        {
            "kind": st.just("commission"),
            "counts": st.just({"activity": "csql", "milestone": "won"}),
            "pays": st.fixed_dictionaries({"rate": percents}) | tiers(),
        }
    )


# Amounts in millionths of the currency.
sums = st.integers(0, 2 * 10**10)
