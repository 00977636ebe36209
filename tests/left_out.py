"""Says at the end which tests were not run, and the command that runs them."""

from collections import Counter

import pytest

# What carries several marks runs with the first of them.
COMMANDS = {
    "postgres": "make test-postgres",
    "spark": "make test-spark",
    "browser": "make test-browser",
    "slow": "make test-slow",
    "journey": "make test-journeys",
}
LEFT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT] = []


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        item.config.stash[LEFT] += [name for name in COMMANDS if item.get_closest_marker(name)][:1]


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Under xdist every worker collects everything; the one that prints collects nothing.
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash[LEFT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's node, which has no public type
    config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left_out", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left: list[str] = terminalreporter.config.stash[LEFT]
    if not left:
        return
    terminalreporter.section("left out")
    for name, count in sorted(Counter(left).items()):
        terminalreporter.line(f"{count} marked {name} did not run; run them with: {COMMANDS[name]}")
