"""A company's own kinds of activity (`catalogue.yaml`) are judged by their names."""

import pytest

from plaudit.activities.catalogue import BUILT_IN, Kind
from plaudit.plans.checks import check
from plaudit.plans.read import read

OWN = BUILT_IN.overridden(
    Kind(kind, kind, ("asked", "published"))
    for kind in ("g2_review", "gartner_review", "five_star_review", "preview_call")
)


def codes(kind: str, *keys: str) -> set[str]:
    counts = f"counts: {{activity: {kind}, milestone: published}}"
    incentive = ", ".join(["key: own", "kind: bounty", "window: quarter", counts, "pays: {each: 25.00}", *keys])
    plan = read(f"plan: own\ncurrency: USD\nincentives:\n  - {{{incentive}}}\n", OWN)
    return {finding.code for finding in check(plan) if finding.severity == "error"}


@pytest.mark.parametrize(
    ("kind", "keys", "errors"),
    [
        ("g2_review", (), set()),
        ("g2_review", ("where: {stars_at_least: 5}",), {"pay-by-sentiment"}),
        ("g2_review", ("invites: filtered",), {"filtered-invitations"}),
        ("gartner_review", (), {"gartner-peer-insights"}),
        ("five_star_review", (), {"pay-by-sentiment"}),
        ("preview_call", ("where: {nps_at_least: 9}",), set()),
    ],
)
def test_a_kind_is_a_review_when_its_name_says_so(kind: str, keys: tuple[str, ...], errors: set[str]) -> None:
    assert codes(kind, *keys) == errors
