"""What an upload changes in the database, and what it leaves alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.connectors.upload.check import Checked, Taker
from plaudit.connectors.upload.find import find
from plaudit.connectors.upload.models import Outside
from plaudit.connectors.upload.origin import origin
from plaudit.connectors.upload.take import take
from plaudit.connectors.upload.trust import trust
from plaudit.customers.models import Account, Contact, Profile
from plaudit.people.arrive import arrive
from plaudit.people.models import Arrival, Deed
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused, Unreadable
from tests.cast import NOW
from tests.site import who

pytestmark = pytest.mark.usefixtures("company")
Import = Callable[..., tuple[tuple[str, int, int, int], ...]]

ACCOUNTS = "key,name,segment,arr,currency,sector\ncedar,Cedar Street Kitchens,small,1200.50,USD,private\n"
ACTIVITIES = "key,kind,opened_on,person,account,title\nref-1,referral,2026-07-01,ada,cedar,Cedar knows Birch\n"
MILESTONES = "activity,milestone,on\nref-1,demo,2026-07-03\n"


@pytest.fixture
def imports(tmp_path: Path) -> Import:
    """Import tables as they are typed; answers with table, new, changed, same."""

    def one(source: str = "crm", at: datetime = NOW, **tables: str) -> tuple[tuple[str, int, int, int], ...]:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return counted(take(find([tmp_path / f"{name}.csv" for name in tables]), origin(source), taker(at)))

    return one


def taker(at: datetime = NOW) -> Taker:
    return Taker("pia", at, lambda _stage, _done, _total: None)


def counted(checked: Checked) -> tuple[tuple[str, int, int, int], ...]:
    return tuple((each.table, each.new, each.changed, each.same) for each in checked.counted)


def test_tables_refer_to_what_was_imported_before(imports: Import) -> None:
    assert imports(accounts=ACCOUNTS) == (("accounts", 1, 0, 0),)
    assert imports(activities=ACTIVITIES, milestones=MILESTONES) == (("activities", 1, 0, 0), ("milestones", 1, 0, 0))

    report = Report.objects.get()
    assert (report.activity.title, report.account_id, report.opened_on) == (
        "Cedar knows Birch",
        "cedar",
        date(2026, 7, 1),
    )
    profile = Profile.objects.get()
    assert (profile.arr, profile.attributes) == (1_200_500_000, {"sector": "private"})


def test_the_same_file_twice_adds_nothing(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    arrivals = Arrival.objects.count()

    again = imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)

    assert again == (("accounts", 0, 0, 1), ("activities", 0, 0, 1), ("milestones", 0, 0, 1))
    assert Arrival.objects.count() == arrivals


def test_a_number_written_otherwise_is_the_same_number(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    assert imports(accounts=ACCOUNTS.replace("1200.50", "1200.5")) == (("accounts", 0, 0, 1),)


def test_a_changed_row_becomes_a_correction(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    assert imports(accounts=ACCOUNTS.replace("small", "enterprise"), at=NOW + timedelta(days=1)) == (
        ("accounts", 0, 1, 0),
    )

    assert [row.segment for row in Profile.objects.order_by("recorded_at")] == ["small", "enterprise"]
    assert standing(Profile).get().recorded_at == NOW + timedelta(days=1)


def test_a_column_that_the_file_leaves_out_stays_as_it_is(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    assert imports(accounts="key,name,region\ncedar,Cedar Street Kitchens,west\n") == (("accounts", 0, 1, 0),)

    profile = standing(Profile).get()
    assert (profile.segment, profile.region, profile.arr, profile.attributes) == (
        "small",
        "west",
        1_200_500_000,
        {"sector": "private"},
    )


def test_an_empty_cell_empties_what_was_there(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    imports(accounts="key,name,segment\ncedar,Cedar Street Kitchens,\n")
    assert not standing(Profile).get().segment


def test_another_name_is_no_correction_of_a_fact(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    assert imports(accounts=ACCOUNTS.replace("Kitchens", "Cookery")) == (("accounts", 0, 0, 1),)
    assert Account.objects.get().name == "Cedar Street Cookery"
    assert Profile.objects.count() == 1


def test_what_was_corrected_here_is_not_undone_by_a_file_that_says_what_it_said_before(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    imports(accounts=ACCOUNTS.replace("small", "enterprise"), source="by hand")

    assert imports(accounts=ACCOUNTS) == (("accounts", 0, 0, 1),)
    assert standing(Profile).get().segment == "enterprise"


def test_imported_milestones_wait_to_be_verified(imports: Import) -> None:
    imports(
        accounts=ACCOUNTS,
        activities=ACTIVITIES,
        milestones="activity,milestone,on,verified\nref-1,demo,2026-07-03,true\n",
    )
    assert not Milestone.objects.get().verified


def test_a_milestone_verified_here_stays_verified_when_it_comes_again(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    arrival = arrive_at(NOW + timedelta(hours=1))
    Milestone.objects.create(
        activity_id="ref-1",
        milestone="demo",
        on=date(2026, 7, 3),
        verified=True,
        arrival=arrival,
        recorded_at=arrival.recorded_at,
    )
    imports(milestones=MILESTONES)
    assert standing(Milestone).get().verified


def test_a_milestone_on_another_day_must_be_verified_again(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    imports(milestones=MILESTONES.replace("07-03", "07-04"))
    milestone = standing(Milestone).get()
    assert (milestone.on, milestone.verified) == (date(2026, 7, 4), False)


def test_what_a_trusted_source_brings_is_verified(imports: Import) -> None:
    trust("crm", by=who("fay"), at=NOW)
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    assert Milestone.objects.get().verified
    assert Deed.objects.get(did="trusted").by == "fay"


def test_a_source_that_becomes_trusted_verifies_what_it_brought_when_it_says_it_again(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    trust("crm", by=who("pia"), at=NOW)
    imports(milestones=MILESTONES)
    assert standing(Milestone).get().verified


@pytest.mark.parametrize("key", ["ada", "mo", "kim", "amy", "zed"])
def test_only_operations_and_finance_trust_a_source(key: str) -> None:
    with pytest.raises(Refused, match="Operations and finance"):
        trust("crm", by=who(key), at=NOW)


def test_history_in_a_file_keeps_its_moments(imports: Import) -> None:
    history = """activity,milestone,on,recorded_at,retracted_at
ref-1,demo,2026-07-03,2026-07-05T08:00:00Z,
ref-1,demo,2026-07-04,2026-07-06T08:00:00Z,
ref-1,won,2026-07-20,2026-07-21T08:00:00Z,2026-07-22T08:00:00Z
"""
    imports(accounts=ACCOUNTS, activities=ACTIVITIES)
    assert imports(milestones=history) == (("milestones", 3, 0, 0),)
    assert imports(milestones=history) == (("milestones", 0, 0, 3),)

    rows = Milestone.objects.order_by("recorded_at").values_list("milestone", "recorded_at", "retracted_at")
    assert list(rows) == [
        ("demo", datetime(2026, 7, 5, 8, tzinfo=UTC), None),
        ("demo", datetime(2026, 7, 6, 8, tzinfo=UTC), None),
        ("won", datetime(2026, 7, 21, 8, tzinfo=UTC), datetime(2026, 7, 22, 8, tzinfo=UTC)),
    ]
    assert standing(Milestone).get().on == date(2026, 7, 4)


def test_a_row_of_history_that_was_rewritten_is_a_correction_from_now_on(imports: Import) -> None:
    history = "activity,milestone,on,recorded_at\nref-1,demo,2026-07-03,2026-07-05T08:00:00Z\n"
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=history)
    rewritten = history.replace("07-03,", "07-02,")

    assert imports(milestones=rewritten, at=NOW) == (("milestones", 0, 1, 0),)
    assert imports(milestones=rewritten) == (("milestones", 0, 0, 1),)
    assert standing(Milestone).get().recorded_at >= NOW


def test_a_kind_may_be_corrected_though_its_milestones_are_known(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES, milestones=MILESTONES)
    assert imports(activities=ACTIVITIES.replace("referral", "review")) == (("activities", 0, 1, 0),)


def test_a_contact_that_only_an_activity_names_is_called_by_its_key(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    imports(activities="key,kind,opened_on,person,account,contact\nref-1,referral,2026-07-01,ada,cedar,rui@cedar\n")
    assert Contact.objects.get().name == "rui@cedar"


def test_a_value_that_looks_like_a_formula_is_text(imports: Import) -> None:
    imports(accounts=ACCOUNTS, activities=ACTIVITIES.replace("Cedar knows Birch", "=1+1"))
    assert Activity.objects.get().title == "=1+1"


def problems(imports: Import, **tables: str) -> list[tuple[str, str, str]]:
    with pytest.raises(Unreadable) as unreadable:
        imports(**tables)
    return [(each.place, each.code, each.says) for each in unreadable.value.problems]


def test_an_account_that_nobody_knows_is_told_with_its_line_and_the_one_that_is_meant(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    with pytest.raises(Unreadable) as unreadable:
        imports(activities=ACTIVITIES + "ref-2,referral,2026-07-02,ada,ceder,\n")
    (problem,) = unreadable.value.problems
    assert (problem.place, problem.code) == ("activities.csv:3", "account-unknown")
    assert problem.remedy == "Do you mean cedar? Otherwise add it to accounts, or take this row out."
    assert Report.objects.count() == 0


def test_a_position_that_overlaps_one_that_is_known_is_told_at_the_files_line(imports: Import) -> None:
    imports(positions="person,role,from,to\nada,csm,2026-01-01,2026-07-01\n")
    told = problems(imports, positions="person,role,from,to\nada,csm,2026-05-01,2026-09-01\n")
    assert told == [
        ("positions.csv:2", "positions-overlap", "ada is in another position already, by a row known before.")
    ]


def test_a_row_cannot_be_learned_in_the_future(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    told = problems(
        imports, activities="key,kind,opened_on,recorded_at\nref-1,referral,2026-07-01,2027-01-01T00:00:00Z\n"
    )
    assert [(place, code) for place, code, _ in told] == [("activities.csv:2", "recorded-in-future")]


def test_what_a_close_did_not_know_cannot_have_been_known_then(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    known = "key,kind,opened_on,recorded_at\nref-1,referral,2026-03-01,2026-03-02T00:00:00Z\n"
    imports(activities=known)
    imports(closes="period,closed_at\n2026-Q1,2026-04-09T14:45:00Z\n")
    more = known + "ref-2,referral,2026-03-01,2026-04-09T14:45:00Z\nref-3,referral,2026-03-01,2026-04-10T00:00:00Z\n"
    told = problems(imports, activities=more)
    assert [(place, code) for place, code, _ in told] == [("activities.csv:3", "recorded-before-close")]
    assert imports(activities=known + "ref-2,referral,2026-03-01,\n") == (("activities", 1, 0, 1),)


def test_text_longer_than_can_be_kept_is_told(imports: Import) -> None:
    told = problems(imports, accounts=f"key,name\ncedar,{'x' * 201}\n")
    assert told == [("accounts.csv:2", "text-too-long", "name has 201 characters; 200 can be kept.")]


def arrive_at(at: datetime) -> Arrival:
    with transaction.atomic():
        return arrive("form", by="mo", at=at)


def test_a_table_that_only_studies_read_is_kept_as_it_is_written(imports: Import) -> None:
    programs = "program,person,team,from,to,amount\nbounty,,west,2026-01-01,,100.00\nbounty,ada,,2026-01-01,,\n"
    assert imports(programs=programs) == (("programs", 2, 0, 0),)
    assert imports(programs=programs.replace("100.00", "100.0")) == (("programs", 0, 0, 2),)
    assert imports(programs=programs.replace("100.00", "120.00")) == (("programs", 0, 1, 1),)

    stand = {row.row["amount"] for row in standing(Outside) if "amount" in row.row}
    assert stand == {"120.00"}
    assert {row.table for row in Outside.objects.all()} == {"programs"}


def test_deals_refer_to_what_is_known(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    assert imports(deals="key,created_on,account\nd-1,2026-07-01,cedar\n") == (("deals", 1, 0, 0),)
    assert imports(exposures="deal,activity,on\n") == (("exposures", 0, 0, 0),)
    told = problems(imports, deals="key,created_on,account\nd-2,2026-07-01,ceder\n")
    assert [(place, code) for place, code, _ in told] == [("deals.csv:2", "account-unknown")]


def test_contacts_that_leave_out_one_whom_an_activity_names_are_refused(imports: Import) -> None:
    imports(accounts=ACCOUNTS)
    imports(activities="key,kind,opened_on,person,account,contact\nref-1,referral,2026-07-01,ada,cedar,rui@cedar\n")
    told = problems(imports, contacts="key,account,name\nana@cedar,cedar,Ana Reis\n")
    assert [code for _, code, _ in told] == ["contact-unknown"]
    assert imports(contacts="key,account,name\nrui@cedar,cedar,Rui Costa\n") == (("contacts", 1, 0, 0),)
    assert Contact.objects.get().name == "Rui Costa"
