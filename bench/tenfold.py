"""The plan with each incentive ten times, each for a tenth of the same acts."""

import io
from copy import deepcopy

from ruamel.yaml import YAML

from bench.world import PARTS, PLAN


def tenfold_plan() -> str:
    """Acts are divided by their channel, champions by their region."""
    yaml = YAML()
    plan = yaml.load(PLAN)
    plan["plan"] = "bench-tenfold"
    plan["incentives"] = [
        {**deepcopy(incentive), "key": f"{incentive['key']}-{part}", "where": _where(incentive["kind"], part)}
        for incentive in plan["incentives"]
        for part in range(PARTS)
    ]
    text = io.StringIO()
    yaml.dump(plan, text)
    return text.getvalue()


def _where(kind: str, part: int) -> dict[str, str]:
    return {"region": f"region-{part}"} if kind == "champions" else {"channel": f"channel-{part}"}
