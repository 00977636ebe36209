"""The tables of people: who there is, and who was what from when to when."""

from plaudit.values.table import FROM_TO, Column, Order, Table, beside, day, key

PEOPLE = Table(
    "people",
    (
        key("key"),
        Column("name", required=True),
        # A role or a team that looks like the plan's and is not would leave somebody out in silence.
        Column("role", "key", required=True),
        beside("email"),
        Column("team", "key"),
        # Text, not a reference: a manager need not be somebody who can earn.
        Column("manager"),
        Column("pay_currency", "currency"),
        Column("starts_on", "day"),
        Column("ends_on", "day"),
    ),
    ("key",),
    required=True,
    orders=(Order("starts_on", "ends_on", strictly=False),),
)

POSITIONS = Table(
    "positions",
    (
        key("person", "people"),
        Column("role", "key", required=True),
        day("from"),
        Column("to", "day"),
        Column("team", "key"),
        Column("manager"),
        Column("pay_currency", "currency"),
    ),
    ("person", "from"),
    orders=(FROM_TO,),
)

TABLES = (PEOPLE, POSITIONS)
