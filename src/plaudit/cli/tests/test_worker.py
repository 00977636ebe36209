"""What the worker only brings up to date rests after it was done."""

from math import inf

from plaudit.cli.worker import Resting


def test_work_is_done_at_once_and_then_rests() -> None:
    done: list[str] = []
    work = Resting(lambda: done.append("once"))
    work()
    assert (done, work.until > 0) == (["once"], True)
    work.until = inf
    work()
    assert done == ["once"]
