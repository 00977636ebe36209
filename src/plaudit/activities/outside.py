"""The tables that studies read and no calculation does: what else happened around the customers, and at what cost."""

from plaudit.values.table import FROM_TO, Column, Order, Table, day, key, must

CHANNELS = Table(
    "channels",
    (
        must("channel", "text"),
        must("period", "period"),
        must("spend", "amount"),
        must("currency", "currency"),
        Column("kind", "text"),
        Column("leads", "amount"),
        Column("demos", "amount"),
        Column("wins", "amount"),
        Column("revenue", "amount"),
    ),
    ("channel", "period", "kind"),
)

DEALS = Table(
    "deals",
    (
        key("key"),
        # A lead without its day is counted and left out; a study refuses when there are many.
        Column("created_on", "day", required=True),
        Column("account", "key", refers="accounts"),
        Column("channel"),
        Column("demo_on", "day"),
        Column("won_on", "day"),
        Column("lost_on", "day"),
        Column("amount", "amount"),
        Column("currency", "currency"),
        Column("units", "amount"),
        Column("activity", "key", refers="activities"),
        Column("person", "key", refers="people"),
        Column("source_recorded_at", "instant"),
    ),
    ("key",),
    orders=tuple(Order("created_on", then, strictly=False) for then in ("demo_on", "won_on", "lost_on")),
)

ACCOUNT_METRICS = Table(
    "account_metrics",
    (
        key("account", "accounts"),
        must("metric", "text"),
        must("period", "period"),
        must("value", "amount"),
        Column("weight", "amount"),
    ),
    ("account", "metric", "period"),
)

PROGRAMS = Table(
    "programs",
    (
        must("program", "text"),
        Column("person", "key", refers="people"),
        Column("team"),
        Column("account", "key", refers="accounts"),
        day("from"),
        Column("to", "day", required=True),
        Column("amount", "amount"),
        Column("arm"),
    ),
    ("program", "person", "team", "account", "from"),
    orders=(FROM_TO,),
)

EXPOSURES = Table(
    "exposures",
    (
        key("deal", "deals"),
        key("activity", "activities"),
        day("on"),
        Column("stage"),
        # Of the decision, what the buyer gave it when asked.
        Column("share", "amount"),
    ),
    ("deal", "activity", "on"),
)

ASKS = Table(
    "asks",
    (
        key("key"),
        key("account", "accounts"),
        Column("contact", "key", refers="contacts"),
        must("kind", "word"),
        day("on"),
        must("by", "text"),
        Column("outcome"),
        Column("eligible", "flag"),
    ),
    ("key",),
)

GOALS = Table(
    "goals",
    (
        key("account", "accounts"),
        must("title", "text"),
        Column("due", "day", required=True),
        Column("reached_on", "day"),
    ),
    ("account", "title"),
)

TABLES = (CHANNELS, DEALS, ACCOUNT_METRICS, PROGRAMS, EXPOSURES, ASKS, GOALS)
