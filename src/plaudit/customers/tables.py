"""The tables of customers: accounts, contacts, who holds which account when, which account is a champion when."""

from plaudit.values.table import FROM_TO, Column, Table, beside, day, key

ACCOUNTS = Table(
    "accounts",
    (
        key("key"),
        Column("name", required=True),
        Column("segment"),
        Column("industry"),
        Column("region"),
        Column("size"),
        Column("arr", "amount"),
        Column("currency", "currency"),
        Column("customer_since", "day"),
    ),
    ("key",),
    required=True,
    attributes=True,
)

CONTACTS = Table(
    "contacts",
    (
        key("key"),
        key("account", "accounts"),
        Column("name", required=True, kept=False),
        beside("email"),
        beside("title"),
    ),
    ("key",),
)

HOLDINGS = Table(
    "holdings",
    (key("account", "accounts"), key("person", "people"), day("from"), Column("to", "day"), Column("share", "share")),
    ("account", "person", "from"),
    orders=(FROM_TO,),
)

CHAMPIONS = Table(
    "champions",
    (key("account", "accounts"), day("from"), Column("to", "day")),
    ("account", "from"),
    orders=(FROM_TO,),
)

TABLES = (ACCOUNTS, CONTACTS, HOLDINGS, CHAMPIONS)
