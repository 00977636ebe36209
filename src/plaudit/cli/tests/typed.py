"""A command as it is typed, and what came of it; a plan and a folder small enough to see through."""

from pathlib import Path
from typing import NamedTuple

import pytest

from plaudit.cli.app import main

PLAN = """plan: small
title: Small
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: demos
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    credit: {to: submitter}
    pays: {each: 100.00}
  - key: deals
    kind: commission
    window: quarter
    counts: {activity: csql, milestone: won}
    credit: {to: submitter}
    pays: {rate: 3%}
"""

DATA = {
    "people": "key,name,role\nada,Ada,csm\nben,Ben,csm\n",
    "accounts": "key,name\ncedar,Cedar\n",
    "activities": "key,kind,opened_on,account,person,amount,currency\n"
    "ref-1,referral,2026-07-01,cedar,ada,,\ndeal-1,csql,2026-07-02,cedar,ben,1000.00,USD\n",
    "milestones": "activity,milestone,on\nref-1,demo,2026-07-05\ndeal-1,won,2026-07-06\n",
}


class Ran(NamedTuple):
    """Exit code, standard output, error stream."""

    code: int
    out: str
    err: str


class World(NamedTuple):
    """A plan and its data folder, and the commands over them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = self.capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    def over(self, command: str, *arguments: str) -> Ran:
        """A command over the plan and the folder in the third quarter."""
        plan = str(self.folder / "plan.yaml")
        return self.run(command, plan, "--data", str(self.folder), "--period", "2026-Q3", *arguments)


def written(folder: Path, capsys: pytest.CaptureFixture[str]) -> World:
    world = World(folder, capsys)
    world.write("plan.yaml", PLAN)
    for name, text in DATA.items():
        world.write(f"{name}.csv", text)
    return world
