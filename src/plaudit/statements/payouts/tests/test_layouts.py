"""What each payroll system gets, row by row, and what it would refuse."""

from dataclasses import replace
from datetime import date

import pytest

from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.layouts import Pay, Payroll

ADA = Pay("P7-1", "ada", "Ada Okafor", "100234", "B1", "advocacy", "sales", "2026-Q3", 50000)
LEE = Pay("P7-2", "lee", "Lee van Tanaka", "000017", "B1", "advocacy", "sales", "2026-Q3", 8050)
TWICE = Pay("P7-3", "ada", "Ada Okafor", "100234", "B1", "champions", "sales", "2026-Q3", 5)
PAYROLL = Payroll(7, "USD", date(2026, 10, 15), (ADA, LEE, TWICE), {"company": "H4R"}, "ab12")


def text(name: str, payroll: Payroll) -> list[str]:
    layout = layouts.find(name)
    return layouts.as_bytes(layouts.table(layout, payroll)).decode().split("\r\n")[:-1]


def wrong(name: str, payroll: Payroll) -> list[str]:
    return list(layouts.find(name).wrong(payroll))


def coded(payroll: Payroll, **changed: str) -> Payroll:
    return replace(payroll, lines=tuple(replace(pay, **changed) for pay in payroll.lines))  # type: ignore[arg-type]  # texts only


def test_the_layouts_are_the_folders() -> None:
    assert layouts.names() == ("adp", "generic", "gusto", "workday")
    assert [layouts.find(name).name for name in layouts.names()] == list(layouts.names())


def test_adp_gets_a_paydata_batch() -> None:
    assert text("adp", PAYROLL) == [
        "Co Code,Batch ID,File #,Earnings 3 Code,Earnings 3 Amount",
        "H4R,P7,100234,B1,500.00",
        "H4R,P7,000017,B1,80.50",
        "H4R,P7,100234,B1,0.05",
    ]
    assert layouts.find("adp").file_name(PAYROLL) == "PRH4REPI.csv"
    assert wrong("adp", PAYROLL) == []


def test_what_adp_would_refuse_is_said_before() -> None:
    assert wrong("adp", replace(PAYROLL, said={}, lines=(replace(ADA, number="E17", code="BONUS"),))) == [
        "ADP's company code has three capital letters or digits.",
        "The file number of ada has up to six digits, not 'E17'.",
        "ADP's earnings code for sales has one or two capital letters or digits.",
    ]
    assert wrong("adp", replace(PAYROLL, currency="JPY")) == ["ADP's amounts have two decimals; JPY has 0."]
    assert wrong("adp", replace(PAYROLL, lines=(replace(ADA, amount=10**9),))) == [
        "P7-1 is larger than a column of ADP holds."
    ]


def test_gusto_gets_one_row_a_person_and_no_zeros() -> None:
    mixed = replace(
        PAYROLL, lines=(replace(ADA, code="bonus"), replace(LEE, code="commission"), replace(TWICE, code="bonus"))
    )
    assert text("gusto", mixed) == [
        "last_name,first_name,gusto_employee_id,bonus,commission",
        "Okafor,Ada,100234,500.05,",
        "Tanaka,Lee van,000017,,80.50",
    ]
    assert wrong("gusto", mixed) == []


def test_what_gusto_would_refuse_is_said_before() -> None:
    assert wrong("gusto", replace(PAYROLL, currency="EUR", lines=(replace(ADA, number="17"),))) == [
        "Gusto pays US dollars, not EUR.",
        "The Gusto employee ID of ada has six letters or digits, not '17'.",
        "What sales pays is a bonus or a commission to Gusto, not 'B1'.",
    ]


def test_workday_gets_payroll_inputs() -> None:
    assert text("workday", PAYROLL)[:2] == [
        "Spreadsheet Key,Row ID,Batch ID,Start Date,End Date,Worker,Earning,Amount,Currency,Comment",
        "1,1,P7,2026-10-15,2026-10-15,100234,B1,500.00,USD,P7-1",
    ]
    assert wrong("workday", PAYROLL) == []


@pytest.mark.parametrize(
    ("currency", "amount", "written"), [("USD", 5, "0.05"), ("JPY", 50000, "50000"), ("KWD", 1, "0.001")]
)
def test_amounts_have_the_digits_of_their_currency(currency: str, amount: int, written: str) -> None:
    row = text("generic", replace(PAYROLL, currency=currency, lines=(replace(ADA, amount=amount),)))[1]
    assert row == f"P7-1,ada,Ada Okafor,100234,B1,2026-Q3,advocacy,sales,2026-10-15,{written},{currency},ab12"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@sum", "\tx"])
def test_a_name_is_no_formula(name: str) -> None:
    rows = text("generic", replace(PAYROLL, lines=(replace(ADA, name=name),)))
    assert rows[1].split(",")[2] == f"'{name}"
