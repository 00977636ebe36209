"""What a folder holds comes out as tables of whole numbers."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.connectors.folder.read_studied import read_studied
from plaudit.connectors.folder.tests.written import places, problems, rows, snapshot, written
from plaudit.values.refused import Refused, Unreadable
from plaudit.values.table import ALWAYS, NEVER

# 2026-07-01 is day 20 635 since 1970-01-01.
JULY = 20635


def test_the_least_folder(tmp_path: Path) -> None:
    known = snapshot(written(tmp_path))
    assert rows(known, "SELECT * FROM person") == [
        (1, "ada", "Ada Okafor", ALWAYS, NEVER),
        (2, "ben", "Ben Lindt", ALWAYS, NEVER),
    ]
    assert rows(known, "SELECT activity, key, kind, opened, account, contact, person FROM activity") == [
        (1, "ref-1", "referral", JULY, 1, None, 1)
    ]
    assert rows(
        known, "SELECT m.activity, s.milestone, s.ord, day, recorded FROM milestone AS m JOIN step AS s USING (step)"
    ) == [(1, "demo", 3, JULY + 2, ALWAYS)]
    assert rows(known, "SELECT * FROM holding") == []
    assert known.sizes == {"activity": 1, "milestone": 1, "credit": 0}


def test_numbers_follow_the_bytes_of_the_keys(tmp_path: Path) -> None:
    keys = ["b", "a", "Z", "é", "10", "9", "a-1", "a b", "\U0001f600", "\uffee"]
    people = "key,name,role\n" + "".join(f"{key},x,csm\n" for key in keys)
    activities = "key,kind,opened_on\nref-1,referral,2026-07-01\n"
    known = snapshot(written(tmp_path, people=people, activities=activities))
    numbered = [key for (key,) in rows(known, "SELECT key FROM person ORDER BY person")]
    assert numbered == ["10", "9", "Z", "a", "a b", "a-1", "b", "é", "\uffee", "\U0001f600"]


def test_she_still_works_on_her_last_day(tmp_path: Path) -> None:
    people = "key,name,role,starts_on,ends_on\nada,Ada,csm,2026-07-01,2026-07-31\nben,Ben,csm,,\n"
    known = snapshot(written(tmp_path, people=people))
    assert rows(known, "SELECT key, employed_from, employed_to FROM person") == [
        ("ada", JULY, JULY + 31),
        ("ben", ALWAYS, NEVER),
    ]
    assert rows(known, "SELECT person, starts, ends, role, team, manager FROM position ORDER BY ALL") == [
        (1, JULY, JULY + 31, "csm", None, None),
        (2, ALWAYS, NEVER, "csm", None, None),
    ]


def test_dated_positions_take_the_place_of_what_people_csv_says(tmp_path: Path) -> None:
    positions = (
        "person,role,from,to,team,manager,pay_currency\n"
        "ada,csm,2026-07-01,2026-07-11,west,mo,USD\n"
        "ada,lead,2026-07-11,,west,,EUR\n"
    )
    known = snapshot(written(tmp_path, positions=positions))
    assert rows(known, "SELECT * FROM position ORDER BY ALL") == [
        (1, JULY, JULY + 10, "csm", "west", "mo", "USD"),
        (1, JULY + 10, NEVER, "lead", "west", None, "EUR"),
        (2, ALWAYS, NEVER, "csm", None, None, None),
    ]


def test_amounts_and_shares_are_millionths_and_attributes_text(tmp_path: Path) -> None:
    known = snapshot(
        written(
            tmp_path,
            accounts="key,name,arr,currency,size,tier\ncedar,Cedar,12000.50,USD,40,gold\n",
            activities="key,kind,opened_on,amount,currency,stars,url\nd-1,csql,2026-07-01,-0.000001,,4.5,https://example.com\n",
            milestones="activity,milestone,on\nd-1,won,2026-07-03\n",
            credits="activity,person,share\nd-1,ada,0.25\nd-1,ben,3/4\n",
        )
    )
    assert rows(known, "SELECT arr, currency, size, tier FROM account") == [(12_000_500_000, "USD", "40", "gold")]
    assert rows(known, "SELECT amount, currency, stars FROM activity") == [(-1, None, "4.5")]
    assert rows(known, "SELECT * FROM credit ORDER BY ALL") == [(1, 1, 250_000), (1, 2, 750_000)]


def test_fractions_of_an_act_are_split_first_by_person_key(tmp_path: Path) -> None:
    known = snapshot(
        written(
            tmp_path,
            people="key,name,role\nlee,Lee,csm\nada,Ada,csm\nben,Ben,csm\n",
            credits="activity,person,share\nref-1,lee,1/3\nref-1,ben,1/3\nref-1,ada,1/3\n",
            holdings="account,person,from,share\ncedar,lee,2026-07-01,2/3\ncedar,ben,2026-07-01,1/3\n",
        )
    )
    assert rows(known, "SELECT p.key, share FROM credit JOIN person AS p USING (person) ORDER BY ALL") == [
        ("ada", 333_334),
        ("ben", 333_333),
        ("lee", 333_333),
    ]
    assert rows(
        known, "SELECT p.key, starts, ends, share FROM holding JOIN person AS p USING (person) ORDER BY ALL"
    ) == [
        ("ben", JULY, NEVER, 333_333),
        ("lee", JULY, NEVER, 666_667),
    ]


def test_a_holding_without_a_share_is_the_whole(tmp_path: Path) -> None:
    holdings = "account,person,from,to\ncedar,ada,2026-07-01,2026-08-01\n"
    assert rows(snapshot(written(tmp_path, holdings=holdings)), "SELECT * FROM holding") == [
        (1, 1, JULY, JULY + 31, 1_000_000)
    ]


def test_the_other_tables(tmp_path: Path) -> None:
    known = snapshot(
        written(
            tmp_path,
            targets="incentive,person,period,target,pay\nassets,ada,2026-Q3,6,\nassets,ben,2026-Q3,4.50,2000.00\n",
            metrics="person,metric,period,value\nada,nps,2026-Q3,-41.5\n",
            champions="account,from,to\ncedar,2026-07-01,\n",
            grants="key,person,incentive,on,amount,reason,given_by,approved_by\ng-1,ada,assets,2026-07-01,99.5,Keynote,mo,fay\n",
            closes="period,closed_at\n2026-Q1,2026-04-10T16:00:00Z\n2026-Q2,2026-07-01\n",
            rates="on,base,quote,rate\n2026-07-01,EUR,USD,1.1\n",
        ),
        zone="America/New_York",
    )
    assert rows(known, "SELECT incentive, person, period, target, pay FROM target ORDER BY ALL") == [
        ("assets", 1, "2026-Q3", "6", None),
        ("assets", 2, "2026-Q3", "4.5", "2000"),
    ]
    assert rows(known, "SELECT * FROM metric") == [(1, "nps", "2026-Q3", -41_500_000)]
    assert rows(known, "SELECT * FROM champion") == [(1, JULY, NEVER)]
    assert rows(known, "SELECT * FROM grant_") == [("g-1", 1, "assets", JULY, 99_500_000, "Keynote", "mo", "fay")]
    assert rows(known, "SELECT period, closed_at::VARCHAR FROM close ORDER BY ALL") == [
        ("2026-Q1", "2026-04-10 16:00:00"),
        # A close on a day is one at the end of that day, in New York.
        ("2026-Q2", "2026-07-02 04:00:00"),
    ]
    assert rows(known, "SELECT * FROM rate") == [(JULY, "EUR", "USD", "1.1")]


def test_only_verified_milestones_are_there(tmp_path: Path) -> None:
    milestones = (
        "activity,milestone,on,verified\n"
        "ref-1,accepted,2026-07-01,FALSE\n"
        "ref-1,demo,2026-07-03,\n"
        "ref-1,won,2026-07-04,yes\n"
    )
    known = snapshot(written(tmp_path, milestones=milestones))
    assert rows(known, "SELECT milestone FROM milestone JOIN step USING (step) ORDER BY ord") == [("demo",), ("won",)]


def test_identical_rows_are_one_row(tmp_path: Path) -> None:
    known = snapshot(
        written(
            tmp_path,
            people="key,name,role\nada,Ada,csm\nada,Ada,csm\n",
            activities="key,kind,opened_on,amount\nd-1,csql,2026-07-01,1\nd-1,csql,2026-07-01,1.00\n",
            milestones="activity,milestone,on,verified\nd-1,won,2026-07-03,\nd-1,won,2026-07-03,true\n",
        )
    )
    assert rows(known, "SELECT person, key FROM person") == [(1, "ada")]
    assert known.sizes == {"activity": 1, "milestone": 1, "credit": 0}


def test_a_title_that_differs_makes_two_rows_differ(tmp_path: Path) -> None:
    activities = "key,kind,opened_on,title\nref-1,referral,2026-07-01,One\nref-1,referral,2026-07-01,Two\n"
    assert places(written(tmp_path, activities=activities)) == ["activities.csv:3 rows-contradict"]


def test_without_contacts_csv_contacts_are_whom_activities_name(tmp_path: Path) -> None:
    activities = (
        "key,kind,opened_on,contact\n"
        "ref-1,referral,2026-07-01,owner\n"
        "ref-2,referral,2026-07-01,chef\n"
        "ref-3,review,2026-07-01,\n"
    )
    known = snapshot(written(tmp_path, activities=activities))
    assert rows(known, "SELECT * FROM contact ORDER BY contact") == [(1, "chef", None), (2, "owner", None)]
    assert rows(known, "SELECT key, contact FROM activity ORDER BY key") == [
        ("ref-1", 2),
        ("ref-2", 1),
        ("ref-3", None),
    ]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    known = snapshot(written(tmp_path, activities="key,kind,opened_on\n", milestones="activity,milestone,on"))
    assert (known.sizes["activity"], known.sizes["milestone"]) == (0, 0)


def test_a_byte_order_mark_is_skipped_with_a_warning(tmp_path: Path) -> None:
    facts = read(written(tmp_path, milestones=b"\xef\xbb\xbfactivity,milestone,on\nref-1,demo,2026-07-03\n"))
    assert [(each.place, each.code, each.severity) for each in facts.problems] == [
        ("milestones.csv:1", "byte-order-mark", "warning")
    ]
    assert facts.at(None, "UTC").sizes["milestone"] == 1


def test_a_day_that_a_file_needs_is_meant_sooner_than_a_moment_that_it_may_have(tmp_path: Path) -> None:
    folder = written(tmp_path, deals="key,created_at,channel\nd,2025-02-01,ads\n")
    with pytest.raises(Unreadable) as wrong:
        read_studied(folder)

    assert [each.remedy for each in wrong.value.problems] == ["Rename it to created_on."]


def test_every_file_says_all_its_problems_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        people="key,nmae,role\nada,Ada,csm\n",
        accounts='key,name\ncedar,"Cedar\n',
        milestones="activity,milestone,on\nref-1,demo,2026-02-31\nref-1,dmeo,2026-07-01\nref-2,demo,31/02/2026\n",
    )
    assert places(folder) == [
        "people.csv:1 column-unknown",
        "accounts.csv:2 quote-open",
        "milestones.csv:2 day-impossible",
        "milestones.csv:3 milestone-unknown",
        "milestones.csv:4 activity-unknown",
        "milestones.csv:4 day-unreadable",
    ]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_another_separator_is_recognized(tmp_path: Path, separator: str) -> None:
    people = "key,name,role\nada,Ada,csm\n".replace(",", separator)
    told = problems(written(tmp_path, people=people))
    assert told[0].remedy == "Save the file with commas between its columns."


def test_of_many_problems_of_one_kind_fifty_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    milestones = "activity,milestone,on\n" + "ref-1,demo,yesterday\n" * 1234
    told = problems(written(tmp_path, milestones=milestones))
    assert [problem.line for problem in told] == [*range(2, 52), None]
    assert told[-1].says == "milestones.csv has 1,184 more problems of this kind."


@pytest.mark.parametrize("name", ["we[i]rd *? name", "ana's", "åsa"])
def test_the_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert snapshot(written(folder)).sizes["milestone"] == 1


def test_a_link_is_followed(tmp_path: Path) -> None:
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    elsewhere.mkdir()
    here.mkdir()
    written(elsewhere)
    written(here).joinpath("people.csv").unlink()
    here.joinpath("people.csv").symlink_to(elsewhere / "people.csv")
    assert rows(snapshot(here), "SELECT key FROM person ORDER BY key") == [("ada",), ("ben",)]


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "nowhere")
    assert problem.code == "folder-unreadable"
    assert "No such file or directory" in problem.says


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("plan: x\n")
    assert [problem.code for problem in problems(file)] == ["folder-unreadable"]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "milestones.csv").unlink()
    (folder / "milestones.csv").mkdir()
    assert places(folder) == ["milestones.csv file-unreadable"]


def test_a_csv_file_over_the_limit_belongs_in_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAUDIT_CSV_LIMIT", "60")
    milestones = "activity,milestone,on\n" + "ref-1,demo,2026-07-03\n" * 2
    (told,) = [each for each in problems(written(tmp_path, milestones=milestones)) if each.file == "milestones.csv"]
    assert (told.code, told.says) == ("file-too-large", "milestones.csv has 66 bytes; a CSV file may have 60.")
    assert "milestones.parquet" in told.remedy


def test_a_limit_that_is_no_number_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAUDIT_CSV_LIMIT", "1 GiB")
    with pytest.raises(Refused, match="PLAUDIT_CSV_LIMIT is '1 GiB'"):
        read(written(tmp_path))


@pytest.mark.parametrize("said", ["12", "half", "12GiB; SELECT 1", ""])
def test_memory_without_a_unit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("PLAUDIT_MEMORY", said)
    with pytest.raises(Refused, match="PLAUDIT_MEMORY is"):
        read(written(tmp_path))


def test_the_engine_holds_as_much_as_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAUDIT_MEMORY", "1GiB")
    held = read(written(tmp_path)).con.execute("SELECT current_setting('memory_limit')").fetchall()
    assert held == [("1.0 GiB",)]


def test_inputs_are_what_sha256sum_says_of_the_files_that_were_read(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "notes.txt").write_text("not read")
    names = ["accounts.csv", "activities.csv", "milestones.csv", "people.csv"]
    sums = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    assert read(folder).inputs == "sha256:" + hashlib.sha256(sums.encode()).hexdigest()


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read(written(tmp_path), lambda *step: told.append(step))
    assert [step for step in told if step[1] == step[2]] == [("open", 4, 4), ("load", 14, 14), ("digest", 4, 4)]


def test_two_snapshots_of_the_same_facts_do_not_disturb_each_other(tmp_path: Path) -> None:
    milestones = "activity,milestone,on,recorded_at\nref-1,demo,2026-07-03,2026-07-04T00:00:00Z\n"
    facts = read(written(tmp_path, milestones=milestones))
    earlier, later = (facts.at(moment, "UTC") for moment in (datetime(2026, 7, 3, tzinfo=UTC), None))
    assert (earlier.sizes["milestone"], later.sizes["milestone"]) == (0, 1)
    earlier.close()
    assert rows(later, "SELECT count(*) FROM milestone") == [(1,)]


def test_the_zone_of_the_machine_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    milestones = "activity,milestone,on,recorded_at\nref-1,demo,2026-07-01,2026-07-01T23:30:00Z\n"
    known = snapshot(written(tmp_path, milestones=milestones))
    assert rows(known, "SELECT recorded FROM milestone") == [(JULY,)]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    query = "SELECT activity, step, day, recorded FROM milestone"
    expected = rows(snapshot(written(tmp_path)), query)
    turned = written(
        tmp_path,
        people="role,name,key\ncsm,Ada Okafor,ada\ncsm,Ben Lindt,ben\n",
        accounts="name,key\nCedar Street Kitchens,cedar\n",
        activities="account,tier,person,opened_on,kind,key\ncedar,gold,ada,2026-07-01,referral,ref-1\n",
        milestones="on,milestone,activity\n2026-07-03,demo,ref-1\n",
    )
    assert rows(snapshot(turned), query) == expected


def test_a_row_that_is_longer_than_any_is_a_problem_with_its_line(tmp_path: Path) -> None:
    people = f"key,name,role\nada,Ada Okafor,csm\nben,{'x' * 3_000_000},csm\n"
    assert places(written(tmp_path, people=people)) == ["people.csv:3 row-too-long"]
    fits = f"key,name,role\nada,Ada Okafor,csm\nben,{'x' * 1_999_991},csm\n"
    assert rows(snapshot(written(tmp_path, people=fits)), "SELECT count(*) FROM person") == [(2,)]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("People.csv", "Rename People.csv to people.csv."),
        ("people.csv.gz", "Unpack people.csv.gz to people.csv."),
    ],
)
def test_a_file_that_is_nearly_there_says_what_to_do_with_it(tmp_path: Path, name: str, remedy: str) -> None:
    (written(tmp_path) / "people.csv").rename(tmp_path / name)
    missing = next(each for each in problems(tmp_path) if each.code == "file-missing")
    assert (missing.says, missing.remedy) == (f"The folder has no people.csv; it has {name}.", remedy)
