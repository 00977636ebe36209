"""Plans and tables as they are written: every number stays text, so that no float comes near it."""

import csv
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Row = dict[str, str]
Plan = dict[str, Any]
KEYS = {
    "people": ("key",),
    "accounts": ("key",),
    "activities": ("key",),
    "milestones": ("activity", "milestone"),
    "holdings": ("account", "person", "from"),
    "positions": ("person", "from"),
    "contacts": ("key",),
    "credits": ("activity", "person"),
    "targets": ("incentive", "person", "period"),
    "metrics": ("person", "metric", "period"),
    "champions": ("account", "from"),
    "grants": ("key",),
    "closes": ("period",),
    "rates": ("on", "base", "quote"),
}


def plans(path: Path) -> list[Plan]:
    """One plan, or a folder of its versions by effective day."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    read = [YAML(typ="base").load(file.read_text("utf-8")) for file in files]
    return sorted(read, key=lambda plan: (plan["effective"].get("from", ""), int(plan.get("version", "1"))))


def tables(folder: Path) -> dict[str, list[Row]]:
    return {name: table(folder / f"{name}.csv") for name in KEYS}


def table(file: Path) -> list[Row]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, strict=True, restval=""))
