"""How many decimals a currency is booked in."""

from plaudit.values.currency import digits
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs

OTHERS = "a statement about another table; we book by ISO 4217 alone (rule 25)"


def minor_unit(inputs: Inputs) -> Answer:
    return Answer.of(None, **{"iso4217_minor_unit (moneyphp table)": digits(inputs["currency"])})


KINDS = (
    Kind(
        minor_unit,
        "currency_table",
        leaves=dict.fromkeys(
            (
                "joda_decimals",
                "rubymoney_subunit_to_unit",
                "cldr_digits",
                "cldr_cash_digits",
                "cldr_cash_step_minor",
                "accounting_sources_agree",
            ),
            OTHERS,
        ),
    ),
)
