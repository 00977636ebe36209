"""No test reaches the network; those marked `postgres`, `spark`, `served` or `browser` may reach this machine."""

import ipaddress
import socket
from collections.abc import Callable, Generator

import pytest

HERE = ("postgres", "spark", "served", "browser")


class NetworkRefused(Exception):
    """A test tried to leave; mark it or give it a file."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    marked = any(item.get_closest_marker(name) for name in HERE)
    connect = socket.socket.connect
    setattr(socket.socket, "connect", _guarded(connect, loopback=marked))  # noqa: B010 -- mypy refuses to assign a method
    try:
        return (yield)
    finally:
        setattr(socket.socket, "connect", connect)  # noqa: B010 -- as above


def _guarded(connect: Callable[..., None], *, loopback: bool) -> Callable[..., None]:
    def guarded(self: socket.socket, address: object) -> None:
        if not (loopback and is_here(address)):
            raise NetworkRefused(
                f"A test reached for {address}; mark it postgres, spark, served or browser if it must."
            )
        connect(self, address)

    return guarded


def is_here(address: object) -> bool:
    """A Unix socket's path, or a loopback address; a name other than localhost would ask a resolver."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
