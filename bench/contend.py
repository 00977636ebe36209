"""One contender in a process of its own; only the way from prepared facts to lines in a file is timed."""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench import by_hand
from bench.world import PERIOD, PLAN
from plaudit.activities.facts import Snapshot
from plaudit.connectors.folder.read import read
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.engines import embedded
from plaudit.earnings.prepare import prepare
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

Write = Callable[[Path], object]


def ours(snapshot: Snapshot) -> Write:
    """Lay the plan beside the facts; what is left to do is the query."""
    ground = prepare((read_plan(PLAN),), snapshot, Period.of(PERIOD))
    compiled = compile_plan(ground)
    embedded.lay(ground.laid, snapshot)
    return lambda out: embedded.write(compiled, snapshot, out)


def hand(snapshot: Snapshot) -> Write:
    query = by_hand.query(snapshot.con)
    snapshot.con.execute(by_hand.SESSION)
    return lambda out: snapshot.con.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")


CONTENDERS: dict[str, Callable[[Snapshot], Write]] = {"ours": ours, "hand": hand}


def main(name: str, folder: Path, out: Path) -> None:
    started = perf_counter()
    snapshot = read(folder).at(None, "UTC")
    loaded = perf_counter()
    write = CONTENDERS[name](snapshot)
    prepared = perf_counter()
    write(out)
    done = perf_counter()
    print(
        json.dumps(
            {
                "load": loaded - started,
                "prepare": prepared - loaded,
                "lines": done - prepared,
                "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
