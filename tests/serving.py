"""The site as a process of its own, as somebody who runs it starts it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen


def plaudit(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command, until it ends."""
    command = [sys.executable, "-m", "plaudit", *arguments]
    return subprocess.run(command, env=surroundings(home, settings), capture_output=True, text=True, check=False)


@contextmanager
def served(home: Path, *options: str, **settings: str) -> Iterator[str]:
    """The address of a site that serves what is in a home."""
    port = free_port()
    command = [sys.executable, "-m", "plaudit", "serve", "--port", str(port), *options]
    log = (home / "serve.log").open("w")
    process = subprocess.Popen(command, env=surroundings(home, settings), stdout=log, stderr=log)
    try:
        address = f"http://localhost:{port}"
        # A machine under load takes its time to start two processes.
        assert any(answers(f"{address}/ready", process) for _ in range(600)), (home / "serve.log").read_text()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def surroundings(home: Path, settings: dict[str, str]) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not re.match(r"PLAUDIT_|DJANGO_|PROMETHEUS_", name)}
    return {**mine, "PLAUDIT_HOME": str(home), **settings}


def answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    try:
        return asked(address)[0] == 200
    except (URLError, ConnectionError):
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            return False
        raise


def asked(address: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310 -- an address of this test's own
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
