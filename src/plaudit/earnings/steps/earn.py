"""What the curve pays: R(F(after)) - R(F(before)), so that lines add up to the curve at the total (rules 11 and 14)."""

from plaudit.earnings.ground import Ground
from plaudit.earnings.steps import Step

ACT, LEVEL, SCORE, PRIZE, GUARANTEE, DRAW, GRANT = 1, 2, 3, 4, 5, 6, 7
# Behind every activity of the day: levels, scores and prizes come last in any order.
LAST = 2**31 - 1
ZERO = "CAST(0 AS BIGINT)"


def earn(ground: Ground) -> list[Step]:
    steps = [("moved", " UNION ALL ".join(_moved(ground))), ("earned", _earned(ground))]
    if ground.act_only:
        steps.append(("clawed", _clawed()))
    return steps


def last_day(line: int) -> dict[str, str]:
    """The columns of a line that no act made: it stands on the window's last day."""
    return {
        "line": str(line),
        "activity": f"CAST({LAST} AS INTEGER)",
        "step": "CAST(NULL AS INTEGER)",
        "ord": "0",
        "day": "l.last_day",
        "recorded": "l.last_day",
        "share": "CAST(NULL AS BIGINT)",
        "portion": "1",
    }


def select(columns: dict[str, str], source: str) -> str:
    return f"SELECT {', '.join(f'{expression} AS {name}' for name, expression in columns.items())} FROM {source}"


def _moved(ground: Ground) -> list[str]:
    """Every move along a curve: an act from before to after, a level or a score from nothing to where it stands."""
    branches = [_act(ground)]
    if ground.has("level"):
        branches.append(
            _end(
                ground,
                LEVEL,
                "COALESCE(t.x, 0)",
                "standing AS e JOIN level AS v ON v.slot = e.slot "
                "LEFT JOIN totals AS t ON t.slot = e.slot AND t.part = 0 AND t.person = e.person",
            )
        )
    if ground.has("based"):
        branches.append(_end(ground, LEVEL, ZERO, "based AS e"))
    if ground.has("part"):
        branches.append(_end(ground, SCORE, "e.x", "scored AS e"))
    return branches


# The factors of an act's quantity, for lines that show their steps.
FACTORS = ("unit", "rate", "rate_of", "remains", "remains_of")


def factors(ground: Ground) -> tuple[str, ...]:
    return FACTORS if ground.steps else ()


def _factors(ground: Ground) -> dict[str, str]:
    """Each factor as a column, 1 where the plan has no such factor."""
    has = {"unit": "m.unit", "rate": "1", "rate_of": "1", "remains": "1", "remains_of": "1"}
    if ground.has("fx"):
        has |= {"rate": "m.rate", "rate_of": "m.rate_of"}
    if ground.has("claw"):
        has |= {"remains": "m.kept", "remains_of": "m.kept_of"}
    return {name: has[name] for name in factors(ground)}


def _act(ground: Ground) -> str:
    columns = {name: f"m.{name}" for name in ("slot", "person")} | {"line": str(ACT)}
    columns |= {name: f"m.{name}" for name in ("activity", "step", "ord", "day", "recorded", "share")}
    columns["portion"] = "m.portion" if ground.laid.part_scale > 1 else "1"
    columns |= {"quantity": "m.quantity", "before": "m.after - m.quantity", "after": "m.after", "n": "m.n"}
    columns |= {"reason": "m.reason", "curve_before": "m.curve", "curve": "m.curve"}
    if ground.act_only:
        columns |= {"kept": "m.line_kept", "kept_of": "m.line_kept_of"}
    return select(columns | _factors(ground), "measured AS m")


def _end(ground: Ground, line: int, x: str, source: str) -> str:
    columns = {"slot": "e.slot", "person": "e.person"} | last_day(line)
    columns |= {"quantity": x, "before": ZERO, "after": x, "n": "0", "reason": "0", "curve_before": "1"}
    columns["curve"] = "e.curve"
    if ground.act_only:
        columns |= {"kept": "1", "kept_of": "1"}
    columns |= dict.fromkeys(factors(ground), "CAST(NULL AS BIGINT)")
    return select(columns, f"{source} JOIN slot AS l ON l.slot = e.slot")


def _earned(ground: Ground) -> str:
    gross = f"{_pays(ground, 't', 'm.after')} - {_pays(ground, 'f', 'm.before')}"
    return (
        f"SELECT m.*, {gross} AS gross FROM moved AS m "
        "JOIN segment AS t ON t.curve = m.curve AND m.after >= t.lo AND m.after < t.hi "
        "JOIN segment AS f ON f.curve = m.curve_before AND m.before >= f.lo AND m.before < f.hi"
    )


def _pays(ground: Ground, segment: str, x: str) -> str:
    """R(F(x)) on the segment that holds x."""
    length = f"({x} - {segment}.lo)"
    if ground.packages:
        length = f"WHOLE({length}, {segment}.every)"
    length = ground.wide(length, when=ground.wide_curve)
    return f"CAST(ROUNDED({segment}.base + {length} * {segment}.slope, {segment}.den) AS BIGINT)"


def _clawed() -> str:
    """`effect: act_only` keeps the act in the measure and takes back only of its own line (rule 19)."""
    kept = "CAST(ROUNDED(WIDE(e.gross) * e.kept, e.kept_of) AS BIGINT)"
    return f"SELECT e.*, CASE WHEN e.kept = e.kept_of THEN e.gross ELSE {kept} END AS kept_gross FROM earned AS e"
