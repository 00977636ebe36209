"""Which accounts an entry moves: double entry, so that every journal of the books adds up to nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A positive amount goes from one account to the other: `debit` has more of it, `credit` less."""

    debit: str
    credit: str


EXPENSE, EARNED, STATED, PAYABLE, CLEARING, CASH, OPENING = (
    "expense",
    "earned",
    "stated",
    "payable",
    "clearing",
    "cash",
    "opening",
)

# What was earned is owed in the plan's currency; a statement turns it into hers; what a statement pays is payable until
# it is sent, and gone when the bank has confirmed it.
MOVES = {
    "earned": Move(EXPENSE, EARNED),
    "adjusted": Move(EXPENSE, EARNED),
    "stated": Move(EARNED, STATED),
    "due": Move(STATED, PAYABLE),
    "sent": Move(PAYABLE, CLEARING),
    "paid": Move(CLEARING, CASH),
    "failed": Move(CLEARING, PAYABLE),
    "returned": Move(CASH, PAYABLE),
    "elsewhere": Move(PAYABLE, OPENING),
}
