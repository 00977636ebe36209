"""How events answer to amounts that were drawn by lot, and what changes when that is known."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import integrate, stats

from plaudit.evidence.answer import Answer
from plaudit.evidence.methods.response import Slope, learned, slope
from plaudit.evidence.tests.folders import HEADER, Leads, Said, asked, deals, written

LATE = date(2025, 12, 31)
LOT = "drawn_by_lot=size"
NAME = "amount: response"
TERMS = ("value=4000", "pays=50", "raise_to=100")


def test_the_slope_is_that_of_statsmodels_with_an_effect_of_each_unit_and_month() -> None:
    random = np.random.default_rng(1)
    units, periods = 12, 8
    pay = np.zeros((units, periods))
    pay[:, 4:] = np.array([50.0, 100, 150])[np.arange(units) % 3][:, None]
    counts = random.poisson(random.gamma(4, 0.5, (units, 1)) * (1 + pay / 50) ** 0.4).astype(float)
    # Two and two were drawn together.
    groups = np.arange(units) // 2
    found = slope(counts, pay, groups)
    rows = np.kron(np.eye(units), np.ones((periods, 1)))
    months = np.kron(np.ones((units, 1)), np.eye(periods)[:, 1:])
    design = np.hstack([rows, months, np.log1p(pay).reshape(-1, 1)])
    fit = sm.GLM(counts.ravel(), design, family=sm.families.Poisson())
    told = fit.fit(cov_type="cluster", cov_kwds={"groups": np.repeat(groups, periods), "use_correction": False})

    assert found is not None
    assert found.slope == pytest.approx(told.params[-1], abs=1e-6)
    # Six groups: theirs times root(6/5), and never below chance alone.
    assert found.error == pytest.approx(max(told.bse[-1] * 1.2**0.5, fit.fit().bse[-1]), rel=1e-4)
    assert found.free == 5


def test_pay_that_moves_with_the_months_alone_tells_nothing() -> None:
    pay = np.tile([0.0, 0, 50, 100], (8, 1))
    assert slope(np.ones((8, 4)), pay, np.arange(8)) is None


def test_the_prior_and_the_slope_are_weighed_as_by_quadrature() -> None:
    # Slope 0.8, error 0.2, 15 degrees: the integrals of both parts of the prior times the t density.
    found = learned(Slope(0.8, 0.2, 15), (1.5, 0.25), (0.2, 2.0), np.random.default_rng(1))
    gamma = stats.gamma(1.5, scale=0.25 / 1.5)

    def speaks(x: float) -> float:
        return float(stats.t.pdf((0.8 - x) / 0.2, 15))

    told = 0.8 * integrate.quad(lambda x: gamma.pdf(x) * speaks(x), 0, 2)[0]
    vague = 0.2 * integrate.quad(lambda x: speaks(x) / 2, 0, 2)[0]
    mean = 0.8 * integrate.quad(lambda x: x * gamma.pdf(x) * speaks(x), 0, 2)[0]
    mean += 0.2 * integrate.quad(lambda x: x * speaks(x) / 2, 0, 2)[0]
    above = integrate.quad(lambda x: gamma.pdf(x) * stats.t.sf((0.8 - x) / 0.2, 15), 0, 2)[0]

    assert found.counts == pytest.approx(told / (told + vague), abs=0.005)
    assert found.draws.mean() == pytest.approx(mean / (told + vague), abs=0.005)
    assert found.surprise == pytest.approx(2 * above, rel=0.02)


def paid(
    path: Path, people: int, *, before: int = 1, later: tuple[int, int] = (1, 1), amounts: tuple[int, int] = (50, 100)
) -> Said:
    """Half of the people get the one amount from July, the others the other; so many demos a month before and after."""
    rows, lots = [], []
    for person in range(people):
        arm = person % 2
        lots.append(f"size,p{person},2025-07-01,2026-01-01,{amounts[arm]}.00\n")
        for month in range(1, 13):
            for place in range(before if month < 7 else later[arm]):
                on = date(2025, month, 1) + timedelta(place)
                won = on + timedelta(9) if person % 4 < 2 else ""
                rows.append(f"r{person}-{month}-{place},{on},referral,{on},{won},,1000.00,USD,p{person}\n")
    written(
        path,
        deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)) + "".join(rows),
        programs="program,person,from,to,amount\n" + "".join(lots),
    )
    return asked("amount", path, *TERMS, LOT, snapshot=LATE, horizon=60)


def alone(answer: Answer) -> float:
    found: Any = answer.figures["by these counts alone, and its error"]
    return float(found[0])


def test_what_was_drawn_by_lot_takes_the_place_of_a_judgement(tmp_path: Path) -> None:
    # One a month before and at 50, two at 100: log 2 over log(101/51) is 1.0144.
    said = paid(tmp_path, 40, later=(1, 2)).answers

    assert alone(said[NAME]) == pytest.approx(1.0144, abs=1e-3)
    assert said[NAME].figures["by amount"] == [
        {"paid": 50.0, "people": 20, "before, a month": 1.0, "while paid": 1.0},
        {"paid": 100.0, "people": 20, "before, a month": 1.0, "while paid": 2.0},
    ]
    assert said[NAME].grade == "A"
    assert "amounts drawn by lot" in said["amount: what earns most"].says
    assert not any("judgement" in each for each in said["amount: ceiling"].assumptions)


def test_who_answers_to_more_is_paid_more(tmp_path: Path) -> None:
    learnt = paid(tmp_path, 40, later=(1, 2)).answers
    judged = asked("amount", tmp_path, *TERMS, snapshot=LATE, horizon=60).answers

    assert "Raise from 50 USD to 100 USD" in learnt["amount: raise"].says
    assert "we cannot tell" in judged["amount: raise"].says
    # About half of what an event brings, 1.01 / 2.01, where the judgement said a fifth less or more.
    assert (learnt["amount: what earns most"].point or 0) > 2 * (judged["amount: what earns most"].point or 0)


def test_what_differs_from_the_judgement_is_named(tmp_path: Path) -> None:
    loud, quiet = paid(tmp_path, 40, later=(1, 2)), paid(tmp_path, 40)

    assert "That is not what we judged before" in loud.answers[NAME].says
    assert "judged" not in quiet.answers[NAME].says


@pytest.mark.parametrize(
    ("people", "before", "amounts", "refused"),
    [
        (8, 1, (50, 100), None),
        (7, 1, (50, 100), ("units-too-few", "1 more person drawn by lot.")),
        (8, 1, (50, 50), ("amounts-alike", "Another amount for half of them, drawn by lot.")),
        (8, 0, (50, 100), ("amounts-alike", "A month of the same people before the amounts differed.")),
    ],
)
def test_a_response_needs_eight_who_were_drawn_to_two_amounts(
    tmp_path: Path, people: int, before: int, amounts: tuple[int, int], refused: tuple[str, str] | None
) -> None:
    said = paid(tmp_path, people, before=before, amounts=amounts)
    found = said.refusals.get(NAME)

    assert (None if found is None else (found.code, found.smallest)) == refused
    assert (NAME in said.answers) == (refused is None)


@pytest.mark.parametrize(("events", "refused"), [(30, None), (29, "1 more event.")])
def test_a_response_needs_thirty_events(tmp_path: Path, events: int, refused: str | None) -> None:
    # Eight people; the first brings what is left to the number.
    each = [events - 21, *[3] * 7]
    days = [date(2025, 5, 2), date(2025, 8, 2)]
    rows = [
        f"r{person}-{place},{days[place % 2]},referral,{days[place % 2]},,,1000.00,USD,p{person}\n"
        for person, count in enumerate(each)
        for place in range(count)
    ]
    lots = [f"size,p{person},2025-07-01,2026-01-01,{50 + 50 * (person % 2)}.00\n" for person in range(8)]
    written(
        tmp_path,
        deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)) + "".join(rows),
        programs="program,person,from,to,amount\n" + "".join(lots),
    )
    said = asked("amount", tmp_path, "value=4000", LOT, snapshot=LATE, horizon=60).refusals.get(NAME)

    assert (None if said is None else said.smallest) == refused


@pytest.mark.parametrize("row", ["other,p0,2025-07-01,,50.00", "size,p0,2025-07-01,,"])
def test_a_program_without_amounts_tells_nothing(tmp_path: Path, row: str) -> None:
    written(
        tmp_path,
        deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)),
        programs=f"program,person,from,to,amount\n{row}\n",
    )
    said = asked("amount", tmp_path, "value=4000", LOT, snapshot=LATE, horizon=60)

    assert said.refusals[NAME].code == "amounts-missing"


@pytest.mark.parametrize(("found", "middle"), [(-1.0, 0.0009), (3.0, 2 - 0.0007)])
def test_a_sure_slope_beyond_what_is_believed_stands_at_its_end(found: float, middle: float) -> None:
    # Fifty errors away log t falls by 3001 x 50 / (3000 + 2500) x 50 = 1364 for one more: 1 / 1364 from the end,
    # and half as much again where the judgement grows like a root.
    told = learned(Slope(found, 0.02, 3000), (1.5, 0.25), (0.2, 2.0), np.random.default_rng(1))

    assert float(told.draws.mean()) == pytest.approx(middle, abs=0.0003)
    assert told.surprise == pytest.approx(0, abs=1e-9)


def test_teams_that_were_drawn_count_as_one_each(tmp_path: Path) -> None:
    paid(tmp_path, 24, later=(1, 2))
    people = "".join(f"p{place},P {place},csm,t{place // 3}\n" for place in range(24))
    lots = "".join(f"size,t{place},2025-07-01,2026-01-01,{50 + 50 * (place % 2)}.00\n" for place in range(8))
    written(tmp_path, people="key,name,role,team\n" + people, programs="program,team,from,to,amount\n" + lots)
    said = asked("amount", tmp_path, "value=4000", LOT, snapshot=LATE, horizon=60)

    assert said.answers[NAME].n == 8


def test_of_accounts_that_were_drawn_an_event_is_whose_act_led_to_it(tmp_path: Path) -> None:
    paid(tmp_path, 40, later=(1, 2))
    by_person = [line.rpartition(",") for line in (tmp_path / "deals.csv").read_text("utf-8").splitlines()[1:]]
    # Half of the deals name the act that led to them, and are of a new customer; the others are of the account itself.
    owned = [
        f"{row},,{'' if not who else 'new' if place % 2 else who},{f'act-{who}' if who and place % 2 else ''}\n"
        for place, (row, _, who) in enumerate(by_person)
    ]
    names = [f"p{place}" for place in range(40)]
    written(
        tmp_path,
        accounts="key,name\n" + "".join(f"{name},{name}\n" for name in [*names, "new"]),
        activities="key,kind,opened_on,account\n"
        + "".join(f"act-{name},referral,2025-01-01,{name}\n" for name in names),
        deals=f"{HEADER},account,activity\n" + "".join(owned),
        programs=(tmp_path / "programs.csv").read_text("utf-8").replace("person", "account", 1),
    )
    said = asked("amount", tmp_path, *TERMS, LOT, snapshot=LATE, horizon=60).answers[NAME]
    rows: Any = said.figures["by amount"]

    assert alone(said) == pytest.approx(1.0144, abs=1e-3)
    assert [row["accounts"] for row in rows] == [20, 20]
    assert "drawn by lot among the accounts of the program" in said.assumptions[0]


def test_a_draw_of_accounts_and_people_is_refused(tmp_path: Path) -> None:
    written(
        tmp_path,
        deals=deals(Leads("referral", 80, 24), Leads("ads", 80, 20)),
        programs="program,person,account,from,to,amount\nsize,p0,,2025-07-01,,50.00\nsize,,a0,2025-07-01,,100.00\n",
    )
    assert asked("amount", tmp_path, "value=4000", LOT, snapshot=LATE).refusals[NAME].code == "amounts-mixed"
