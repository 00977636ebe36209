"""What a spreadsheet paid beside what is owed: each kind of difference, by hand."""

from pathlib import Path

import pytest

from plaudit.earnings.compare.tests.world import DATA, PLAN, compared, differences

RIGHT = """person,incentive,activity,amount
ada,demos,ref-1,100.00
ada,demos,ref-2,100.00
ada,demos,ref-3,150.00
ada,demos,ref-4,150.00
ada,calls,call-1,75.00
ada,calls,call-2,25.00
ada,deals,deal-2,1.11
ben,deals,deal-2,2.22
ben,deals,deal-1,40.00
"""


def test_a_list_that_agrees_has_no_difference(tmp_path: Path) -> None:
    document = compared(tmp_path, RIGHT)

    assert (document["equal"], document["different"]) == (9, 0)
    assert document["rows"][0] == {
        "person": "ada",
        "incentive": "calls",
        "activity": "call-1",
        "paid": "75.00",
        "owed": "75.00",
        "difference": "0.00",
        "class": None,
        "because": None,
    }


CASES = {
    # What the list says instead of a row, the rows that differ then, and words of the first reason.
    "an act the list forgot": (
        "ada,demos,ref-2,100.00\n",
        "",
        [("ada", "demos", "ref-2", "0.00", "100.00", "missing-act")],
        "ref-2 (demos, demo on 2026-07-06) earns 100.00",
    ),
    "an act that was never reached": (
        "ada,demos,ref-1,100.00\n",
        "ada,demos,ref-1,100.00\nada,demos,ref-9,150.00\n",
        [("ada", "demos", "ref-9", "150.00", "0.00", "missing-act")],
        "150.00 was paid for ref-9",
    ),
    "the submitter paid for the holder": (
        "ada,demos,ref-4,150.00\n",
        "ben,demos,ref-4,100.00\n",
        [
            ("ada", "demos", "ref-4", "0.00", "150.00", "other-credit"),
            ("ben", "demos", "ref-4", "100.00", "0.00", "other-credit"),
        ],
        "credit went to the person who brought the activity",
    ),
    "the whole act for a share": (
        "ada,deals,deal-2,1.11\n",
        "ada,deals,deal-2,3.33\n",
        [("ada", "deals", "deal-2", "3.33", "1.11", "other-credit")],
        "ada's share of it is 1/3",
    ),
    "a cap that was forgotten": (
        "ada,calls,call-2,25.00\n",
        "ada,calls,call-2,75.00\n",
        [("ada", "calls", "call-2", "75.00", "25.00", "limit")],
        "the cap per person takes 50.00",
    ),
    "a cent of rounding": (
        "ben,deals,deal-2,2.22\n",
        "ben,deals,deal-2,2.23\n",
        [("ben", "deals", "deal-2", "2.23", "2.22", "rounding")],
        "Apart by 0.01",
    ),
    "an amount that was not converted": (
        "ben,deals,deal-1,40.00\n",
        "ben,deals,deal-1,33.33\n",
        [("ben", "deals", "deal-1", "33.33", "40.00", "rate")],
        "without converting EUR to USD",
    ),
    "the rate of another day": (
        "ben,deals,deal-1,40.00\n",
        "ben,deals,deal-1,36.66\n",
        [("ben", "deals", "deal-1", "36.66", "40.00", "rate")],
        "paid at the rate of the other day",
    ),
    "money beside acts where there is none": (
        "ada,demos,ref-1,100.00\n",
        "ada,demos,ref-1,100.00\nada,demos,,50.00\n",
        [("ada", "demos", "-", "50.00", "0.00", "missing-act")],
        "50.00 was paid, and nothing of demos earns for ada",
    ),
    "what nothing explains": (
        "ada,demos,ref-1,100.00\n",
        "ada,demos,ref-1,12.34\n",
        [("ada", "demos", "ref-1", "12.34", "100.00", "unknown")],
        "Paid 12.34, owed 100.00 for one act",
    ),
}


@pytest.mark.parametrize(("row", "instead", "rows", "words"), CASES.values(), ids=CASES)
def test_each_difference_has_its_class_and_its_reason(
    tmp_path: Path, row: str, instead: str, rows: list[tuple[str, ...]], words: str
) -> None:
    document = compared(tmp_path, RIGHT.replace(row, instead))

    assert differences(document) == rows
    assert words in next(each["because"] for each in document["rows"] if each["class"])


def test_a_list_by_incentive_shows_the_other_reading_of_tiers(tmp_path: Path) -> None:
    paid = "person,incentive,amount\nada,demos,600.00\nada,calls,100\nada,deals,1.11\nben,deals,42.22\n"

    document = compared(tmp_path, paid)

    assert differences(document) == [("ada", "demos", "-", "600.00", "500.00", "other-tier-reading")]
    assert document["rows"][2]["because"] == (
        "demos: paid as with `tiers: volume`, all units at the rate of the tier reached: 600.00. "
        "The plan says `tiers: graduated`, each unit at the rate of its own tier: 500.00."
    )


def test_one_rate_for_every_act_is_the_other_reading_of_tiers(tmp_path: Path) -> None:
    paid = RIGHT.replace("ref-1,100.00", "ref-1,150.00").replace("ref-2,100.00", "ref-2,150.00")

    assert [row[-1] for row in differences(compared(tmp_path, paid))] == ["other-tier-reading"] * 2


def test_a_list_by_person_names_the_act_that_is_missing(tmp_path: Path) -> None:
    document = compared(tmp_path, "person,amount\nada,526.11\nben,42.22\n")

    assert differences(document) == [("ada", "-", "-", "526.11", "601.11", "missing-act")]
    assert document["rows"][0]["difference"] == "75.00"


def test_somebody_the_list_leaves_out_is_a_row(tmp_path: Path) -> None:
    document = compared(tmp_path, "person,amount\nada,601.11\n")

    assert differences(document) == [("ben", "-", "-", "0.00", "42.22", "missing-act")]


def test_every_act_that_was_not_converted_is_named(tmp_path: Path) -> None:
    # 3.333 % of 1000 at 1.2 and of 500 at 1.1 are 40.00 and 18.33; unconverted 33.33 and 16.67 (16.665).
    deals = DATA["activities"] + "deal-3,csql,2026-09-01,cedar,ben,500.00,EUR\n"
    reached = DATA["milestones"] + "deal-3,won,2026-09-30\n"
    paid = "person,incentive,amount\nada,demos,500\nada,calls,100\nada,deals,1.11\nben,deals,52.22\n"

    document = compared(tmp_path, paid, activities=deals, milestones=reached)

    assert differences(document) == [("ben", "deals", "-", "52.22", "60.55", "rate")]
    assert document["rows"][3]["because"] == (
        "deal-1 and deal-3 were paid without converting EUR to USD; the plan takes 1.1 to 1.2 (EUR to USD), the rate "
        "of each act's own day."
    )


SCORED = """
plan: scored
title: Scored
currency: USD
covers: {people: [ada]}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: experience
    kind: index
    window: quarter
    metrics: [{metric: adoption, target: 0.75, weight: 0.5}, {metric: nps, target: 45, weight: 0.5}]
    pays: {at_target: 250.00, curve: [[0.8, 0], [1, 1]], between: line}
"""


# 0.705 / 0.75 is 0.94 and 41.70024 / 45 is 0.926672; their mean, 0.933336, pays 166.67 exactly.
SCORES = "person,metric,period,value\nada,adoption,2026-Q3,0.705\nada,nps,2026-Q3,41.70024\n"


@pytest.mark.parametrize(("paid", "why"), [("166.66", "rounding"), ("166.68", "rounding"), ("166.65", "unknown")])
def test_a_cent_beside_a_score_that_pays_whole_cents_is_rounding(tmp_path: Path, paid: str, why: str) -> None:
    document = compared(tmp_path, f"person,amount\nada,{paid}\n", SCORED, metrics=SCORES)

    assert differences(document) == [("ada", "-", "-", paid, "166.67", why)]


def test_a_rounded_score_is_told_with_the_score(tmp_path: Path) -> None:
    document = compared(tmp_path, "person,amount\nada,166.66\n", SCORED, metrics=SCORES)

    assert document["rows"][0]["because"] == (
        "Apart by 0.01: experience pays by a score of 0.933336, and a spreadsheet rounds its parts on the way; here a "
        "score carries twelve decimals and the money is rounded once."
    )


def test_a_list_in_another_currency_is_compared_at_the_period_s_last_rate(tmp_path: Path) -> None:
    # 546.46 EUR at 1.1 are 601.106 USD.
    document = compared(tmp_path, "person,amount,currency\nada,546.46,EUR\nben,42.22,USD\n")

    assert document["different"] == 0


def test_a_list_at_another_day_s_rate_is_explained(tmp_path: Path) -> None:
    # 500.93 EUR are 551.02 USD at the last day's rate of 1.1, and 601.12 at 1.2.
    document = compared(tmp_path, "person,amount,currency\nada,500.93,EUR\nben,42.22,USD\n")

    assert differences(document) == [("ada", "-", "-", "551.02", "601.11", "rate")]
    assert "at the rate of 2026-07-14" in document["rows"][0]["because"]


def test_rows_of_one_key_add_up(tmp_path: Path) -> None:
    paid = "person,incentive,activity,amount\nada,demos,ref-1,60.00\nada,demos,ref-1,40.00\n"

    assert (
        compared(tmp_path, RIGHT.replace("person,incentive,activity,amount\nada,demos,ref-1,100.00\n", paid))[
            "different"
        ]
        == 0
    )


def test_a_header_alone_pays_nobody(tmp_path: Path) -> None:
    document = compared(tmp_path, "person,amount\n")

    assert [(row["person"], row["paid"]) for row in document["rows"]] == [("ada", "0.00"), ("ben", "0.00")]


def test_money_that_a_problem_leaves_unknown_stays_unknown(tmp_path: Path) -> None:
    asks_for_a_target = (
        PLAN + "  - {key: assets, kind: quota, window: quarter, counts: {activity: referral, milestone: demo}, "
    )
    plan = asks_for_a_target + "pays: {at_target: 100.00, curve: [[0, 0], [1, 1]]}}\n"

    document = compared(tmp_path, "person,amount\nada,601.11\nben,42.22\n", plan)

    assert [(row["owed"], row["difference"], row["class"]) for row in document["rows"]] == [(None, None, "unknown")] * 2


def test_another_reading_sees_the_gates_that_it_opens(tmp_path: Path) -> None:
    """Ben brought ref-4: as its submitter he has the demo that his call of 75.00 requires; nobody brought deal-2."""
    gate = "credit: {to: submitter}\n    requires: {incentive: demos, measure: 1}"
    gated = PLAN.replace("limits: {per_person: 100.00}", gate)
    calls = DATA["activities"].replace("2026-07-02,cedar,ada,,\ndeal-1", "2026-08-02,dune,ben,,\ndeal-1")
    reached = DATA["milestones"].replace("call-2,delivered,2026-07-09", "call-2,delivered,2026-08-09")
    paid = "person,amount\nada,426.11\nben,215.00\n"

    document = compared(tmp_path, paid, gated, activities=calls, milestones=reached)

    assert differences(document) == [
        ("ada", "-", "-", "426.11", "576.11", "other-credit"),
        ("ben", "-", "-", "215.00", "42.22", "other-credit"),
    ]
