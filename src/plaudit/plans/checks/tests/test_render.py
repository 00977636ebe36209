import json

from plaudit.plans.checks import check, checks, render
from plaudit.plans.checks.tests.typed import REVIEWS, bounty, plan

STARS = check(plan(bounty("{each: 25.00}", REVIEWS, where="{stars_at_least: 5}")))
ERROR = tuple(finding for finding in STARS if finding.severity == "error")


def test_text_is_a_paragraph_for_each_finding_then_the_counts_and_once_that_it_is_no_advice() -> None:
    assert render.text(ERROR, "plans/small.yaml") == (
        "plans/small.yaml:7: error: pay-by-sentiment (incentives[0].where)\n"
        "    `bounty` pays for a review depending on its stars: that is buying an opinion.\n"
        "    Remedy: Pay the same for every published review, whatever it says: take the condition out of the plan.\n"
        "    See R01; 16 CFR 465.4; Gartner Peer Insights Community Guidelines 3.4.2 (US, platforms), looked up\n"
        "    2026-11.\n"
        "\n"
        "1 error, 0 warnings, 0 notes.\n"
        "\n"
        "Laws and platform rules are as looked up in the month given. This is not legal advice.\n"
    )


def test_text_of_a_plan_without_findings_says_so() -> None:
    assert render.text((), "plans/small.yaml") == "0 errors, 0 warnings, 0 notes.\n"


def test_json_has_the_keys_that_other_programs_read() -> None:
    (finding,) = json.loads(render.json(ERROR))["findings"]
    assert finding == {
        "code": "pay-by-sentiment",
        "severity": "error",
        "path": "incentives[0].where",
        "line": 7,
        "says": "`bounty` pays for a review depending on its stars: that is buying an opinion.",
        "remedy": "Pay the same for every published review, whatever it says: take the condition out of the plan.",
        "cites": "R01; 16 CFR 465.4; Gartner Peer Insights Community Guidelines 3.4.2",
        "dated": "2026-11",
        "jurisdiction": "US, platforms",
    }


def test_sarif_places_a_result_on_its_line_and_names_its_rule() -> None:
    (run,) = json.loads(render.sarif(ERROR, "plans/small plan.yaml"))["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    place = result["locations"][0]["physicalLocation"]
    assert (rule["id"], result["ruleId"], result["level"]) == ("pay-by-sentiment", "pay-by-sentiment", "error")
    assert place == {"artifactLocation": {"uri": "plans/small%20plan.yaml"}, "region": {"startLine": 7}}


def test_sarif_has_every_check_as_a_rule_with_its_help() -> None:
    log = json.loads(render.sarif((), "plans/small.yaml"))
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == [check.code for check in checks()]
    assert {len(rule["help"]["text"]) > 60 for rule in rules} == {True}


def test_sarif_names_a_file_outside_the_repository_by_a_whole_address() -> None:
    (run,) = json.loads(render.sarif(ERROR, "/plans/small.yaml"))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///plans/small.yaml"}
