"""A close from the command line: what is printed, what is refused, which code it ends with; the books, verified."""

import json
from pathlib import Path

import pytest

from plaudit.cli.app import main
from plaudit.ledger.models import Posting
from plaudit.statements.issued import issued, twin

pytestmark = pytest.mark.usefixtures("over")
Said = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    """The code that a command ends with."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(str(ended.value.code))


def close_it() -> None:
    run("close", "2026-Q3", "--by", "pia")
    run("close", "2026-Q3", "--by", "fay", "--let", "unverified=next time", "--approve", "--yes")


def test_a_quarter_is_listed_approved_and_closed(capsys: Said) -> None:
    assert run("close", "2026-Q3", "--by", "pia") == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "2026-Q3, drafted by pia: 3 people, 1000.00 USD to be paid"
    assert "unverified   open           Milestones of the period that wait to be verified: 1." in said.out
    assert said.err == "2026-Q3 cannot be closed yet: unverified, approve.\n"
    assert run("close", "2026-Q3", "--by", "fay", "--let", "unverified=next time", "--approve") == 0
    assert "Nothing stands in the way: add --yes to close it." in capsys.readouterr().out
    assert Posting.objects.count() == 0
    assert run("close", "2026-Q3", "--by", "fay", "--yes") == 0
    assert f"2026-Q3 is closed: posting 1, head {Posting.objects.get().head}" in capsys.readouterr().out
    assert run("close", "2026-Q3", "--by", "fay", "--yes") == 0
    assert capsys.readouterr().out == "2026-Q3 is closed: posting 1.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("2026-Q3", "--by", "ada"), "ada is neither finance nor operations: they close periods."),
        (("2026-Q3", "--by", "nobody"), "nobody is neither finance nor operations: they close periods."),
        (("soon", "--by", "fay"), "'soon' is not a period: write 2026-Q3"),
        (("2026-Q4", "--by", "fay"), "2026-Q4 ends on 2026-12-31: it can be closed from 2027-01-01 on."),
        (("2026-Q3", "--by", "fay", "--approve"), "Who prepared the draft does not approve it"),
        (("2026-Q3", "--by", "fay", "--let", "unverified"), "Say why it may stand: an auditor will ask."),
    ],
)
def test_what_is_refused_is_one_sentence(capsys: Said, arguments: tuple[str, ...], says: str) -> None:
    assert run("close", *arguments) == 1
    assert capsys.readouterr().err.startswith(says)


def test_the_books_are_verified_with_a_head_that_was_kept_and_replayed(capsys: Said) -> None:
    close_it()
    head = Posting.objects.get().head
    capsys.readouterr()
    assert run("ledger", "verify", "--head", head, "--replay") == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 postings, 16 entries, 4 papers",
        f"head {head}",
        "2026-Q3: 3 statements calculated again",
    ]
    assert run("ledger", "verify", "--head", "f" * 64) == 1
    assert capsys.readouterr().err.startswith(f"No posting has the head {'f' * 64}")


def test_the_books_are_exported(capsys: Said) -> None:
    close_it()
    capsys.readouterr()
    assert run("ledger", "export", "--format", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + 2 * 6
    assert run("ledger", "export", "--format", "beancount") == 0
    assert "  Expenses:Incentives:Sales  100.00 USD" in capsys.readouterr().out


def test_a_statement_is_verified_away_from_the_books_and_in_them(capsys: Said, tmp_path: Path) -> None:
    close_it()
    found = issued("ada", "2026-Q3")
    assert found is not None
    file = tmp_path / "statement.json"
    file.write_text(twin(found), encoding="utf-8")
    capsys.readouterr()
    assert run("statement", "verify", str(file), "--head", found.posting.head, "--ledger") == 0
    assert capsys.readouterr().out.startswith("2026-Q3 ada: every line and every sum follows.")
    told = json.loads(twin(found))
    told["statement"]["sections"][0]["pays"] = "1000000.00"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert run("statement", "verify", str(file)) == 1
    assert "csm, marketing: paid 1000000.00, by its parts 100." in capsys.readouterr().err
    file.write_text("not JSON", encoding="utf-8")
    assert run("statement", "verify", str(file)) == 2
