"""`champions`: which customers stand out from the typical one, by what, and whose portfolios hold them (M10)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.proportions import false_discoveries
from plaudit.evidence.methods.typical import among_the_best, lasting, ranked
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.champions.measured import Measured, measured
from plaudit.evidence.studies.champions.portfolios import asked, portfolios
from plaudit.evidence.study import Study

SETTINGS = (
    Setting("segment", "the column of accounts.csv whose accounts are compared with each other", "segment"),
    Setting("metrics", "only these metrics"),
    Setting("lower_is_better", "metrics of which less is better: tickets, days_to_pay"),
    Setting("counts", "metrics that count, over the exposure in `weight`: logins over users"),
    Setting("shares", "metrics that are shares, of the number in `weight`: users who came back"),
    Setting("best", "the share of customers that may be called champions", "0.1"),
    Setting("sure", "how probable that must be", "0.8"),
)
LEAST, HOLES, RATE, STABLE, LOOKED = 10, 0.4, 0.1, 2, 3


def answer(question: Question) -> Iterator[Said]:
    found = measured(question)
    if found is None:
        missing = "No metric of any account is known."
        yield Unanswered(
            "champions", Refusal("metrics-missing", missing, "Account_metrics.csv: one metric of ten accounts.")
        )
        return
    if isinstance(found, Refusal):
        yield Unanswered("champions", found)
        return
    refusal = refused(found)
    if refusal is not None:
        yield Unanswered("champions", refusal)
        return
    yield from _answers(question, found)


def refused(found: Measured) -> Refusal | None:
    if len(found.accounts) < LEAST:
        missing = f"{len(found.accounts)} accounts have a metric; nobody stands out of fewer than {LEAST}."
        return Refusal("accounts-too-few", missing, f"{more(LEAST - len(found.accounts), 'accounts')} with a metric.")
    if not found.metrics:
        return Refusal(
            "metrics-flat", "Each metric is the same for all accounts.", "One metric that differs between accounts."
        )
    if found.missing > HOLES:
        cells = found.values[:, -1, :].size
        need = int((found.missing - HOLES) * cells) + 1
        missing = f"{found.missing:.0%} of the metrics of {found.periods[-1].name()} are missing.".replace("%", " %")
        return Refusal("metrics-sparse", missing, f"{more(need, 'values')} in that period.")
    return None


def _answers(question: Question, found: Measured) -> Iterator[Said]:
    best, sure = question.share("best"), question.share("sure")
    share, bar = (0.1 if best is None else best), (0.8 if sure is None else sure)
    known = lasting(found.score)
    part = _part(known.between, known.within)
    chance = among_the_best(found.score, known, share)
    picked = (chance >= bar) & stable(found, share)
    beyond = _beyond(found)
    last = asked(question)
    rows: list[Figure] = [
        {**_row(found, place, chance), "last asked": last.get(found.accounts[place])}
        for place in np.flatnonzero(picked)[np.argsort(-chance[picked])]
    ]
    several = found.score.shape[1] > 1
    yield Answer(
        name="champions",
        says=f"{len(rows)} of {len(found.accounts)} accounts are champions: with {bar:.0%} or more among the best "
        f"{share:.0%} by what lasts, and high in {STABLE} of the last {LOOKED} periods.".replace("%", " %")
        if several
        else "One period tells who was high, not who stays it: nobody is named before a second one.",
        unit="count",
        point=float(len(rows)),
        interval80=None,
        interval95=None,
        n=len(found.accounts),
        events=len(rows),
        exposure=float(len(found.periods)),
        method=f"Distance to the segment's median in spreads that outliers do not move{_declared(found)}; twins count "
        "once; what lasts is told from one period's noise; beside it the conformal rank against all earlier periods.",
        assumptions=(
            "Accounts of a segment are alike but for what makes a champion.",
            "The metrics mean the same for all of them.",
        ),
        diagnostics=(
            Diagnostic(
                "part of a period's score that lasts",
                part,
                passed=part >= 0.3,
            ),
            Diagnostic("share of metrics missing", found.missing, passed=found.missing <= HOLES / 2),
            Diagnostic("beyond all earlier periods (false discovery rate 0.1)", beyond),
        ),
        grade="C",
        figures={
            "champions": rows,
            "metrics": [
                name if kind == "number" else f"{name} (a {kind})"
                for name, kind in zip(found.metrics, found.kinds, strict=True)
            ],
            "champions to expect wrongly named": float((1 - chance[picked]).sum()),
        },
    )
    yield from portfolios(question, found, picked)


def _declared(found: Measured) -> str:
    said = {
        "count": ", of counts residuals of a negative binomial regression on their exposure",
        "share": ", of shares after they were drawn to their segment's by how few they are of (beta-binomial)",
    }
    return "".join(says for kind, says in said.items() if kind in found.kinds)


def stable(found: Measured, share: float) -> NDArray[np.bool_]:
    """High in at least two of the last three periods; with fewer periods nobody is."""
    last = found.score[:, -LOOKED:]
    bars = np.nanquantile(last, 1 - 2 * share, axis=0)
    return np.asarray((last >= bars[None, :]).sum(axis=1) >= STABLE)


def _part(between: float, within: float) -> float:
    total = between**2 + within**2
    return float(between**2 / total) if total > 0 else 0.0


def _beyond(found: Measured) -> list[Figure]:
    """Against every earlier account and period; an exact test that names few."""
    past = found.score[:, :-1]
    baseline = past[~np.isnan(past)]
    now = found.score[:, -1]
    seen = np.flatnonzero(~np.isnan(now))
    if not len(baseline) or not len(seen):
        return []
    kept = false_discoveries(ranked(now[seen], baseline).tolist(), RATE)
    return [found.accounts[place] for place, keep in zip(seen, kept, strict=True) if keep]


def _row(found: Measured, place: int, chance: NDArray[np.float64]) -> dict[str, Figure]:
    """The three metrics that say most for it."""
    z = np.nanmean(found.z[place, -LOOKED:, :], axis=0)
    order = [metric for metric in np.argsort(-np.nan_to_num(z, nan=-np.inf))[:3] if z[metric] > 0]
    because = ", ".join(f"{found.metrics[metric]} {z[metric]:+.1f} spreads" for metric in order)
    return {
        "account": found.accounts[place],
        "segment": found.segments[place],
        "probability": round_to(float(chance[place])),
        "because": because,
    }


def round_to(share: float) -> float:
    return float(f"{share:.3g}")


STUDY = Study("champions", "Customers who stand out from the typical one", SETTINGS, answer)
