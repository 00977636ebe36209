"""Checks of contests."""

from plaudit.plans.checks.tests.cases.case import silent, speaks
from plaudit.plans.checks.tests.typed import contest

CASES = (
    speaks("book-bias", "plain totals", contest("[500.00, 500.00]", ties="share")),
    silent(
        "book-bias",
        "in leagues",
        contest("[[500.00], [500.00]]", ties="share", brackets="{by: accounts, bounds: [20]}"),
    ),
    silent("book-bias", "by account", contest("[500.00, 500.00]", ties="share", measure="{per: accounts}")),
    silent("book-bias", "by improvement", contest("[500.00, 500.00]", ties="share", measure="improvement")),
    speaks(
        "more-prizes-than-people",
        "two prizes for two",
        contest("[500.00, 500.00]", ties="share"),
        covers="{people: [ada, ben]}",
    ),
    silent(
        "more-prizes-than-people", "one prize for two", contest("[500.00]", ties="share"), covers="{people: [ada, ben]}"
    ),
    speaks("single-winner", "one prize among nobody knows how many", contest("[1500.00]", ties="share")),
    speaks(
        "single-winner",
        "one prize in each league",
        contest("[[1500.00], [1500.00]]", ties="share", brackets="{by: accounts, bounds: [20]}"),
    ),
    speaks(
        "single-winner",
        "one prize among five",
        contest("[1500.00]", ties="share"),
        covers="{people: [ada, ben, cleo, dan, eve]}",
    ),
    silent("single-winner", "two prizes", contest("[500.00, 500.00]", ties="share")),
    silent(
        "single-winner", "four people", contest("[1500.00]", ties="share"), covers="{people: [ada, ben, cleo, dan]}"
    ),
    speaks("ties-unsaid", "no word about ties", contest("[500.00, 500.00]")),
    silent("ties-unsaid", "ties are shared", contest("[500.00, 500.00]", ties="share")),
)
