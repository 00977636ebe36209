"""What is to be booked, and its canonical text: the bytes that the chain stands on.

Tuples, because a close makes a million of them.
"""

import json
from typing import Literal, NamedTuple

_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Kind = Literal["earned", "adjusted", "stated", "due", "sent", "paid", "failed", "returned", "elsewhere"]


class Booking(NamedTuple):
    """An amount in minor units of `currency`, for one person; positive adds to what its kind moves (`accounts.py`).

    `earned` and `adjusted` name the line they stand for; the others name a program and a purse. `origin` is the
    period in which it was earned. `into` is the same amount in minor units of the currency she is paid in.
    """

    kind: Kind
    person: str
    program: str
    version: int
    funded_by: str
    origin: str
    amount: int
    currency: str
    incentive: str = ""
    window: str = ""
    line: str = ""
    activity: str = ""
    milestone: str = ""
    # Why a closed period pays another amount than was booked: codes and keys, never words about people.
    cause: str = ""
    into: int | None = None
    into_currency: str = ""
    rate: str = ""

    def text(self, number: int) -> str:
        """A list of every field in the order of its declaration, after its number."""
        return _TEXT.encode([number, *self])


class Key(NamedTuple):
    """What tells one line from another (rule 22), and the period whose it is."""

    program: str
    person: str
    incentive: str
    window: str
    line: str
    activity: str
    milestone: str
    origin: str
