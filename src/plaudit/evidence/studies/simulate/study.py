"""`simulate`: what a plan may cost in the quarters to come, and to whom it goes (M11)."""

from collections.abc import Iterator

from plaudit.evidence.answer import Refusal, Said, Unanswered
from plaudit.evidence.question import Question, Setting
from plaudit.evidence.studies.simulate.answers import LEAST_QUARTERS, answers
from plaudit.evidence.studies.simulate.coming import prepared
from plaudit.evidence.studies.simulate.rules import effects, rules
from plaudit.evidence.studies.simulate.scenarios import simulated
from plaudit.evidence.study import Study

SETTINGS = (
    Setting("periods", "quarters to look ahead", "4"),
    Setting("draws", "trials", "2000"),
    Setting("alone", "trials that are also paid act by act, as a check", "100"),
    # A second or two for each rule of a plan: asked for, not waited for.
    Setting("rules", "trials, say 100, that are also paid without each limit, gate, guarantee and clawback", "0"),
    Setting("budget", "money for all these quarters; without it, the budgets of the plan"),
    Setting(
        "raise", "what an act brings under the plan over what it brought before; else 2 for a new plan, 1 for this"
    ),
    Setting("padding", "acts that bring nothing, as a share of all, where people game the plan", "10%"),
    Setting("pays_after", "months from a window's end to the money", "1"),
)
LEAST_DRAWS, MOST_DRAWS = 100, 100_000


def answer(question: Question) -> Iterator[Said]:
    question.between("draws", LEAST_DRAWS, MOST_DRAWS)
    # These are used after the trials, or not at all: whoever mistyped one is told before.
    question.between("alone", 0)
    question.between("rules", 0)
    question.at_least("budget", 0)
    laid = prepared(question)
    if isinstance(laid, Refusal):
        yield Unanswered("simulate", laid)
        return
    ahead, days = laid
    trials = min(question.between("rules", 0), question.between("draws", 1)) if rules(question.plans) else 0
    after = trials * (len(rules(question.plans)) + 1)
    found = simulated(ahead, days.quarters, after)
    yield from answers(ahead, found, over=days.over)
    if after and ahead.past.quarters >= LEAST_QUARTERS:
        yield effects(ahead, found, trials, found.goes_on)


STUDY = Study("simulate", "What a plan may cost", SETTINGS, answer, of_a_plan=True)
