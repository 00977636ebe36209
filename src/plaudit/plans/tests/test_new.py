"""A plan is started from a template, and every template is a plan somebody could publish."""

import pytest

from plaudit.plans import new
from plaudit.plans.checks import check
from plaudit.plans.read import read
from plaudit.values.refused import Refused


def test_there_is_a_template_for_each_practice() -> None:
    assert new.names() == (
        "adoption-mbo",
        "champions",
        "csql-commission",
        "customer-call",
        "experience-index",
        "kickoff",
        "mbo-assets",
        "no-incentive",
        "okr-stories",
        "protect-contacts",
        "recognition",
        "reference-kpi",
        "reference-slider",
        "referral-bounty",
        "referral-contest",
        "referral-pilot",
        "short-contest",
        "spiff-reviews",
    )


@pytest.mark.parametrize("name", new.names())
def test_a_template_says_what_it_is_in_one_sentence(name: str) -> None:
    assert new.describe(name).endswith(".")


@pytest.mark.parametrize("name", new.names())
def test_a_template_reads_without_a_problem(name: str) -> None:
    assert read(new.text(name)).incentives


@pytest.mark.parametrize("name", new.names())
def test_plan_check_finds_no_error_in_a_template(name: str) -> None:
    assert [finding for finding in check(read(new.text(name))) if finding.severity == "error"] == []


def test_a_template_is_described_by_its_first_line() -> None:
    assert new.describe("okr-stories") == (
        "An objective without money: better understand our customers, by three case studies or testimonials a quarter."
    )


def test_an_unknown_template_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(Refused, match="There is no template 'spiff'"):
        new.text("spiff")
