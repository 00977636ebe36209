import socket

import pytest

from tests.offline import NetworkRefused, is_here


def test_a_test_reaches_nothing_not_even_this_machine() -> None:
    with socket.socket() as door, pytest.raises(NetworkRefused, match="mark it postgres, spark, served or browser"):
        door.connect(("127.0.0.1", 9))


@pytest.mark.postgres
def test_a_marked_test_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as door:
        door.connect(server.getsockname())


@pytest.mark.spark
def test_a_marked_test_reaches_no_other_machine() -> None:
    with socket.socket() as door, pytest.raises(NetworkRefused):
        door.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/tmp/.s.PGSQL.5432", True),  # noqa: S108 -- a socket's usual place, not a file that we make
        (("127.0.0.1", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        (("192.0.2.1", 80), False),
        (("localhost.example", 80), False),
    ],
)
def test_here_is_loopback_or_a_socket_file(address: object, *, here: bool) -> None:
    assert is_here(address) is here
