"""Apache Spark: the facts and plan tables travel as Parquet, and the same query runs over them."""

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyspark.errors import ArithmeticException
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.dialects.spark import DIALECT
from plaudit.earnings.engines import out_of_range
from plaudit.earnings.engines.handed import handed
from plaudit.earnings.laid import Laid


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
        try:
            rows = _staged(session, tree).collect()
        except ArithmeticException as beyond:
            raise out_of_range() from beyond
    return [tuple(_whole(value) for value in row) for row in rows]


def _staged(session: SparkSession, tree: exp.Expr) -> DataFrame:
    """The same query, step by step: Spark copies a step wherever it is read, so a step read twice is kept."""
    read = Counter(table.name for table in tree.find_all(exp.Table))
    for step in tree.find_all(exp.CTE):
        rows = session.sql(DIALECT.text(step.this.copy()))
        kept = rows.localCheckpoint() if read[step.alias_or_name] > 1 else rows
        kept.createOrReplaceTempView(step.alias_or_name)
    last = tree.copy()
    last.set("with_", None)
    return session.sql(DIALECT.text(last))


def _session(master: str) -> SparkSession:
    """Overflow raises instead of wrapping (ANSI), and few partitions serve one machine."""
    builder = SparkSession.builder.master(master).appName("plaudit").config("spark.sql.ansi.enabled", "true")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "2g")
    return builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()


def _whole(value: object) -> object:
    return value if value is None or isinstance(value, (int, str)) else int(str(value))
