"""Bounties as they might be written."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

amounts = st.integers(0, 50_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
# Rates may be finer than a cent.
rates = amounts | st.integers(0, 10**6).map(lambda tenth: f"{tenth // 10_000}.{tenth % 10_000:04d}")
bounds = st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True).map(
    lambda halves: [f"{half // 2}.{half % 2 * 5}" for half in sorted(halves)]
)


@st.composite
def tiers(draw: st.DrawFn) -> Written:
    ends = draw(bounds)
    rows = [{draw(st.sampled_from(["upto", "below"])): end, **draw(tier())} for end in ends]
    return {"tiers": draw(st.sampled_from(["graduated", "volume"])), "rates": [*rows, draw(tier())]}


def tier() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries({"each": rates}, optional={"flat": amounts}) | st.fixed_dictionaries({"flat": amounts})


@st.composite
def steps(draw: st.DrawFn) -> Written:
    return {"steps": [{"at": at, "pay": draw(amounts)} for at in draw(bounds)]}


packages = st.fixed_dictionaries(
    {"package": st.sampled_from(["1", "3", "10", "2.5"]), "each": rates, "started": st.sampled_from(["pays", "free"])}
)
ways = st.fixed_dictionaries({"each": rates}) | tiers() | steps() | packages


def bounties() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries(
        {
            "kind": st.just("bounty"),
            "counts": st.just({"activity": "referral", "milestone": "demo"}),
            "pays": ways,
        }
    )


# Measures in millionths, the edges of tiers among them.
measures = st.integers(0, 40 * 10**6) | st.integers(0, 80).map(lambda half: half * 500_000)
