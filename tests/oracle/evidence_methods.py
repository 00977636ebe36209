"""From the inputs of a published case to the function that computes it."""

import csv
import gzip
import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from plaudit.evidence.methods import (
    bunching,
    compound,
    credit,
    pooling,
    power,
    proportions,
    sequential,
    survival,
    synthetic,
    tournaments,
)
from plaudit.values.curve_of import Tier, graduated, volume
from tests.oracle.maven import in_last_days

HERE = Path(__file__).parent
Case = dict[str, Any]
# The published cases say "same severity" of Klugman's example 9.5, which is this one.
SEVERITY = (0, 0.15, 0.2, 0.25, 0.125, 0.075, 0.05, 0.05, 0.05, 0.025, 0.025)


def rats(*, with_current: bool) -> tuple[list[int], list[int]]:
    cases = json.loads((HERE / "published" / "evidence_cases.json").read_text("utf-8"))
    written = next(each for each in cases if each["id"] == "bda3_rat_moment_prior")["inputs"]["y_over_n"].split()
    pairs = [tuple(map(int, pair.split("/"))) for pair in written] + ([(4, 14)] if with_current else [])
    return [y for y, _ in pairs], [n for _, n in pairs]


def moment_prior(_: Case) -> object:
    y, n = rats(with_current=False)
    rates = np.array(y) / np.array(n)
    return [rates.mean(), rates.std(ddof=1), *pooling.moment_matched(rates)]


def hierarchical(_: Case) -> object:
    y, n = rats(with_current=True)
    found = pooling.grid(y, n, size=300)
    return [*found.mode, *found.means]


def single_interval(case: Case) -> object:
    x, n = case["inputs"]["x"], case["inputs"]["n"]
    return [proportions.wilson(x, n), proportions.clopper_pearson(x, n)]


def differences(case: Case) -> object:
    contrasts = [((a, m), (b, n)) for a, m, b, n in case["inputs"]["contrasts"]]
    return [
        [proportions.newcombe(first, second) for first, second in contrasts],
        [proportions.wald(first, second) for first, second in contrasts[:4]],
    ]


def james_stein(case: Case) -> object:
    hits = np.array(case["inputs"]["hits_out_of_45"]) / 45
    grand = float(hits.mean())
    shrunk, factor = pooling.james_stein(hits, grand * (1 - grand) / 45)
    return [grand, factor, shrunk[0], shrunk[-1]]


def binomial(case: Case) -> object:
    given = case["inputs"]
    return [
        proportions.binomial_test(given["x"], given["n"], given["p0"]),
        proportions.clopper_pearson(given["x"], given["n"]),
    ]


def poisson(case: Case) -> object:
    given = case["inputs"]
    rate = given["count"] / given["exposure"]
    return [rate, proportions.poisson_interval(given["count"], given["exposure"])]


def kaplan_meier(case: Case) -> object:
    curve = survival.kaplan_meier(case["inputs"]["time"], case["inputs"]["event"])
    return [curve[float(time)] for time in case["expected"]["S"]]


def proportions_power(case: Case) -> object:
    given = case["inputs"]
    return power.two_proportions(given["n_per_group"], given["p1"], given["p2"], given["alpha"])


def proportions_n(case: Case) -> object:
    given = case["inputs"]
    return power.needed(lambda n: power.two_proportions(n, given["p1"], given["p2"], given["alpha"]), given["power"])


def t_test(case: Case) -> object:
    first, second = case["inputs"]["cases"]
    return [
        power.two_means(first["n"], first["delta"], first["sd"]),
        power.needed(lambda n: power.two_means(n, second["delta"], second["sd"]), second["power"]),
    ]


def arcsine_two(case: Case) -> object:
    equal, unequal, solve = case["inputs"]["cases"]
    return [
        power.arcsine(equal["h"], power.both_groups(equal["n"], equal["n"]), sides=1),
        power.arcsine(unequal["h"], power.both_groups(unequal["n1"], unequal["n2"]), sides=1),
        power.needed(
            lambda n: power.arcsine(solve["h"], power.both_groups(solve["n1"], n), solve["alpha"]), solve["power"]
        ),
    ]


def arcsine_one(case: Case) -> object:
    direct, solve = case["inputs"]["cases"]
    return [
        power.arcsine(direct["h"], direct["n"]),
        power.needed(lambda n: power.arcsine(solve["h"], n), solve["power"]),
    ]


def obrien_fleming(case: Case) -> object:
    # The constant is the last bound; earlier ones are it over the root of their share of the information.
    return [[sequential.obrien_fleming(looks)[-1] for looks in case["inputs"]["K"]], sequential.obrien_fleming(5)]


def prop99() -> tuple[np.ndarray, int]:
    with (HERE / "published" / "prop99.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    states = [*sorted({row["State"] for row in rows} - {"California"}), "California"]
    years = sorted({int(row["Year"]) for row in rows})
    packs = np.zeros((len(states), len(years)))
    for row in rows:
        packs[states.index(row["State"]), years.index(int(row["Year"]))] = float(row["PacksPerCapita"])
    return packs, years.index(1989)


def three_estimators(_: Case) -> object:
    packs, before = prop99()
    found = synthetic.estimates(packs, 1, before)
    return [found.both, found.synthetic, found.difference]


def kink(case: Case) -> object:
    given = case["inputs"]
    if "file" in given:
        with gzip.open(HERE / "published" / "bunching.csv.gz", "rt", encoding="utf-8") as file:
            values = [float(row[given["column"]]) for row in csv.DictReader(file) if row[given["column"]]]
        # The package's `bins_l` counts the edge of the middle bin: 20 leaves 19 bins on a side.
        sides = given["bins_l"] - 1, given["bins_r"] - 1
        counts = bunching.binned(values, given["zstar"], given["binwidth"], sides)
        found, width = bunching.bunching(counts, sides[0], given["poly"], whole=False), given["binwidth"]
    else:
        counts = corrected()["bin_counts"]
        found = bunching.bunching(counts, 19, given["poly"], whole=given["correct_integration"])
        width = 50
    return [found.excess, found.relative, found.elasticity(width, 10_000, 0.2)]


def corrected() -> dict[str, Any]:
    cases = json.loads((HERE / "published" / "evidence_cases.json").read_text("utf-8"))
    return dict(next(each for each in cases if each["id"] == "bunching_kink_corrected")["inputs"])


def quarter_end(case: Case) -> object:
    events, n, share = in_last_days(case["inputs"]["window_days"])
    return [events, n, share, proportions.binomial_test(events, n, share)]


def uniform(case: Case) -> object:
    given = case["inputs"]
    effort = tournaments.uniform_noise(
        given["prize_high"], given["prize_low"], given["cost_divisor"], given["noise_half_width"]
    )
    return [effort] * len(given.get("n", [2]))


def discoveries(case: Case) -> object:
    p, rate = case["inputs"]["p"], case["inputs"]["q"]
    return [sum(proportions.false_discoveries(p, rate)), sum(each <= rate / len(p) for each in p)]


def panjer(case: Case) -> object:
    given = case["inputs"]
    chances = compound.panjer_negative_binomial(given["size"], given["prob"], SEVERITY, 1000)
    levels = [float(level) for level in case["expected"]["quantiles"]]
    return [chances @ np.arange(len(chances)), [compound.quantile(chances, level) for level in levels]]


def airport(case: Case) -> object:
    costs = np.array(case["inputs"]["costs"], dtype=float)
    return credit.shapley(len(costs), lambda coalitions: (coalitions * costs).max(axis=1))


def normal_risk(case: Case) -> object:
    pairs = [compound.normal_risk(level) for level in case["inputs"]["levels"]]
    return [[value for value, _ in pairs], [mean for _, mean in pairs]]


def tier(case: Case) -> object:
    given = case["inputs"]["tier"]
    steps = (
        Tier(Fraction(given["threshold"]), inclusive=True, rate=Fraction(given["below"])),
        Tier(None, inclusive=True, rate=Fraction(given["above"])),
    )
    return [[curve(steps).pays(n * 10**6) for n in case["inputs"]["referral_demos"]] for curve in (graduated, volume)]


METHODS: Mapping[str, Callable[[Case], object]] = {
    "moment_matched_beta_prior": moment_prior,
    "beta_binomial_posterior": lambda case: pooling.updated(
        case["inputs"]["successes"], case["inputs"]["trials"], tuple(case["inputs"]["prior"])
    ),
    "hierarchical_beta_binomial_grid": hierarchical,
    "beta_binomial_mle": lambda _: pooling.beta_binomial_mle(*rats(with_current=True)),
    "binomial_interval_95": single_interval,
    "difference_of_proportions_95": differences,
    "james_stein_shrinkage": james_stein,
    "exact_binomial_test": binomial,
    "exact_poisson_interval": poisson,
    "kaplan_meier": kaplan_meier,
    "power_two_proportions": proportions_power,
    "sample_size_two_proportions": proportions_n,
    "power_t_two_sample": t_test,
    "power_arcsine_two_proportions": arcsine_two,
    "power_arcsine_one_proportion": arcsine_one,
    "arcsine_effect_size": lambda case: proportions.arcsine_effect(case["inputs"]["p1"], case["inputs"]["p2"]),
    "cluster_design_effect": lambda case: power.design_effect(case["inputs"]["m"], case["inputs"]["icc"]),
    "group_sequential_pocock": lambda case: [sequential.pocock(looks) for looks in case["inputs"]["K"]],
    "group_sequential_obf": obrien_fleming,
    "synthdid_sc_did": three_estimators,
    "synthetic_control_placebo_p": lambda case: synthetic.placebo_floor(case["inputs"]["donors"]),
    "bunching_kink": kink,
    "quarter_end_bunching_exact_binomial": quarter_end,
    "lazear_rosen_uniform": uniform,
    "rank_order_uniform_noise": uniform,
    "tullock_symmetric": lambda case: [tournaments.tullock(n, prize) for n, prize in case["inputs"]["cases"]],
    "lazear_rosen_normal": lambda case: tournaments.normal_noise(
        case["inputs"]["prize_spread"], case["inputs"]["sigma"]
    ),
    "rank_prize_schedule": lambda case: tournaments.schedule(case["inputs"]["n"], case["inputs"]["utility"]),
    "stage_product": lambda case: case["inputs"]["lead_to_opp"] * case["inputs"]["opp_to_deal"],
    "clv_margin_multiple": lambda case: [
        survival.margin_multiple(retention, discount) for retention, discount in case["inputs"]["retention_discount"]
    ],
    "sbg_mle": lambda case: survival.sbg(case["inputs"]["survivors"]),
    "fdr_bh": discoveries,
    "panjer_recursion": panjer,
    "normal_var_es": normal_risk,
    "gittins_index": lambda case: [sequential.gittins(a, b, rate) for a, b, rate in case["inputs"]["cases"]],
    "funnel_limits": lambda case: proportions.funnel_limits(
        case["inputs"]["n"], case["inputs"]["p"], case["inputs"]["levels"]
    ),
    "poisson_tail": lambda case: proportions.poisson_tail(case["inputs"]["k_more_than"], case["inputs"]["mean"]),
    "shapley_value": airport,
    "tiered_payout": tier,
}
