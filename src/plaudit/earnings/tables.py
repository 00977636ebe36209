"""The plan tables' columns and types: what `lay` fills and every engine receives."""

from dataclasses import dataclass

INT, BIG, TEXT = "INTEGER", "BIGINT", "VARCHAR"


@dataclass(frozen=True, slots=True)
class Table:
    """A plan table: its columns with their types, in order."""

    name: str
    columns: tuple[tuple[str, str], ...]


def _table(name: str, columns: str, big: str = "", text: str = "") -> Table:
    kinds = {**dict.fromkeys(big.split(), BIG), **dict.fromkeys(text.split(), TEXT)}
    return Table(name, tuple((column, kinds.get(column, INT)) for column in columns.split()))


TABLES = {
    table.name: table
    for table in (
        _table(
            "slot",
            "slot incentive starts last_day through reported final by_act per_activity gated per_account per_contact",
            big="per_activity",
        ),
        _table(
            "counted",
            "slot part edition step ord mode starts ends unit part_from part_to claw_step late fx_on priced among "
            "like_slot like_part",
            big="unit part_from part_to",
            text="among",
        ),
        _table("enrolled", "slot edition person starts ends opened_before curve"),
        _table("standing", "slot person on_day curve"),
        _table("segment", "curve lo hi base slope den every", big="lo hi base slope den every"),
        _table("claw", "slot edition within prorated act_only"),
        _table("per_person", "slot pool cap", big="cap"),
        _table("budget", "slot pool cap", big="cap"),
        _table("budget_amount", "pool nth starts ends cap", big="cap"),
        _table("prorated", "slot pool cap", big="cap"),
        _table("plan_budget", "slot pool cap", big="cap"),
        _table("plan_budget_amount", "pool nth starts ends cap", big="cap"),
        _table("gate", "slot person reads at_least opened", big="at_least"),
        _table("gauged", "slot part person value", big="value"),
        _table("championed", "slot average"),
        _table("level", "slot"),
        _table("part", "slot part curve weight", big="weight"),
        _table("based", "slot person curve"),
        _table("contest", "slot ties minimum seed previous per_accounts by_book", big="minimum", text="seed by_book"),
        _table("bracket", "slot bracket above below", big="above below"),
        _table("prize", "slot bracket place amount", big="amount"),
        _table("grouped", "slot person bracket"),
        _table("floored", "slot person amount", big="amount"),
        _table("drawn", "slot person amount recovers", big="amount"),
        _table("granted", "slot person ord amount", big="amount"),
        _table("closed", "slot"),
        _table("settled", "slot person total allotted", big="total allotted"),
        _table("settled_place", "slot person x ties bracket place turn tied", big="x"),
        _table("fx", "currency day numerator denominator", big="numerator denominator", text="currency"),
        _table("unsound", "account starts ends"),
    )
}

# What unknown units could be; only the question how far they reach reads these, in this process.
DOUBT = (
    _table("doubtful", "slot person line activity day recorded least most", big="least most"),
    _table("undecided", "slot person"),
    _table("unmeasured", "slot person"),
)
