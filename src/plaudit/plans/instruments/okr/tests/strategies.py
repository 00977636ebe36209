"""OKRs as they might be written, over metrics."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

numbers = st.integers(-40, 40).map(lambda quarter: f"{quarter * 25 / 100:.2f}")


@st.composite
def results(draw: st.DrawFn) -> Written:
    start, target = draw(st.lists(st.integers(-40, 40), min_size=2, max_size=2, unique=True))
    weight = draw(st.sampled_from(["1", "2", "0.5", "30%"]))
    return {"title": "a result", "metric": "m", "start": quarter(start), "target": quarter(target), "weight": weight}


def quarter(number: int) -> str:
    return f"{number * 0.25:.2f}"


def okrs() -> st.SearchStrategy[Written]:
    return st.fixed_dictionaries(
        {
            "kind": st.just("okr"),
            "objective": st.just("understand our customers"),
            "key_results": st.lists(results(), min_size=1, max_size=3),
        }
    )


values = st.integers(-15 * 10**6, 15 * 10**6)
