"""The tables of what happened: acts and milestones, and the outside facts a calculation needs."""

from plaudit.values.table import Column, Table, beside, day, key, must

ACTIVITIES = Table(
    "activities",
    (
        key("key"),
        must("kind", "word"),
        day("opened_on"),
        Column("account", "key", refers="accounts"),
        Column("contact", "key", refers="contacts"),
        Column("person", "key", refers="people"),
        Column("amount", "amount"),
        Column("currency", "currency"),
        Column("channel"),
        Column("platform"),
        Column("deal"),
        Column("lead"),
        beside("title"),
        beside("url"),
    ),
    ("key",),
    required=True,
    attributes=True,
)

MILESTONES = Table(
    "milestones",
    (key("activity", "activities"), must("milestone", "word"), day("on"), Column("verified", "flag")),
    ("activity", "milestone"),
    required=True,
)

CREDITS = Table(
    "credits",
    (key("activity", "activities"), key("person", "people"), must("share", "share")),
    ("activity", "person"),
)

TARGETS = Table(
    "targets",
    (
        must("incentive", "key"),
        key("person", "people"),
        must("period", "period"),
        must("target", "decimal"),
        Column("pay", "decimal"),
    ),
    ("incentive", "person", "period"),
)

METRICS = Table(
    "metrics",
    (key("person", "people"), must("metric", "key"), must("period", "period"), must("value", "amount")),
    ("person", "metric", "period"),
)

GRANTS = Table(
    "grants",
    (
        key("key"),
        key("person", "people"),
        must("incentive", "key"),
        day("on"),
        must("amount", "amount"),
        must("reason", "text"),
        must("given_by", "text"),
        must("approved_by", "text"),
    ),
    ("key",),
    differ=(("given_by", "approved_by"),),
)

CLOSES = Table("closes", (must("period", "period"), must("closed_at", "moment")), ("period",))

RATES = Table(
    "rates",
    (day("on"), must("base", "currency"), must("quote", "currency"), must("rate", "rate")),
    ("on", "base", "quote"),
    differ=(("base", "quote"),),
)

TABLES = (ACTIVITIES, MILESTONES, CREDITS, TARGETS, METRICS, GRANTS, CLOSES, RATES)
