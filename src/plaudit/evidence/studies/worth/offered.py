"""A reference that was offered by lot: what the offer brought, and what the reference did whom it moved (M5, V4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy import stats

from plaudit.activities.known import literal
from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, in_words, more, verdict
from plaudit.evidence.drawn import percent
from plaudit.evidence.methods.encouraged import Encouraged, anderson_rubin, ratio
from plaudit.evidence.methods.proportions import newcombe
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.programs import CONTROL
from plaudit.evidence.observed.rows import has, key, rows, there
from plaudit.evidence.question import Question
from plaudit.evidence.studies.worth.met import met
from plaudit.evidence.winning import usual_horizon

OFFER, TAKEN = "influence on deals: the offer", "influence on deals: met because offered"
LEAST, OFFERED = 20, "offered"
LOT = "To which accounts it was offered was drawn by lot, and of the others nobody knew."


@dataclass(frozen=True, slots=True)
class Drawn:
    """The accounts of a draw with a deal open on its day; `without` is how many of each arm had none."""

    cases: Encouraged
    without: tuple[int, int]
    young: int
    horizon: int

    @property
    def arms(self) -> tuple[int, int]:
        return int(self.cases.offered.sum()), int((~self.cases.offered).sum())


def offered(question: Question, found: Leads) -> Iterator[Said]:
    """Nothing where no draw is named."""
    program = question.text("offered_by_lot")
    if program is None:
        return
    horizon = question.horizon if question.horizon is not None else usual_horizon(found, "demo")
    known = _drawn(question, found, program, horizon)
    if isinstance(known, Refusal):
        yield Unanswered(OFFER, known)
        return
    yield _offer(known)
    weak = too_weak(known.cases)
    yield _taken(known) if weak is None else Unanswered(TAKEN, weak)


def _drawn(question: Question, found: Leads, program: str, horizon: int) -> Drawn | Refusal:
    """By account: of its deals that were open on the day of the draw, whether any met an asset and any was won."""
    facts, snapshot = question.facts, question.snapshot
    if not there(facts, "programs") or not has(facts, "deals", "account"):
        return _unlisted(program)
    query = f"""WITH lot AS (SELECT account, arg_min(coalesce(arm, ''), day) AS arm, min(day) AS day FROM
            (SELECT {key(facts, "programs", "account", "g")} AS account, arm, "from" AS day
            FROM {rows(facts, "programs", snapshot)} AS g WHERE program = {literal(program)}) WHERE account IS NOT NULL
            GROUP BY account),
        deal AS (SELECT key, {key(facts, "deals", "account", "d")} AS account, created_on, won_on,
            coalesce(least(won_on, lost_on), {found.snapshot + 1}) AS ended FROM {rows(facts, "deals", snapshot)} AS d),
        met AS ({met(question)})
        SELECT lot.account, lot.arm, lot.day, count(deal.key),
            coalesce(bool_or(met.day BETWEEN lot.day AND least(deal.ended, lot.day + {horizon} - 1)), false),
            coalesce(bool_or(deal.won_on BETWEEN lot.day AND lot.day + {horizon} - 1), false)
        FROM lot LEFT JOIN deal ON deal.account = lot.account AND deal.created_on <= lot.day AND deal.ended >= lot.day
        LEFT JOIN met ON met.deal = deal.key GROUP BY 1, 2, 3 ORDER BY 1"""
    told = facts.con.execute(query).fetchall()
    arms = {str(row[1]) for row in told}
    if not arms:
        return _unlisted(program)
    if not arms <= {OFFERED, CONTROL}:
        written = ", ".join(f'"{arm}"' for arm in sorted(arms))
        missing = f"The arms of {program} in programs.csv are {written}."
        return Refusal("arms-unknown", missing, f"The arm {OFFERED} or {CONTROL} for each account drawn.")
    old = [row for row in told if row[2] + horizon <= found.snapshot + 1]
    kept = [row for row in old if row[3]]
    none = [row[1] == OFFERED for row in old if not row[3]]
    cases = Encouraged(
        np.array([row[1] == OFFERED for row in kept], dtype=bool),
        np.array([row[4] for row in kept], dtype=float),
        np.array([row[5] for row in kept], dtype=float),
    )
    drawn = Drawn(cases, (sum(none), len(none) - sum(none)), len(told) - len(old), horizon)
    few = refused(drawn)
    return drawn if few is None else few


def _unlisted(program: str) -> Refusal:
    missing = f"Programs.csv does not tell to which accounts with a deal {program} was offered."
    return Refusal("offers-missing", missing, "A row for each account drawn, with from and arm (offered or control).")


def refused(known: Drawn) -> Refusal | None:
    if min(known.arms) >= LEAST:
        return None
    missing = f"{known.arms[0]} accounts with an open deal were offered it {known.horizon} days ago or longer, and "
    missing += f"{known.arms[1]} were not; each side needs {LEAST}."
    parts = [
        more(LEAST - n, "accounts") + f" that {what}"
        for n, what in zip(known.arms, ("were", "were not"), strict=True)
        if n < LEAST
    ]
    return Refusal("draw-too-small", missing, " and ".join(parts) + ".")


def too_weak(cases: Encouraged) -> Refusal | None:
    """An offer that moves nobody tells nothing of what it would have moved her to."""
    strength, bar = cases.taken(), float(stats.t.ppf(0.975, cases.free))
    if anderson_rubin(cases, 0.95) is not None and strength > 0:
        return None
    with_it, without = (percent(float(cases.took[mask].mean())) for mask in (cases.offered, ~cases.offered))
    missing = f"{with_it} of those offered one met one, and {without} of the others: the offer moved too few."
    need = ceil(len(cases.took) * ((bar / strength) ** 2 - 1)) if strength > 0 else 0
    smallest = f"About {more(max(need, 1), 'accounts')} drawn, if as many take it up." if need else ""
    return Refusal("offer-not-taken", missing, smallest or "An offer that more accounts take up.")


def _offer(known: Drawn) -> Answer:
    cases = known.cases
    shares = [(float(cases.came[mask].sum()), float(mask.sum())) for mask in (cases.offered, ~cases.offered)]
    low, high = newcombe(shares[0], shares[1], 0.8)
    head = verdict(in_words(float(stats.norm.cdf(cases.errors(cases.came)))), "the offer helps")
    return Answer(
        name=OFFER,
        says=f"{head}: {percent(shares[0][0] / shares[0][1])} are won where it was made, "
        f"{percent(shares[1][0] / shares[1][1])} where not (difference, 80 %: {percent(low)} to {percent(high)}).",
        unit="share",
        point=cases.apart(cases.came)[0],
        interval80=(low, high),
        interval95=newcombe(shares[0], shares[1], 0.95),
        n=len(cases.came),
        events=float(cases.came.sum()),
        horizon=known.horizon,
        method="Difference of shares as drawn, whoever took the offer up; hybrid score interval.",
        assumptions=(LOT,),
        diagnostics=(
            Diagnostic("accounts drawn without an open deal: offered, others", list(known.without)),
            Diagnostic("accounts drawn too lately to tell", known.young),
        ),
        grade="A",
    )


def _taken(known: Drawn) -> Answer:
    cases, point = known.cases, ratio(known.cases)
    eighty, wide = (anderson_rubin(cases, level) for level in (0.8, 0.95))
    ends = "" if eighty is None else f" (80 %: {eighty[0] * 100:.0f} to {eighty[1] * 100:.0f})"
    return Answer(
        name=TAKEN,
        says=f"Of a hundred deals that met one because it was offered, {point * 100:.0f} more are won{ends}.",
        unit="share",
        point=point,
        interval80=eighty,
        interval95=wide,
        n=len(cases.came),
        events=float(cases.came.sum()),
        horizon=known.horizon,
        method="What the offer brought over whom it moved (Wald), with Anderson and Rubin's interval, which holds "
        "also where it moved few.",
        assumptions=(
            LOT,
            "The offer moves a deal by the reference alone, and keeps nobody from one.",
            "It tells of those whom an offer moves, not of all.",
        ),
        diagnostics=(Diagnostic("errors by which the offer moved who met one", cases.taken()),),
        grade="A",
        figures={
            "met one: offered, others": [float(cases.took[mask].mean()) for mask in (cases.offered, ~cases.offered)]
        },
    )
