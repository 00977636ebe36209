from plaudit.customers.tables import ACCOUNTS, CHAMPIONS, CONTACTS, HOLDINGS, TABLES


def test_only_accounts_are_needed_and_only_they_carry_attributes() -> None:
    assert [table.name for table in TABLES if table.required] == ["accounts"]
    assert [table.name for table in TABLES if table.attributes] == ["accounts"]


def test_what_tells_rows_apart() -> None:
    assert {table.name: table.key for table in TABLES} == {
        "accounts": ("key",),
        "contacts": ("key",),
        "holdings": ("account", "person", "from"),
        "champions": ("account", "from"),
    }


def test_nothing_of_a_contact_but_keys_enters_a_calculation() -> None:
    assert [column.name for column in CONTACTS.columns if column.kept] == ["key", "account"]


def test_holdings_name_accounts_and_people() -> None:
    assert [column.refers for column in HOLDINGS.columns if column.refers] == ["accounts", "people"]


def test_an_open_end_is_an_empty_cell() -> None:
    ends = [HOLDINGS.find("to"), CHAMPIONS.find("to")]
    assert [(column.required, column.filled) for column in ends if column is not None] == [(False, False)] * 2


def test_a_size_is_a_word_and_revenue_an_amount() -> None:
    kinds = {column.name: column.kind for column in ACCOUNTS.columns}
    assert (kinds["size"], kinds["arr"]) == ("text", "amount")
