"""`credit`: whose act it is when nobody said (rule 4)."""

from typing import Literal

from plaudit.plans.document.shape import Document
from plaudit.plans.incentive import Credit
from plaudit.plans.keys.reading import Reading


class CreditDocument(Document):
    """Who holds the account on the day named, or the person on the activity."""

    to: Literal["holder", "submitter"] | None = None
    on: Literal["opened", "milestone"] | None = None


def credit(document: CreditDocument, reading: Reading) -> Credit | None:
    if document.to == "submitter" and document.on is not None:
        reading.at("on").note(
            "keys-contradict",
            "Who submitted an activity does not depend on a day.",
            "Delete `on`, or write `to: holder`.",
        )
        return None
    if document.to is None and document.on == "milestone":
        reading.at("on").note(
            "credit-unsaid",
            "A day is named on which the holder is looked up, but not that the holder gets the credit.",
            "Add `to: holder`.",
        )
        return None
    return Credit(document.to, document.on if document.on is not None else "opened")
