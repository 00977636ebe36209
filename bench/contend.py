"""One contender in a process of its own; only the way from prepared facts to rows in a file is timed."""

import json
import resource
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

from bench import by_hand
from bench.tenfold import tenfold_plan
from bench.world import COMPANY, PERIOD, PLAN, TABLES
from plaudit.activities.facts import Snapshot
from plaudit.connectors.folder.read import read
from plaudit.earnings.compile import compile_plan, compile_totals
from plaudit.earnings.engines import embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.prepare import prepare
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

Write = Callable[[Path], object]
# Reads the company's facts, and answers with how to prepare what is then timed.
Contender = Callable[[Path], Callable[[], Write]]


def snapshot_of(place: Path) -> Snapshot:
    return read(place / COMPANY).at(None, "UTC")


def laid(plan: str | Path, snapshot: Snapshot) -> Ground:
    """The plan beside the facts; what is left to do is the query."""
    ground = prepare((read_plan(plan),), snapshot, Period.of(PERIOD))
    embedded.lay(ground.laid, snapshot)
    return ground


def ours(place: Path, plan: str | Path = PLAN) -> Callable[[], Write]:
    snapshot = snapshot_of(place)

    def prepared() -> Write:
        compiled = compile_plan(laid(plan, snapshot))
        return lambda out: embedded.write(compiled, snapshot, out)

    return prepared


def tenfold(place: Path) -> Callable[[], Write]:
    return ours(place, tenfold_plan())


def totals(place: Path) -> Callable[[], Write]:
    snapshot = snapshot_of(place)

    def prepared() -> Write:
        compiled = compile_totals(laid(PLAN, snapshot))
        return lambda out: embedded.write(compiled, snapshot, out)

    return prepared


def hand(place: Path) -> Callable[[], Write]:
    snapshot = snapshot_of(place)

    def prepared() -> Write:
        query = by_hand.query(snapshot.con)
        snapshot.con.execute(by_hand.SESSION)
        return lambda out: snapshot.con.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")

    return prepared


def frames(module: str, what: str) -> Contender:
    """A contender that reads the numbered tables; what it imports, only its own process pays for."""

    def contender(place: Path) -> Callable[[], Write]:
        way = import_module(f"bench.{module}")
        facts = way.load(place / TABLES)
        return lambda: partial(getattr(way, what), facts)

    return contender


CONTENDERS: dict[str, Contender] = {
    "ours": ours,
    "hand": hand,
    "polars": frames("with_polars", "write_lines"),
    "pandas": frames("with_pandas", "write_lines"),
    "columns": frames("with_numpy", "write_lines"),
    "tenfold": tenfold,
    "totals": totals,
    "pandas totals": frames("with_pandas", "write_totals"),
    "columns totals": frames("with_numpy", "write_totals"),
}


def main(name: str, place: Path, out: Path) -> None:
    """Prints the seconds of each stage, by the clock and of the processors, and the most memory that was held."""
    moments = [(perf_counter(), process_time())]
    prepared = CONTENDERS[name](place)
    moments.append((perf_counter(), process_time()))
    write = prepared()
    moments.append((perf_counter(), process_time()))
    write(out)
    moments.append((perf_counter(), process_time()))
    told = {"gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}
    for stage, (before, after) in zip(("load", "prepare", "rows"), pairwise(moments), strict=True):
        told |= {stage: after[0] - before[0], f"{stage} cpu": after[1] - before[1]}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
