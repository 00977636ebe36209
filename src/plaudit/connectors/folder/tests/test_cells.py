"""What may stand in a cell, at the edges: what is read, and the code of the problem otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plaudit.activities.outside import TABLES as STUDIED
from plaudit.connectors.folder.find import TABLES
from plaudit.connectors.folder.tests.written import problems, rows, snapshot, written

NO_MILESTONES = "activity,milestone,on\n"


def amounts(folder: Path, *typed: str) -> Path:
    lines = (f"ada,m-{number},2026-Q3,{value}\n" for number, value in enumerate(typed))
    return written(folder, metrics="person,metric,period,value\n" + "".join(lines))


def days(folder: Path, *typed: str) -> Path:
    lines = (f"r-{number},referral,{value}\n" for number, value in enumerate(typed))
    return written(folder, activities="key,kind,opened_on\n" + "".join(lines), milestones=NO_MILESTONES)


def shares(folder: Path, *typed: str) -> Path:
    activities = "key,kind,opened_on\n" + "".join(f"r-{number},referral,2026-07-01\n" for number in range(len(typed)))
    split = "activity,person,share\n" + "".join(f"r-{number},ada,{value}\n" for number, value in enumerate(typed))
    return written(folder, activities=activities, credits=split, milestones=NO_MILESTONES)


def instants(folder: Path, *typed: str) -> Path:
    lines = (f"r-{number},referral,2026-07-01,{value}\n" for number, value in enumerate(typed))
    return written(folder, activities="key,kind,opened_on,recorded_at\n" + "".join(lines), milestones=NO_MILESTONES)


def periods(folder: Path, *typed: str) -> Path:
    lines = (f"i-{number},ada,{value},6\n" for number, value in enumerate(typed))
    return written(folder, targets="incentive,person,period,target\n" + "".join(lines))


def keys(folder: Path, *typed: str) -> Path:
    lines = ('"' + value.replace('"', '""') + '",referral,2026-07-01\n' for value in typed)
    return written(folder, activities="key,kind,opened_on\n" + "".join(lines), milestones=NO_MILESTONES)


def test_an_amount_is_read_exactly(tmp_path: Path) -> None:
    typed = {
        "0": 0,
        "-0": 0,
        "007": 7_000_000,
        "1.5": 1_500_000,
        "-41.500000": -41_500_000,
        "0.000001": 1,
        "8999999999999.999999": 8_999_999_999_999_999_999,
        "-8999999999999.999999": -8_999_999_999_999_999_999,
    }
    found = rows(snapshot(amounts(tmp_path, *typed)), "SELECT value FROM metric ORDER BY metric")
    assert [value for (value,) in found] == list(typed.values())


def test_a_leap_day_and_far_days_are_days(tmp_path: Path) -> None:
    typed = ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]
    query = "SELECT (DATE '1970-01-01' + opened)::DATE::VARCHAR FROM activity ORDER BY key"
    assert [day for (day,) in rows(snapshot(days(tmp_path, *typed)), query)] == typed


def test_a_share_is_above_0_and_at_most_1(tmp_path: Path) -> None:
    typed = {"1": 1_000_000, "1.000000": 1_000_000, "0.000001": 1, "3/4": 750_000, "2/2": 1_000_000}
    found = rows(snapshot(shares(tmp_path, *typed)), "SELECT share FROM credit ORDER BY activity")
    assert [share for (share,) in found] == list(typed.values())


def test_an_instant_has_its_offset(tmp_path: Path) -> None:
    typed = {
        "2026-07-01T10:00:00Z": "2026-07-01 10:00:00+00",
        "2026-07-01T10:00Z": "2026-07-01 10:00:00+00",
        "2026-07-01 10:00:00.123456+02:00": "2026-07-01 08:00:00.123456+00",
        "2026-07-01T10:00:00-0530": "2026-07-01 15:30:00+00",
        "2026-07-01T10:00:00+14": "2026-06-30 20:00:00+00",
    }
    query = "SELECT recorded_at::VARCHAR FROM facts.activities ORDER BY key"
    assert [at for (at,) in rows(snapshot(instants(tmp_path, *typed)), query)] == list(typed.values())


def test_a_period_is_kept_as_it_is_written(tmp_path: Path) -> None:
    typed = ["2026-Q3", "2026-07", "2026-H2", "2026", "2026-07-01/2026-10-01"]
    query = "SELECT period FROM target ORDER BY incentive"
    assert [period for (period,) in rows(snapshot(periods(tmp_path, *typed)), query)] == typed


def test_a_key_may_be_anything_that_can_be_seen(tmp_path: Path) -> None:
    typed = ["%s", "-", "0", "NULL", "a b", 'a"b', "a,b", "a/b", "o'neil", "{x}", "é", "日本"]
    query = "SELECT key FROM activity ORDER BY activity"
    assert [key for (key,) in rows(snapshot(keys(tmp_path, *typed)), query)] == typed


UNREADABLE = "+1|.5|5.|1e5|NaN|inf|0x10|1_000|٣|5 |-|--1|1-|1.2.3|$5|5%|1/2"
LARGE = "9000000000000|-9000000000000|" + "9" * 50
OUTSIDE = "0|0.000000|1.000001|1.2|-0.5|0/1|5/4|-1/2|1/0"
NO_SHARE = "50%|0.3333333|half|1/3/3|1:2|1 / 2|1/-2|1/1234567"
NO_DAY = "31/02/2026|2026-7-1|20260701|2026/07/01|1 July 2026| 2026-07-01|2026-07-01T00:00:00Z|infinity|46204|today"
NO_SUCH_DAY = "2026-02-29|2026-02-31|2026-04-31|2026-13-01|2026-00-10|2100-02-29|0000-01-01"
NO_INSTANT = "2026-07-01|2026-07-01T10:00:00|2026-07-01T25:00:00Z|2026-02-31T10:00:00Z|1782900000|now|10:00Z"
NO_PERIOD = "2026-Q5|2026-13|26-Q3|2026-07-01/2026-07-01|2026-07-01/2026-09-31|q3"
INVISIBLE = " a|a |a\tb|a\nb|a\u200bb|\ufeffa|a\u00a0|\u202ea|\x7f"


@pytest.mark.parametrize(
    ("folder_of", "typed", "code"),
    [
        (amounts, UNREADABLE, "number-unreadable"),
        (amounts, '"1,000.00"|"1.000,00"', "number-unreadable"),
        (amounts, "1.0000000|0.1234567", "number-too-fine"),
        (amounts, LARGE, "number-too-large"),
        (amounts, "", "value-missing"),
        (days, NO_DAY, "day-unreadable"),
        (days, NO_SUCH_DAY, "day-impossible"),
        (days, "", "value-missing"),
        (shares, OUTSIDE, "share-out-of-range"),
        (shares, NO_SHARE, "share-unreadable"),
        (shares, "", "value-missing"),
        (instants, NO_INSTANT, "instant-unreadable"),
        (periods, NO_PERIOD, "period-unreadable"),
        (keys, INVISIBLE, "key-unreadable"),
    ],
)
def test_what_cannot_be_read_is_a_problem_each_on_its_line(
    tmp_path: Path, folder_of: Callable[..., Path], typed: str, code: str
) -> None:
    cells = typed.split("|")
    told = problems(folder_of(tmp_path, *cells))
    assert [problem.code for problem in told] == [code] * len(cells)
    assert len({problem.line for problem in told}) == len(cells)


WHAT_PLANS_NAME = [
    ("people", "key,name,role\nada,Ada,{}\n"),
    ("positions", "person,role,from\nada,{},2026-07-01\n"),
    ("targets", "incentive,person,period,target\n{},ada,2026-Q3,6\n"),
    ("metrics", "metric,person,period,value\n{},ada,2026-Q3,6\n"),
    ("grants", "key,incentive,person,on,amount,reason,given_by,approved_by\ng,{},ada,2026-07-01,6,r,mo,nia\n"),
]


@pytest.mark.parametrize(("table", "text"), WHAT_PLANS_NAME, ids=[table for table, _ in WHAT_PLANS_NAME])
@pytest.mark.parametrize("typed", ["demos ", "\u200bdemos"])
def test_a_name_that_only_looks_like_the_plans_is_a_problem(tmp_path: Path, table: str, text: str, typed: str) -> None:
    told = problems(written(tmp_path, **{table: text.format(typed)}))
    assert [(problem.code, problem.file, problem.line) for problem in told] == [("key-unreadable", f"{table}.csv", 2)]


def test_a_number_that_is_dressed_up_is_given_back_plain(tmp_path: Path) -> None:
    typed = {'"1,000.00"': "1000.00", "$5": "5", " 5": "5", '"€ 1,234,567.5"': "1234567.5", "1'000": "1000"}
    told = problems(amounts(tmp_path, *typed))
    assert [problem.remedy for problem in told] == [f"Write {plain}." for plain in typed.values()]


def test_a_comma_that_may_be_a_decimal_point_is_not_guessed_away(tmp_path: Path) -> None:
    told = problems(amounts(tmp_path, '"1,5"', '"1.000,00"', '"10,00"'))
    assert {problem.remedy for problem in told} == {
        "Write digits with a point before the decimals and nothing else: 1000.00."
    }


def test_a_day_that_only_studies_read_is_checked_with_the_others(tmp_path: Path) -> None:
    folder = written(tmp_path, accounts="key,name,customer_since\nacme,Acme,2020-02-29\ncedar,Cedar,31/02/2020\n")
    assert [(each.place, each.code) for each in problems(folder)] == [("accounts.csv:3", "day-unreadable")]


def test_no_clock_is_more_than_fourteen_hours_away(tmp_path: Path) -> None:
    typed = [f"2026-07-01T10:00:00{offset}" for offset in ("+15:00", "-99:00", "+02:60", "+14:60")]
    assert [each.code for each in problems(instants(tmp_path, *typed))] == ["instant-unreadable"] * 4


def test_every_column_that_has_a_kind_is_kept_and_so_checked() -> None:
    assert [
        (table.name, column.name)
        for table in (*TABLES, *STUDIED)
        for column in table.columns
        if column.kind != "text" and not column.kept
    ] == []
