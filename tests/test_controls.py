"""Controls that an auditor asks for and that no room proves by itself; docs/closing.md names the test of each."""

import re
from datetime import UTC, datetime

import pytest

from plaudit import __version__
from plaudit.activities.models import Source
from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.upload.trust import distrust, trust
from plaudit.earnings.runs.bring import digest
from plaudit.ledger.models import Posting
from plaudit.people.access import reader
from plaudit.people.models import Arrival, Deed, Login
from plaudit.people.seal import sealed
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from tests.architecture.sources import ROOT
from tests.closing import SignedIn, closed

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
PROOF = re.compile(r"`((?:src|tests)/[a-z_/]+\.py)::(test_[a-z_]+)`")


@pytest.mark.usefixtures("company")
def test_the_journal_says_who_marked_a_source_as_trusted_and_who_no_longer() -> None:
    Source.objects.create(name="crm")
    pia, fay = (reader(Login.objects.get(person__key=key), NOW.date()) for key in ("pia", "fay"))
    trust("crm", by=pia, at=NOW)
    distrust("crm", by=fay, at=NOW)
    deeds = Deed.objects.order_by("pk").values_list("did", "about", "by")
    assert list(deeds) == [("trusted", "source crm", "pia"), ("distrusted", "source crm", "fay")]


@pytest.mark.usefixtures("over")
def test_a_close_keeps_its_plans_its_facts_its_engine_and_who_decided(signed_in: SignedIn) -> None:
    last = Arrival.objects.order_by("pk").last()
    assert last is not None
    closed(signed_in)
    facts = Posting.objects.get().facts
    known = digest(versions(Program.objects.get(), catalogue(), last.pk))
    assert (facts["plans"], facts["watermark"], facts["engine"]) == (
        {"csm": known},
        last.pk,
        f"duckdb, plaudit {__version__}",
    )
    assert [(each["point"], each["by"], each["digest"]) for each in facts["decisions"]] == [
        ("unverified", "fay", facts["digest"]),
        ("approve", "fay", facts["digest"]),
    ]


def test_what_is_sealed_has_no_state_that_could_be_changed() -> None:
    """Where something stands is derived from dated rows, so that it can be asked for any day."""
    fields = {(model._meta.label, field.name) for model in sealed() for field in model._meta.concrete_fields}
    assert {each for each in fields if each[1] in {"state", "status"}} == set()
    assert {"statements.Decision", "payouts.Step", "disputes.Step", "grants.Turn"} <= {label for label, _ in fields}


def test_the_page_for_auditors_names_tests_that_are_there() -> None:
    named = PROOF.findall((ROOT / "docs" / "closing.md").read_text("utf-8"))
    assert len(named) > 10
    assert [each for each in named if f"def {each[1]}(" not in (ROOT / each[0]).read_text("utf-8")] == []
