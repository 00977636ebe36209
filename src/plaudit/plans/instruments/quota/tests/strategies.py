"""Quotas as they might be written, and the targets of single people."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

amounts = st.integers(0, 500_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
targets = st.sampled_from(["1", "3", "6", "7", "0.8", "12.5", "100"])
shares = st.integers(0, 30).map(lambda tenth: f"{tenth * 10}%")


@st.composite
def curves(draw: st.DrawFn) -> Written:
    attainments = sorted(draw(st.lists(st.integers(0, 20), min_size=2, max_size=5, unique=True)))
    points = [[f"{tenth / 10:.1f}", draw(shares)] for tenth in attainments]
    rises = points[-1][1].rstrip("%") and int(points[-1][1][:-1]) >= int(points[-2][1][:-1])
    between = draw(st.sampled_from(["line", "step"]))
    beyond = draw(st.sampled_from(["flat", "extend"])) if rises and between == "line" else "flat"
    return {"at_target": draw(amounts), "curve": points, "between": between, "beyond": beyond}


def quotas() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries(
        {
            "kind": st.just("quota"),
            "counts": st.just({"activity": "review", "milestone": "published"}),
            "target": targets,
            "pays": curves(),
        }
    )


measures = st.integers(0, 40 * 10**6) | st.integers(0, 400).map(lambda tenth: tenth * 100_000)
