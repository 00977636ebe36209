"""Do the intervals hold as often as they say: simulated companies whose truth is known (`make calibrate`).

Every line says what was claimed, what came out, and whether a binomial test at 1 % believes the claim.
"""

import sys
import time
from collections.abc import Callable, Iterator

from bench.calibrated.alarms import ahead, declared, lasting, offered, reviewed, silent
from bench.calibrated.amounts import answered, pay, stayed
from bench.calibrated.claim import Claim
from bench.calibrated.lifts import by_lot, peeked, planned, unmoved, whenever, worked


def main() -> None:
    parts: tuple[Callable[[], Iterator[Claim]], ...] = (
        *(pay, stayed, answered, worked, by_lot, unmoved, peeked, whenever, planned, ahead, silent, declared, reviewed),
        *(offered, lasting),
    )
    failed = False
    for part in parts:
        begun = time.monotonic()
        for claim in part():
            failed |= claim.p < 0.01
            print(claim.line(), flush=True)
        print(f"  ({part.__name__}: {time.monotonic() - begun:.0f} s)", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
