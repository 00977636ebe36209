"""Says at the end which tests were not run, and the command that runs them."""

from collections import Counter

import pytest

COMMANDS = {"postgres": "make test-postgres", "spark": "make test-spark", "slow": "make test-slow"}
COUNT = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    none: Counter[str] = Counter()
    config.stash[COUNT] = none


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        name = next((marker for marker in COMMANDS if item.get_closest_marker(marker)), None)
        if name is not None:
            item.config.stash[COUNT][name] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Under xdist every worker collects everything; the one that prints collects nothing.
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = dict(session.config.stash[COUNT])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's node, which has no public type
    told: dict[str, int] = getattr(node, "workeroutput", {}).get("left_out", {})
    left: Counter[str] = Counter(told)
    config.stash[COUNT] = left


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = terminalreporter.config.stash[COUNT]
    if not left_out:
        return
    terminalreporter.section("left out")
    for name, count in sorted(left_out.items()):
        terminalreporter.line(f"{count} tests marked {name} did not run; run them with: {COMMANDS[name]}")
