"""What buyers say an act was worth to them: shares of their decisions, which is bookkeeping and no cause (M5, V3)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.drawn import percent
from plaudit.evidence.methods import credit
from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.rows import has, key, rows
from plaudit.evidence.question import Question
from plaudit.evidence.recommended import shown

Array = NDArray[np.float64]
NAME = "reported influence"
# Fewer acts tell nothing of the next one.
LEAST = 5
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """One won deal whose buyer was asked: the share of each act that it met, and the kind of each."""

    value: float
    acts: tuple[str, ...]
    kinds: tuple[str, ...]
    shares: tuple[float, ...]

    @property
    def over(self) -> bool:
        return sum(self.shares) > 1 + 1e-9

    @property
    def claims(self) -> int:
        """Acts that were given something."""
        return sum(share > 0 for share in self.shares)


def reported(question: Question, found: Leads | None, keys: NDArray[np.object_]) -> Iterator[Said]:
    told = () if found is None else tuple(_told(question, found, keys))
    refusal = refused(told)
    if refusal is not None:
        yield Unanswered(NAME, refusal)
        return
    credited: dict[tuple[str, str], float] = defaultdict(float)
    for deal in told:
        for act, kind, part in zip(deal.acts, deal.kinds, _parts(deal), strict=True):
            credited[kind, act] += part * deal.value
    currency = "USD" if found is None or found.currency is None else found.currency
    asked = question.kinds("assets")
    # Chosen after the sharing: what others claim of a deal is theirs, whoever is asked about.
    for kind in sorted({kind for kind, _ in credited if not asked or kind in asked}):
        parts = np.array([credited[each] for each in credited if each[0] == kind])
        few = too_few(kind, len(parts))
        yield _answer(kind, parts, told, currency) if few is None else Unanswered(f"{NAME}: {kind}", few)


def refused(told: tuple[Told, ...]) -> Refusal | None:
    if not told:
        missing = "No buyer is known to have been asked by how much an act moved the decision."
        smallest = "A `share` in exposures.csv for won deals: of the decision, 0 to 1, what the buyer gave each act."
        return Refusal("survey-missing", missing, smallest)
    wrong = sum(not 0 <= share <= 1 for deal in told for share in deal.shares)
    if wrong:
        return Refusal("shares-out-of-range", f"{wrong} shares are not between 0 and 1.", "Shares such as 0.25.")
    many = max((deal.claims for deal in told if deal.over), default=0)
    if many > credit.MOST:
        missing = f"Of one deal {many} acts claim more than the whole; it can be shared exactly among {credit.MOST}."
        return Refusal("claims-too-many", missing, f"Shares that sum to 1, or of at most {credit.MOST} acts.")
    return None


def too_few(kind: str, acts: int) -> Refusal | None:
    if acts >= LEAST:
        return None
    missing = f"{acts} of kind {kind} met won deals whose buyers were asked; {LEAST} tell something of the next one."
    return Refusal("answers-too-few", missing, f"{more(LEAST - acts, 'acts')} of that kind in win interviews.")


def _parts(deal: Told) -> Array:
    """An act that was given nothing takes no part in the sharing."""
    shares = np.array(deal.shares)
    shares[shares > 0] = credit.of_claims(shares[shares > 0])
    return shares


def _told(question: Question, found: Leads, keys: NDArray[np.object_]) -> Iterator[Told]:
    value = question.at_least("value", 0)
    worth = found.amount if value is None else np.full(found.count, value)
    won = {str(name): float(each) for name, each, day in zip(keys, worth, found.won, strict=True) if day != OPEN}
    for deal, acts in _asked(question).items():
        if deal in won and not np.isnan(won[deal]):
            yield Told(won[deal], tuple(acts), *(tuple(each) for each in zip(*acts.values(), strict=True)))


def _asked(question: Question) -> Mapping[str, dict[str, tuple[str, float]]]:
    """By deal, of those of which any share is told: each act with its kind and its share, none told being none."""
    facts = question.facts
    if not has(facts, "exposures", "share"):
        return {}
    known = has(facts, "activities", "kind")
    kind = f"coalesce(a.kind, '{UNKNOWN}')" if known else f"'{UNKNOWN}'"
    join = f"LEFT JOIN {rows(facts, 'activities', None)} AS a ON a.activity = x.activity" if known else ""
    query = f"""SELECT {key(facts, "exposures", "deal", "x")}, {key(facts, "exposures", "activity", "x")}, {kind},
        max(x.share) / 1e6 FROM {rows(facts, "exposures", question.snapshot)} AS x {join}
        GROUP BY 1, 2, 3 ORDER BY 1, 2"""
    found: dict[str, dict[str, tuple[str, float]]] = {}
    told = set()
    for deal, act, of, share in facts.con.execute(query).fetchall():
        told |= set() if share is None else {str(deal)}
        found.setdefault(str(deal), {})[str(act)] = (str(of), 0.0 if share is None else float(share))
    return {deal: acts for deal, acts in found.items() if deal in told}


def _answer(kind: str, each: Array, told: tuple[Told, ...], currency: str) -> Answer:
    n, middle = len(each), float(each.mean())
    error = float(each.std(ddof=1) / np.sqrt(n))
    ends = [float(stats.t.ppf(level, n - 1)) * error for level in (0.9, 0.975)]
    (low, high), wide = ((max(middle - end, 0.0), middle + end) for end in ends)
    over = sum(deal.over for deal in told)
    return Answer(
        name=f"{NAME}: {kind}",
        says=f"By their buyers' word, each {kind.replace('_', ' ')} that met a won deal was worth "
        f"{shown(middle, currency)} (80 %: {shown(low, currency)} to {shown(high, currency)}). "
        "That is credit, not cause.",
        unit="money",
        point=middle,
        interval80=(low, high),
        interval95=wide,
        n=n,
        events=float(sum(kind in deal.kinds for deal in told)),
        method="Shares of decisions as buyers told them; where they sum to more than one, the exact Shapley value.",
        assumptions=(
            "Buyers remember what moved them; what they forget or are polite about is in the number.",
            "Only won deals were asked: an act that moved nobody met lost ones as well.",
        ),
        diagnostics=(
            Diagnostic(
                "deals of which more than the whole was claimed",
                percent(over / len(told)),
                passed=over <= len(told) / 4,
            ),
        ),
        grade="C",
        currency=currency,
        figures={"credit by kind": _table(told)},
    )


def _table(told: tuple[Told, ...]) -> list[Figure]:
    """As claimed beside as shared out: the second never sums to more than what was won."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for deal in told:
        for kind, share, part in zip(deal.kinds, deal.shares, _parts(deal), strict=True):
            for place, more_of in enumerate((1.0, share * deal.value, float(part) * deal.value)):
                sums[kind][place] += more_of
    return [
        {"kind": kind, "met": int(met), "claimed": claimed, "credited": credited}
        for kind, (met, claimed, credited) in sorted(sums.items())
    ]
