"""Plans over all eight instruments with most keys, as text."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.oracle.slow.exact import number
from tests.oracle.slow.windows import NAMES, Calendar, Window
from tests.properties.drawn_days import (
    AMOUNT_BOUNDS,
    BOUNDS,
    CAPS,
    EACH,
    FLATS,
    RATES,
    Draw,
    seldom,
)

Terms = dict[str, Any]
ACTED = ["bounty", "quota", "commission", "contest"]
KINDS = [*ACTED, "champions", *ACTED, "okr", "index", "recognition", *ACTED]
# The milestone that pays, an earlier one for parts, and the end that takes back.
REACHED = {
    "referral": ("demo", "accepted", "lost"),
    "review": ("published", "agreed", "withdrawn"),
    "case_study": ("published", "agreed", "withdrawn"),
    "csql": ("won", "accepted", "churned"),
}
METRICS = ["nps", "adoption"]


@dataclass(frozen=True)
class Setting:
    """What all of a plan's incentives share."""

    calendar: Calendar
    period: Window
    currency: str
    people: tuple[str, ...]
    # The kinds of activity that happen here.
    kinds: tuple[str, ...]


def text(value: Any) -> str:
    """Plain YAML on one line: every scalar is written as it is."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(text(each) for each in value) + "]"
    return str(value)


def plan_text(head: Terms, incentives: list[Terms]) -> str:
    lines = [f"{key}: {text(value)}" for key, value in head.items()]
    return "\n".join([*lines, "incentives:", *(f"  - {text(incentive)}" for incentive in incentives), ""])


@st.composite
def heads(draw: Draw, setting: Setting) -> Terms:
    calendar = setting.calendar
    head: Terms = {
        "plan": "drawn",
        "currency": setting.currency,
        "calendar": {
            "time_zone": calendar.zone,
            "fiscal_year_starts": NAMES[calendar.first_month - 1],
            "fiscal_year_named_by": calendar.named_by,
        },
        "covers": draw(st.sampled_from([{"role": "csm"}, {"role": ["csm", "manager"]}, {"team": "east"}])),
        "effective": {"from": draw(st.sampled_from(["2025-01-01", "2026-01-01", "2026-07-15"])), "to": "2027-07-01"},
    }
    optional = {
        "leavers": st.sampled_from(["paid", "prorated", "stop"]),
        "late": st.sampled_from([{"within_days": 30}, {"within_days": 1}]),
        "rates": st.just("window_end"),
        "budget": st.sampled_from(["500.00", "120.00", "1000.00"]),
    }
    for key, strategy in optional.items():
        written = seldom(draw, strategy, one_in=6 if key == "budget" else 4)
        if written is not None:
            head[key] = money(written, setting.currency) if key == "budget" else written
    return head


def money(amount: str, currency: str) -> str:
    """Whole minor units of a currency with fewer digits."""
    return amount.replace(".", "").lstrip("0") if currency == "JPY" else amount


@st.composite
def incentives(draw: Draw, setting: Setting, window: Any) -> list[Terms]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
    found: list[Terms] = []
    for place, kind in enumerate(kinds):
        same = draw(st.booleans())
        own = window if same else draw(window_texts(setting))
        terms: Terms = {"key": f"i{place}-{kind}", "kind": kind, "window": own}
        terms |= draw(instrument(kind, setting))
        if isinstance(own, dict) and terms.get("measure") == "improvement":
            # Fixed dates have no window before them.
            del terms["measure"]
        terms |= draw(shared(kind, terms, setting))
        gate = seldom(draw, gates([each for each in found if each["window"] == own and "requires" not in each]), 5)
        if gate:
            terms["requires"] = gate
        found.append(terms)
    counted = [each for each in found if each["kind"] in {"bounty", "recognition"} and "counts" in each]
    if counted and draw(st.integers(0, 2)) == 2:
        found.append(draw(rivals(draw(st.sampled_from(counted)), setting)))
    return found


COUNTING = (
    *("window", "effective", "covers", "leavers", "counts", "earns", "where", "credit", "late", "clawback"),
    *("measure", "points"),
)


@st.composite
def rivals(draw: Draw, terms: Terms, setting: Setting) -> Terms:
    """A contest over what another incentive counts: the very same acts, or all but the same."""
    same = {key: terms[key] for key in COUNTING if key in terms}
    other = draw(st.sampled_from([None, None, None, "where", "covers", "leavers", "late", "clawback"]))
    same.pop(other, None)
    prizes = [money(prize, setting.currency) for prize in ("15.01", "8.00")]
    return {"key": "rivals", "kind": "contest", **same, "prizes": prizes, "ties": "share"}


@st.composite
def window_texts(draw: Draw, setting: Setting) -> Any:
    fixed = {"from": setting.period.start.isoformat(), "to": setting.period.end.isoformat()}
    odd = {"from": "2026-07-20", "to": "2026-09-10"}
    return draw(st.sampled_from(["quarter", "quarter", "month", "year", "half", fixed, odd]))


@st.composite
def instrument(draw: Draw, kind: str, setting: Setting) -> Terms:
    """The keys that the kind alone has."""
    whole = {"okr": okrs, "index": indexes, "contest": contests}
    if kind in whole:
        return draw(whole[kind](setting))
    if kind == "commission":
        return {"counts": {"activity": "csql", "milestone": "won"}, "pays": draw(pays_for_amounts(setting.currency))}
    if kind == "champions":
        level = {"level": "average"} if draw(st.booleans()) else {}
        where = {"where": {"segment": "enterprise"}} if draw(st.integers(0, 3)) == 3 else {}
        return {**level, **where, "pays": draw(pays_for_units(setting.currency))}
    if kind == "recognition":
        awards = [
            {"at": 1, "badge": "First"},
            {"at": "2.5", "gift": "Dinner", "value": money("150.00", setting.currency)},
        ]
        return {**draw(counts(setting)), "awards": awards}
    return draw(measured(kind, setting))


@st.composite
def measured(draw: Draw, kind: str, setting: Setting) -> Terms:
    """A bounty or a quota."""
    currency = setting.currency
    if kind == "quota" and draw(st.integers(0, 3)) == 0:
        terms: Terms = {"measure": {"metric": draw(st.sampled_from(METRICS))}}
    else:
        terms = draw(counts(setting))
        kinds = terms["counts"]["activity"]
        if draw(st.integers(0, 3)) == 0:
            terms |= {"measure": "points", "points": {each: draw(st.sampled_from(["1", "2.5", "3"])) for each in kinds}}
        elif kind == "bounty" and draw(st.integers(0, 3)) == 0:
            prices = {each: money(draw(st.sampled_from(["25.00", "33.33", "0.01"])), currency) for each in kinds}
            return {**terms, "pays": {"each": prices}}
    if kind == "quota":
        if draw(st.integers(0, 3)):
            terms["target"] = draw(st.sampled_from(["2", "3", "1/3", "4.5"]))
        attained = st.one_of(attained_pays(currency), attained_pays(currency), pays_for_units(currency))
        return {**terms, "pays": draw(attained)}
    return {**terms, "pays": draw(pays_for_units(currency))}


@st.composite
def counts(draw: Draw, setting: Setting) -> Terms:
    kinds = draw(st.lists(st.sampled_from(setting.kinds), min_size=1, max_size=3, unique=True))
    if draw(st.integers(0, 3)) == 0:
        first, second = draw(st.sampled_from([("30%", "70%"), ("1/3", "2/3"), ("0.5", "0.5")]))
        early = {kind: REACHED[kind][1] for kind in kinds}
        late = {kind: REACHED[kind][0] for kind in kinds}
        parts = [{"milestone": early, "part": first}, {"milestone": late, "part": second}]
        return {"counts": {"activity": kinds}, "earns": parts}
    return {"counts": {"activity": kinds, "milestone": {kind: REACHED[kind][0] for kind in kinds}}}


@st.composite
def pays_for_units(draw: Draw, currency: str) -> Any:
    each = st.sampled_from(EACH)
    form = draw(st.sampled_from(["each", "graduated", "volume", "steps", "package", "none"]))
    if form == "each":
        return {"each": draw(each)}
    if form in {"graduated", "volume"}:
        return {"tiers": form, "rates": draw(tiers("each", each, sorted_bounds(BOUNDS), currency))}
    if form == "steps":
        levels = draw(sorted_bounds(BOUNDS))
        return {"steps": [{"at": at, "pay": money(draw(st.sampled_from(CAPS)), currency)} for at in levels]}
    if form == "package":
        size, started = draw(st.sampled_from(["2", "1.5"])), draw(st.sampled_from(["pays", "free"]))
        return {"package": size, "each": draw(each), "started": started}
    return "none"


@st.composite
def pays_for_amounts(draw: Draw, currency: str) -> Any:
    rate = st.sampled_from(RATES)
    if draw(st.booleans()):
        return {"rate": draw(rate)}
    form = draw(st.sampled_from(["graduated", "volume"]))
    return {"tiers": form, "rates": draw(tiers("rate", rate, sorted_bounds(AMOUNT_BOUNDS), currency))}


@st.composite
def sorted_bounds(draw: Draw, bounds: list[str]) -> list[str]:
    return sorted(draw(st.lists(st.sampled_from(bounds), min_size=1, max_size=3, unique=True)), key=number)


@st.composite
def tiers(
    draw: Draw, name: str, rates: st.SearchStrategy[str], bounds: st.SearchStrategy[list[str]], currency: str
) -> list[Terms]:
    found = []
    for bound in [*draw(bounds), None]:
        tier: Terms = {}
        if bound is not None:
            tier[draw(st.sampled_from(["upto", "upto", "below"]))] = bound
        form = draw(st.integers(0, 4))
        if form:
            tier[name] = draw(rates)
        if form in {0, 4}:
            tier["flat"] = money(draw(st.sampled_from(FLATS)), currency)
        found.append(tier)
    return found


CURVES = [
    [["0", "0"], ["0.5", "0.25"], ["1", "1"], ["1.5", "2"]],
    [["0.8", "0"], ["1", "1"], ["1.2", "1.5"]],
    [["0", "0.25"], ["1", "1"]],
    [["1/3", "1/3"], ["2/3", "0.5"], ["1", "1"]],
    [["0.5", "1"], ["1", "0.8"]],
]


@st.composite
def attained_pays(draw: Draw, currency: str) -> Terms:
    between = draw(st.sampled_from(["line", "line", "step"]))
    pays: Terms = {
        "at_target": money(draw(st.sampled_from(["1000.00", "100.00", "33.33"])), currency),
        "curve": draw(st.sampled_from(CURVES)),
        "between": between,
    }
    beyond = seldom(draw, st.sampled_from(["flat", "extend"]))
    rises = number(pays["curve"][-1][1]) > number(pays["curve"][-2][1])
    if beyond == "flat" or (beyond and between == "line" and rises):
        pays["beyond"] = beyond
    return pays


@st.composite
def okrs(draw: Draw, setting: Setting) -> Terms:
    results: list[Terms] = []
    for place in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            kind = draw(st.sampled_from(setting.kinds))
            result: Terms = {"counts": {"activity": kind, "milestone": REACHED[kind][0]}, "target": "3"}
        else:
            start, target = draw(st.sampled_from([("0", "40"), ("30", "10"), ("0.5", "0.8"), ("-10", "20")]))
            result = {"metric": draw(st.sampled_from(METRICS)), "start": start, "target": target}
        weight = seldom(draw, st.sampled_from(["3", "0.5", "1/3"]))
        results.append({"title": f"Result {place}", **result, **({"weight": weight} if weight else {})})
    pays = seldom(
        draw, st.one_of(attained_pays(setting.currency), st.just({"steps": [{"at": "0.5", "pay": "1000"}]})), 2
    )
    return {"objective": "Better", "key_results": results, **({"pays": pays} if pays else {})}


@st.composite
def indexes(draw: Draw, setting: Setting) -> Terms:
    weights = draw(st.sampled_from([["1"], ["0.5", "0.5"], ["0.3", "0.4", "0.3"], ["1/3", "2/3"]]))
    parts = []
    for weight in weights:
        kind = draw(st.sampled_from(setting.kinds))
        part: Terms = draw(
            st.sampled_from(
                [
                    {"metric": "nps", "target": "40"},
                    {"metric": "adoption", "shape": [["0.5", "0"], ["0.8", "1"], ["1", "1.5"]]},
                    {"metric": "nps", "shape": [["-10", "1.5"], ["40", "-0.5"]], "at_most": "1.2"},
                    {"counts": {"activity": kind, "milestone": REACHED[kind][0]}, "target": "3"},
                ]
            )
        )
        parts.append({**part, "weight": weight})
    return {"metrics": parts, "pays": draw(attained_pays(setting.currency))}


@st.composite
def contests(draw: Draw, setting: Setting) -> Terms:
    currency = setting.currency
    prizes = st.lists(st.sampled_from(["1500.00", "25.00", "15.01", "8.00", "0.01"]), min_size=1, max_size=4)
    terms: Terms = {}
    form = draw(st.sampled_from(["count", "points", "count", "amount", "metric", "count", "accounts", "improvement"]))
    if form == "metric":
        terms["measure"] = {"metric": "nps"}
    elif form == "amount":
        terms |= {"counts": {"activity": "csql", "milestone": "won"}, "measure": "amount"}
    else:
        terms |= draw(counts(setting))
        if form == "points":
            terms |= {"measure": "points", "points": dict.fromkeys(terms["counts"]["activity"], "1.5")}
        elif form != "count":
            terms["measure"] = {"per": "accounts"} if form == "accounts" else "improvement"
    terms["prizes"] = [money(prize, currency) for prize in draw(prizes)]
    terms["ties"] = draw(st.sampled_from(["share", "all", "earliest"]))
    minimum = seldom(draw, st.sampled_from(["1", "2", "0.5"]))
    if minimum:
        terms["minimum"] = minimum
    brackets: str | None = seldom(draw, st.sampled_from(["accounts", "arr", "team", "segment", "lists"]))
    if brackets == "lists":
        terms["brackets"] = {"by": "accounts", "bounds": ["1"]}
        terms["prizes"] = [terms["prizes"], [money(prize, currency) for prize in draw(prizes)]]
    elif brackets:
        bounds = {"accounts": ["1", "1.5"], "arr": ["1000"]}.get(brackets)
        terms["brackets"] = {"by": brackets, **({"bounds": bounds} if bounds else {})}
    if seldom(draw, st.just(1), 5):
        terms["draw_lots"] = {"seed": draw(st.sampled_from(["spring", "autumn"]))}
    return terms


def of_acts(terms: Terms) -> bool:
    parts = [*terms.get("key_results", []), *terms.get("metrics", [])]
    return "counts" in terms or any("counts" in part for part in parts)


@st.composite
def shared(draw: Draw, kind: str, terms: Terms, setting: Setting) -> Terms:
    """The keys that every kind may have."""
    found: Terms = {}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "covers": st.sampled_from([{"people": list(setting.people[:2])}, {"role": "csm", "team": "east"}]),
        "effective": st.sampled_from([{"from": "2026-07-01"}, {"to": "2026-10-01"}, {"from": "2026-08-10"}]),
        "limits": limits(kind, terms, setting),
        "prorate": st.just("days"),
        "leavers": st.sampled_from(["stop", "paid", "prorated"]),
    }
    if of_acts(terms):
        optional |= {
            "credit": st.sampled_from(
                [
                    {"to": "holder"},
                    {"to": "holder", "on": "milestone"},
                    {"to": "submitter"},
                    {"to": "holder", "on": "opened"},
                ]
            ),
            "where": st.sampled_from(
                [
                    {"segment": ["enterprise"]},
                    {"amount_at_least": "100"},
                    {"platform": ["g2", "capterra"], "size_at_most": 50},
                ]
            ),
            "late": st.sampled_from([{"within_days": 1}, {"within_days": 14}]),
        }
        if kind in {"bounty", "quota", "commission", "contest", "recognition"}:
            optional["clawback"] = clawbacks(terms)
    floor = st.sampled_from(
        [{"guarantee": "100.00"}, {"draw": "100.00"}, {"draw": {"amount": "33.33", "leftover": "recover"}}]
    )
    for key, strategy in optional.items():
        often = {"limits": 2, "clawback": 2, "effective": 6, "where": 5, "covers": 6}
        written = seldom(draw, strategy, often.get(key, 3))
        if written:
            found[key] = written
    floors = seldom(draw, floor, 5)
    if floors and kind != "recognition":
        found |= _floor(floors, setting.currency)
    return found


def _floor(floor: Terms, currency: str) -> Terms:
    ((key, written),) = floor.items()
    if isinstance(written, dict):
        return {key: {**written, "amount": money(written["amount"], currency)}}
    return {key: money(written, currency)}


def budgets(currency: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["150.00", "333.33", "100.00", "0.05"]).map(lambda amount: money(amount, currency))


@st.composite
def limits(draw: Draw, kind: str, terms: Terms, setting: Setting) -> Terms:
    caps = st.sampled_from(CAPS).map(lambda cap: money(cap, setting.currency))
    found: Terms = {}
    pays = terms.get("pays", "none")
    linear = isinstance(pays, dict) and (("each" in pays and "package" not in pays) or "rate" in pays)
    graduated = isinstance(pays, dict) and pays.get("tiers") == "graduated"
    if "counts" in terms and kind != "contest" and (linear or graduated) and draw(st.booleans()):
        found["per_activity"] = draw(caps)
    if draw(st.booleans()):
        found["per_person"] = draw(caps)
    form = draw(st.sampled_from(["none", "none", "first", "effective", "prorate"]))
    if form != "none":
        amount = draw(budgets(setting.currency))
        found["budget"] = {"amount": amount, "per": "effective"} if form == "effective" else amount
    if form == "prorate":
        found["budget_share"] = "prorate"
    if "counts" in terms:
        for key in ("per_account", "per_contact"):
            room = seldom(draw, st.sampled_from([1, 2]), 4)
            if room:
                found[key] = room
    return found


@st.composite
def clawbacks(draw: Draw, terms: Terms) -> Terms | None:
    kinds = terms["counts"]["activity"]
    ends = [REACHED[kind][2] for kind in (kinds if isinstance(kinds, list) else [kinds])]
    found: Terms = {"milestone": draw(st.sampled_from(ends)), "within_days": draw(st.sampled_from([30, 90, 7]))}
    found["portion"] = draw(st.sampled_from(["all", "prorated"]))
    effect = seldom(draw, st.just("act_only"))
    return {**found, "effect": effect} if effect and terms["kind"] != "contest" else found


@st.composite
def gates(draw: Draw, others: list[Terms]) -> Terms:
    metric = {"metric": draw(st.sampled_from(METRICS)), "at_least": draw(st.sampled_from(["40", "0.7", "10"]))}
    read = [other for other in others if other["kind"] != "contest"]
    if not read or draw(st.booleans()):
        return metric
    other = draw(st.sampled_from(read))
    if other["kind"] in {"okr", "index"} or "target" in other or "at_target" in str(other.get("pays")):
        return {"incentive": other["key"], "attainment": draw(st.sampled_from(["0.5", "1", "1/3"]))}
    return {"incentive": other["key"], "measure": draw(st.sampled_from(["1", "2", "0.5"]))}


@st.composite
def changed(draw: Draw, terms: Terms, change: str, setting: Setting) -> Terms:
    found = dict(terms)
    pays = terms.get("pays")
    slider = isinstance(pays, dict) and isinstance(pays.get("each"), dict)
    if change in {"pays", "restart"} and pays and not slider and terms["kind"] not in {"okr", "index"}:
        amounts = terms["kind"] == "commission"
        found["pays"] = draw(pays_for_amounts(setting.currency) if amounts else pays_for_units(setting.currency))
        if "per_activity" in terms.get("limits", {}):
            found["limits"] = {key: cap for key, cap in terms["limits"].items() if key != "per_activity"}
    if change in {"limits", "restart"}:
        cap = money(draw(st.sampled_from(CAPS)), setting.currency)
        found["limits"] = {**found.get("limits", {}), "per_person": cap}
        if isinstance(found["limits"].get("budget"), dict):
            found["limits"]["budget"] = {"amount": draw(budgets(setting.currency)), "per": "effective"}
    if change == "target" and "target" in terms:
        found["target"] = draw(st.sampled_from(["1", "2.5", "5"]))
    return {**found, "on_change": "restart"} if change == "restart" else found


@st.composite
def amended(draw: Draw, head: Terms, before: list[Terms], setting: Setting) -> tuple[Terms, list[Terms]]:
    """A second version: other pay, other caps, an incentive less or more; what counts stays unless it restarts."""
    since = draw(st.dates(date(2026, 7, 16), date(2026, 9, 15)))
    after = []
    for terms in before:
        window = terms["window"]
        over = isinstance(window, dict) and window["to"] <= since.isoformat()
        change = draw(st.sampled_from(["pays", "limits", "pays", "none", "target", "restart", "dropped"]))
        if not over and (change != "dropped" or len(before) == 1):
            after.append(draw(changed(terms, change, setting)))
    newer = {**head, "version": 2, "effective": {**head["effective"], "from": since.isoformat()}}
    if "budget" in head:
        newer["budget"] = draw(budgets(setting.currency))
    paid = {terms["key"]: terms.get("pays") for terms in before}
    alike = {each["key"] for each in after if each.get("pays") == paid[each["key"]]}
    keys = {each["key"] for each in after}
    return newer, [{k: v for k, v in each.items() if k != "requires" or readable(v, keys, alike)} for each in after]


def readable(gate: Terms, keys: set[str], alike: set[str]) -> bool:
    """A gate on an incentive that is gone, or on its attainment where it may have no target any more, cannot stay."""
    return "metric" in gate or gate["incentive"] in (alike if "attainment" in gate else keys)
