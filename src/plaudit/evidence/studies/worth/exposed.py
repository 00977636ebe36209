"""Whether a deal that met an asset is won more often: by a landmark, so that waiting deals prove nothing (M5, V4)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, in_words, more, verdict
from plaudit.evidence.drawn import percent
from plaudit.evidence.methods.doubly import Effect, adjusted
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.rows import there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.worth.met import met
from plaudit.evidence.winning import usual_horizon

Array = NDArray[np.float64]
LEAST, OVERLAP, TENTHS = 50, 0.1, 10
METHOD = "Landmark after the demo, doubly adjusted for channel and size of the deal."


@dataclass(frozen=True, slots=True)
class Watched:
    """Deals still open at the landmark and old enough to tell, whether they met an asset before it, and what came."""

    design: Array
    exposed: NDArray[np.bool_]
    won: Array


def exposed(question: Question, found: Leads, keys: NDArray[np.object_]) -> Iterator[Said]:
    name = "influence on deals"
    if not there(question.facts, "exposures"):
        missing = "No deal is known to have met an asset: exposures.csv is not there."
        smallest = "Exposures.csv with deal, activity and day: 50 deals with one, 50 without."
        yield Unanswered(name, Refusal("exposures-missing", missing, smallest))
        return
    window, horizon = question.whole("landmark"), question.horizon
    days = 30 if window is None else window
    after = usual_horizon(found, "demo") if horizon is None else horizon
    watched = watch(found, _first(question, keys), days, after)
    refusal = refused(watched)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    effect = adjusted(watched.design, watched.exposed, watched.won, question.random(name))
    yield compared(name, watched, effect, (days, after))


def _first(question: Question, keys: NDArray[np.object_]) -> NDArray[np.int64]:
    """The first day on which each deal met an asset of the kinds asked for."""
    told = question.facts.con.execute(f"SELECT deal, min(day) FROM ({met(question)}) GROUP BY 1").fetchall()
    first = {str(deal): int(on) for deal, on in told}
    return np.array([first.get(str(deal), OPEN) for deal in keys], dtype=np.int64)


def watch(found: Leads, first: NDArray[np.int64], window: int, horizon: int) -> Watched:
    """From the demo: who met an asset within `window` days, of those still open then and watched to the end."""
    landmark = found.demo + window
    ended = np.minimum(found.won, found.lost)
    kept = (found.demo != OPEN) & (ended >= landmark) & (landmark + horizon <= found.snapshot)
    met = (first >= found.demo) & (first < landmark)
    # One who met an asset only after the landmark has not met it yet.
    amount = np.nan_to_num(np.log1p(np.where(np.isnan(found.amount), 0.0, np.maximum(found.amount, 0.0))))[kept]
    scaled = (amount - amount.mean()) / max(float(amount.std()), 1e-9) if kept.any() else amount
    channels = [found.channel[kept] == place for place in range(1, len(found.channels))]
    design = np.stack([np.ones(int(kept.sum())), scaled, *channels], axis=1).astype(float)
    won = (found.won[kept] < landmark[kept] + horizon).astype(float)
    return Watched(design, met[kept], won)


def refused(watched: Watched) -> Refusal | None:
    sides = int(watched.exposed.sum()), int((~watched.exposed).sum())
    if min(sides) >= LEAST:
        return None
    missing = f"{sides[0]} deals met an asset before the landmark and {sides[1]} did not; each side needs {LEAST}."
    parts = [
        more(LEAST - n, "deals") + f" that {what}"
        for n, what in zip(sides, ("met one early", "did not"), strict=True)
        if n < LEAST
    ]
    return Refusal("deals-too-few", missing, " and ".join(parts) + ".")


def compared(name: str, watched: Watched, effect: Effect, days: tuple[int, int]) -> Answer:
    return _apart(name, watched, effect) if effect.heavy > OVERLAP else _answer(name, watched, effect, days)


def _apart(name: str, watched: Watched, effect: Effect) -> Answer:
    """No estimate, and the picture that shows why there is none."""
    missing = f"{percent(effect.heavy)} of the deals are of a kind of which 95 % or more are on one side."
    return Answer(
        name=name,
        says="Deals that met an asset and deals that did not are too unlike to be compared.",
        unit="share",
        point=None,
        interval80=None,
        interval95=None,
        n=len(watched.won),
        events=float(watched.won.sum()),
        method=METHOD,
        grade="C",
        refusal=Refusal("overlap-too-small", missing, "Deals of all channels and sizes on both sides."),
        figures=overlap(watched.exposed, effect.chance),
    )


def overlap(exposed: NDArray[np.bool_], chance: Array) -> dict[str, Figure]:
    """How probable it was, by channel and size, to meet an asset: only where both sides lie can they be compared."""
    sides = {"met one": chance[exposed], "did not": chance[~exposed]}
    ends = {side: [float(end) for end in np.quantile(each, [0.1, 0.5, 0.9])] for side, each in sides.items()}
    edges = np.arange(TENTHS + 1) / TENTHS
    counts = {side: np.histogram(each, edges)[0] for side, each in sides.items()}
    return {
        "chance of meeting one, for 80 % of each side": [
            {"deals": side, "low": low, "middle": middle, "high": high} for side, (low, middle, high) in ends.items()
        ],
        "deals by their chance of meeting one": [
            {
                "chance": f"{10 * place} to {10 * place + 10} %",
                **{side: int(each[place]) for side, each in counts.items()},
            }
            for place in range(TENTHS)
        ],
    }


def _answer(name: str, watched: Watched, effect: Effect, days: tuple[int, int]) -> Answer:
    better = float(stats.norm.cdf(effect.difference / effect.error)) if effect.error > 0 else 0.5
    word = in_words(better)
    head = verdict(word, "it helps", "meeting an asset helps")
    half = 1.2816 * effect.error
    low, high = effect.difference - half, effect.difference + half
    return Answer(
        name=name,
        says=f"{head}: {percent(effect.exposed)} are won with one in the first {days[0]} days after the demo, "
        f"{percent(effect.unexposed)} without (difference, 80 %: {percent(low)} to {percent(high)}).",
        unit="share",
        point=effect.difference,
        interval80=(low, high),
        interval95=(effect.difference - 1.96 * effect.error, effect.difference + 1.96 * effect.error),
        n=len(watched.won),
        events=float(watched.won.sum()),
        horizon=days[1],
        method=METHOD,
        assumptions=(
            "What makes a seller fetch a reference is in the channel and the size of the deal.",
            "Best would be a reference offered by lot (`offered_by_lot`).",
        ),
        diagnostics=(
            Diagnostic(
                "share of cases whose kind is nearly all on one side", effect.heavy, passed=effect.heavy <= OVERLAP
            ),
            Diagnostic("how strong something unseen would have to be (E-value)", effect.unseen),
        ),
        grade="C",
        figures={
            "met one, did not": [int(watched.exposed.sum()), int((~watched.exposed).sum())],
            **overlap(watched.exposed, effect.chance),
        },
    )
