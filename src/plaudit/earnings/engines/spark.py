"""Apache Spark: the facts and plan tables travel as Parquet, and the same query runs over them."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.dialects.spark import DIALECT
from plaudit.earnings.engines.handed import handed
from plaudit.earnings.lay import Laid


@dataclass(frozen=True, slots=True)
class Spark:
    """A cluster by its master's address; local[2] is two threads of this machine."""

    master: str

    def __call__(self, compiled: Compiled, laid: Laid, snapshot: Snapshot) -> list[tuple[Any, ...]]:
        return run(compiled, laid, snapshot, self.master)


def run(compiled: Compiled, laid: Laid, snapshot: Snapshot, master: str) -> list[tuple[Any, ...]]:
    tree = compiled.tree()
    session = _session(master)
    with tempfile.TemporaryDirectory(prefix="plaudit-spark-") as folder:
        for table in handed(tree, laid, snapshot):
            file = Path(folder) / f"{table.name}.parquet"
            snapshot.con.execute(f"""COPY (SELECT * FROM "{table.name}") TO '{file}' (FORMAT parquet)""")
            session.read.parquet(str(file)).createOrReplaceTempView(table.name)
        rows = session.sql(DIALECT.text(tree)).collect()
    return [tuple(_whole(value) for value in row) for row in rows]


def _session(master: str) -> SparkSession:
    """Overflow raises instead of wrapping (ANSI), and few partitions serve one machine."""
    builder = SparkSession.builder.master(master).appName("plaudit").config("spark.sql.ansi.enabled", "true")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()


def _whole(value: object) -> object:
    return value if value is None or isinstance(value, (int, str)) else int(str(value))
