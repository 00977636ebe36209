"""What a plan may cost, as somebody waits for it: 2,000 trials of 500 people over four quarters, the whole command.

Usage: python -m bench.simulate
"""

import os
import resource
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.startup import seconds

PEOPLE, QUARTERS, TRIALS = 500, 8, 2_000
AIM, MOST = 30, 2
START = date(2024, 7, 1)
PLAN = """
plan: wide
currency: USD
covers: {role: csm}
effective: {from: 2026-07-01, to: 2027-07-01}
incentives:
  - key: demo
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}
    limits: {per_person: 1000.00, budget: 150000.00}
  - key: first
    kind: contest
    window: quarter
    counts: {activity: referral, milestone: demo}
    prizes: [500.00, 500.00, 500.00]
    ties: share
    minimum: 1
"""


def main() -> None:
    with TemporaryDirectory(prefix="plaudit-bench-") as kept:
        folder = Path(kept)
        company(folder)
        plan = str(folder / "plan.yaml")
        wall, cpu = seconds(("simulate", plan, "--data", kept, "--set", f"draws={TRIALS}"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(
        f"{TRIALS:,} trials x {PEOPLE} people x 4 quarters, three scenarios beside: {wall:.1f} s by the clock "
        f"({AIM}), {cpu:.1f} of the processors, {peak:.2f} GiB ({MOST}); load {os.getloadavg()[0]:.1f}"
    )
    sys.exit(peak > MOST)


def company(folder: Path) -> None:
    """Everybody brings nothing to four demos a quarter, by a rule that has no pattern."""
    acts = [
        (f"r{person}-{quarter}-{place}", START + timedelta(91 * quarter + (person * 7 + place * 31) % 88), person)
        for person in range(PEOPLE)
        for quarter in range(QUARTERS)
        for place in range((person * 2_654_435_761 + quarter * 40_503) % 997 % 5)
    ]
    files = {
        "plan.yaml": PLAN,
        "people.csv": "key,name,role\n" + "".join(f"p{person},P,csm\n" for person in range(PEOPLE)),
        "accounts.csv": "key,name\na,A\n",
        "activities.csv": "key,kind,opened_on,account,person\n"
        + "".join(f"{key},referral,{on},a,p{person}\n" for key, on, person in acts),
        "milestones.csv": "activity,milestone,on\n" + "".join(f"{key},demo,{on}\n" for key, on, _ in acts),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
