"""A line's calculation in words: what a close settled of a shared budget stands apart from what came since."""

from plaudit.web.pages.statement.steps import Step, steps

CUT = {
    "limit": "budget",
    "so_far": "180.00",
    "allotted": "10.00",
    "total": "100.00",
    "settled": {"allotted": "60.00", "total": "200.00"},
}
LINE = {"line": "grant", "activity": None, "quantity": None, "before": None, "after": None, "earned": "10.25"}


def test_what_a_close_settled_stands_before_what_it_left() -> None:
    told = steps({**LINE, "steps": {"grant": "62.50", "cuts": [CUT]}}, "USD")
    assert told[-3:] == (
        Step("Her part of the budget at the close", "$60.00 of $200.00"),
        Step("Her part of what was left", "$10.00 of $100.00"),
        Step("Earned", "$10.25"),
    )
