"""Published numbers against the methods of the evidence: each case names its source and its tolerance."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.oracle.evidence_methods import METHODS

HERE = Path(__file__).parent
CASES = json.loads((HERE / "published" / "evidence_cases.json").read_text("utf-8"))
# The data of these are not with the case.
WITHOUT_DATA = {"cdnow_gamma_gamma": "a customer summary, and spending models stand outside the core (M3)"}
# The truth of each player is in a file that is not with the case.
WITHOUT_TRUTH = {"efron_morris_james_stein": ("sse_raw", "sse_js")}
Case = dict[str, Any]


def flat(value: Any) -> Iterator[float]:
    """Numbers of an expected or computed value, in its order."""
    if isinstance(value, dict):
        for each in value.values():
            yield from flat(each)
    elif isinstance(value, list | tuple | np.ndarray):
        for each in value:
            yield from flat(each)
    else:
        yield float(value)


def tolerances(case: Case, count: int) -> list[dict[str, float]]:
    told = case["tolerance"]
    if "exact" in told:
        return [{"abs": 0.0}] * count
    kind, size = next(iter(told.items()))
    return [{kind: each} for each in (size if isinstance(size, list) else [size] * count)]


@pytest.mark.parametrize(
    "case", [each for each in CASES if each["id"] not in WITHOUT_DATA], ids=lambda case: case["id"]
)
def test_a_published_number_comes_out(case: Case) -> None:
    method: Callable[[Case], Any] = METHODS[case["method"]]
    known = {name: each for name, each in case["expected"].items() if name not in WITHOUT_TRUTH.get(case["id"], ())}
    expected, got = list(flat(known)), list(flat(method(case)))
    told = tolerances(case, len(expected))
    assert got == [
        pytest.approx(each, **{"rel": 0, "abs": 0} | allowed) for each, allowed in zip(expected, told, strict=True)
    ]


def test_no_case_is_dropped_in_silence() -> None:
    assert len(CASES) == 42
    assert {case["id"] for case in CASES if case["method"] not in METHODS} == set(WITHOUT_DATA)
