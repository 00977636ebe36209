"""Writes docs/checks.md from the checks themselves: `python -m plaudit.plans.checks.page docs/checks.md`."""

import sys
from pathlib import Path

from plaudit.plans.checks import checks
from plaudit.plans.checks.finding import Check, Severity
from plaudit.plans.checks.render import NOT_ADVICE, cited

_HEAD = f"""# What `plaudit plan check` looks for

Generated from the checks in `src/plaudit/plans/checks/`; do not edit. An error ends the command with exit code 2,
warnings and notes do not. `--format json` and `--format sarif` give the same findings to programs and code hosts.

{NOT_ADVICE} R-numbers are the project's own numbers of such rules.
"""

_TITLES: dict[Severity, str] = {"error": "Errors", "warn": "Warnings", "info": "Notes"}


def page() -> str:
    return "\n".join([_HEAD, *(_chapter(severity, title) for severity, title in _TITLES.items())])


def main() -> None:
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


def _chapter(severity: Severity, title: str) -> str:
    entries = [_entry(check) for check in checks() if check.severity == severity]
    return "\n".join([f"## {title}\n", *entries])


def _entry(check: Check) -> str:
    source = cited(check.cites, check.jurisdiction, check.dated)
    see = f"\nSource: {source}.\n" if source else ""
    return f"### `{check.code}`\n\n{check.about}\n{see}"


if __name__ == "__main__":
    main()
