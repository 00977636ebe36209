"""Recognition as it might be written."""

from typing import Any

from hypothesis import strategies as st

Written = dict[str, Any]

levels = st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True).map(sorted)


@st.composite
def recognitions(draw: st.DrawFn) -> Written:
    return {
        "kind": "recognition",
        "counts": {"activity": "reference_call", "milestone": "delivered"},
        "awards": [{"at": str(at), "badge": f"after {at}"} for at in draw(levels)],
    }


measures = st.integers(0, 35)
