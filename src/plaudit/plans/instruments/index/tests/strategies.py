"""Indexes as they might be written: parts against a target or along a shape."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

weights = st.sampled_from([["1"], ["0.5", "0.5"], ["0.3", "0.4", "0.3"], ["1/3", "1/3", "1/3"]])
most = st.sampled_from(["1", "1.25", "2"])


@st.composite
def shapes(draw: st.DrawFn) -> Written:
    measures = sorted(draw(st.lists(st.integers(-20, 20), min_size=2, max_size=4, unique=True)))
    return {"shape": [[str(measure), tenth(draw(st.integers(-5, 30)))] for measure in measures]}


def tenth(number: int) -> str:
    return f"{number / 10:.1f}"


@st.composite
def indexes(draw: st.DrawFn) -> Written:
    targets = st.fixed_dictionaries({"target": st.sampled_from(["4", "0.8", "40"])})
    parts = [
        {"metric": "m", "weight": weight, "at_most": draw(most), **draw(targets | shapes())} for weight in draw(weights)
    ]
    return {"kind": "index", "metrics": parts, "pays": "none"}


values = st.integers(-30 * 10**6, 100 * 10**6)
