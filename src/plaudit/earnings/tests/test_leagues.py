"""Who competes in which bracket, as the query decided it."""

from pathlib import Path

import pytest

from plaudit.earnings.calculate import calculate
from plaudit.earnings.leagues import leagues
from plaudit.values.period import Period
from tests.worked import Block

CONTEST = """
plan:
  incentives:
    - key: top
      kind: contest
      title: Top
      window: quarter
      counts: {{activity: referral, milestone: demo}}
      {brackets}
people:
  key  name  role  team  starts_on
  ada  Ada   csm   west  2024-01-01
  ben  Ben   csm   east  2024-01-01
holdings:
  account  person  from
  oak      ada     2026-01-01
  elm      ada     2026-01-01
  fir      ben     2026-01-01
acts:
  act  person  demo
  r1   ada     2026-07-02
"""


@pytest.mark.parametrize(
    ("brackets", "found"),
    [
        ("prizes: [300.00]", {}),
        # Ada holds two accounts, Ben one: the bound of two parts them.
        (
            "brackets: {by: accounts, bounds: [2]}\n      prizes: [[200.00], [300.00]]",
            {(1, 1): 2, (1, 2): 1},
        ),
        # East comes before west.
        ("brackets: {by: team}\n      prizes: [300.00]", {(1, 1): 2, (1, 2): 1}),
    ],
)
def test_brackets(brackets: str, found: dict[tuple[int, int], int], tmp_path: Path) -> None:
    block = Block.of(CONTEST.format(brackets=brackets), tmp_path)
    result = calculate(block.versions, block.facts, Period.of("2026-Q3"))
    assert leagues(block.facts, result) == found
