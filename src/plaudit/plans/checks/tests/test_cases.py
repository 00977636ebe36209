import pytest

from plaudit.plans.checks import checks
from plaudit.plans.checks.tests.cases import PROVOKED, SILENT
from plaudit.plans.checks.tests.cases.case import Case
from plaudit.plans.checks.tests.typed import findings

# It speaks of two versions of one plan: test_versions.py.
ELSEWHERE = {"change-needs-restart"}


def named(case: Case) -> str:
    return f"{case.code}: {case.shows}"


@pytest.mark.parametrize("case", PROVOKED, ids=named)
def test_a_check_speaks(case: Case) -> None:
    assert findings(case.code, *case.incentives, **dict(case.head))


@pytest.mark.parametrize("case", SILENT, ids=named)
def test_a_check_is_silent(case: Case) -> None:
    assert findings(case.code, *case.incentives, **dict(case.head)) == ()


@pytest.mark.parametrize("cases", [PROVOKED, SILENT], ids=["provoked", "silent"])
def test_every_check_is_shown_speaking_and_silent(cases: tuple[Case, ...]) -> None:
    assert {check.code for check in checks()} - {case.code for case in cases} == ELSEWHERE


def test_codes_are_unique() -> None:
    codes = [check.code for check in checks()]
    assert codes == sorted(set(codes))
