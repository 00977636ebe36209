"""What a spreadsheet paid beside what is owed: each kind of difference, by hand."""

from pathlib import Path

import pytest

from plaudit.earnings.compare.tests.world import PLAN, compared, differences

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
