"""What payroll calls things: said by those who pay, sound, and one number a person."""

import pytest

from plaudit.people.models import Deed
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.codes import Codes, codes, say
from plaudit.statements.payouts.make import make
from plaudit.statements.payouts.stands import stands
from plaudit.statements.payouts.tests.books import AT, asked, the_quarter
from plaudit.values.refused import Refused
from tests.site import who

pytestmark = pytest.mark.usefixtures("company")


def test_the_latest_word_holds_and_an_empty_one_takes_away() -> None:
    said = Codes({"ada": "1", "ben": "2"}, {"sales": "B1"}, {"company": "H4R"})
    assert say("adp", said, by=who("fay"), at=AT) == 4
    assert say("adp", said, by=who("fay"), at=AT) == 0
    assert say("adp", Codes({"ada": "", "ben": "3"}, {"sales": "B1"}, {"company": "H4R"}), by=who("fay"), at=AT) == 2
    assert codes("adp") == Codes({"ben": "3"}, {"sales": "B1"}, {"company": "H4R"})
    assert codes("gusto") == Codes()
    assert [deed.facts for deed in Deed.objects.filter(did="mapped")] == [{"changed": 2}, {"changed": 4}]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Codes({"ada": "=1+1"}), "code-unsound"),
        (Codes({"ada": "1\n2"}), "code-unsound"),
        (Codes({"ada": "7" * 101}), "code-unsound"),
        (Codes({"ada": "7", "ben": "7"}), "number-twice"),
    ],
)
def test_what_would_pay_somebody_else_is_refused(said: Codes, code: str) -> None:
    with pytest.raises(Refused, check=lambda refused: refused.code == code):
        say("adp", said, by=who("fay"), at=AT)
    assert codes("adp") == Codes()


def test_only_those_who_pay_say_it() -> None:
    with pytest.raises(Refused, match="Finance or operations"):
        say("adp", Codes({"ada": "1"}), by=who("ada"), at=AT)


def test_a_batch_without_its_codes_is_not_approved() -> None:
    the_quarter()
    batch = make(asked(layout="adp"), by=who("fay"), at=AT)
    assert stands(batch).state == "incomplete"
    assert stands(batch).wrong[:2] == (
        "ADP Workforce Now has no earning code for what sales pays.",
        "ADP Workforce Now has no number for Ada Okafor, Lee Tanaka.",
    )
    with pytest.raises(Refused, match="no earning code"):
        approve(batch, shown=stands(batch).digest, by=who("kim"), at=AT)
    say("adp", Codes({"ada": "1", "lee": "2"}, {"sales": "B1"}, {"company": "H4R"}), by=who("fay"), at=AT)
    assert stands(batch).state == "waiting"
