"""The acts that make Harbor's story, each with the reason it is there; chance brings the others.

An act: tag, kind, account, who brought it, what it says (and platform, lead or amount); below it the milestones.
"""

from datetime import date

from making.acts import Act
from making.book import Book

ACTS = """\
# Ada's best quarter, past the step of the referral bounty.
ada | referral | sassafras-soul-food | ada | {} refers Lowcountry Table; lead: Lowcountry Table
    submitted 2026-04-02, accepted 2026-04-06, demo 2026-04-14, opportunity 2026-04-23, won 2026-06-03
ada | referral | sassafras-soul-food | ada | {} refers Peachtree Fry House; lead: Peachtree Fry House
    submitted 2026-04-02, accepted 2026-04-06, demo 2026-04-21, lost 2026-05-13
ada | referral | evergreen-eateries | ada | {} refers Spruce Lake Resorts; lead: Spruce Lake Resorts
    submitted 2026-04-16, accepted 2026-04-20, demo 2026-05-05, opportunity 2026-05-14
ada | referral | buckeye-bowls | ada | {} refers Prairie Pho; lead: Prairie Pho
    submitted 2026-04-27, accepted 2026-04-29, demo 2026-05-19
ada | referral | linden-lunch-company | ada | {} refers Ninth Floor Canteens; lead: Ninth Floor Canteens
    submitted 2026-05-11, accepted 2026-05-14, demo 2026-06-02, opportunity 2026-06-11
ada | referral | silver-birch-hotels | ada | {} refers Loon Lake Lodges; lead: Loon Lake Lodges
    submitted 2026-05-21, accepted 2026-05-26, demo 2026-06-16
ada | referral | buckeye-bowls | ada | {} refers Scarlet Sandwich Company; lead: Scarlet Sandwich Company
    submitted 2026-06-08, accepted 2026-06-10, demo 2026-06-29
# A deal that falls through 130 days after it was won, two quarters later; and one that was smaller than first said.
clawed | csql | canyon-rim-resorts | dev | {}: 40 more locations; amount: 52920
    logged 2025-10-06, accepted 2025-10-09, opportunity 2025-10-23, won 2025-12-11, paid 2026-01-22, churned 2026-04-20
corrected | csql | redbud-roasters | femi | {}: more locations; amount: 16092
    logged 2026-01-20, accepted 2026-01-22, opportunity 2026-02-05, won 2026-03-19, paid 2026-04-28
# Told too late; told after the close but in time; the same review twice; seen by nobody but who brought it.
late | reference_call | osteria-valdoro | ines | {} talks to a buyer
    asked 2025-09-08, agreed 2025-09-10, scheduled 2025-09-12, delivered 2025-09-18
after-close | referral | cedar-street-kitchens | ben | {} refers Mill Race Dining; lead: Mill Race Dining
    submitted 2026-03-03, accepted 2026-03-05, demo 2026-03-26, lost 2026-06-02
doubled | review | saltmarsh-kitchen | cleo | G2 review by {}; platform: g2; stars: 5
    asked 2025-08-04, agreed 2025-08-06, submitted 2025-08-18, published 2025-08-21
unverified | referral | sandpiper-suppers | cleo | {} refers Herring Row; lead: Herring Row
    submitted 2026-06-04, accepted 2026-06-08, demo 2026-06-23
# Brought by two or three together.
by-two | case_study | juniper-rye | ada | How {} buys, counts and cooks
    agreed 2026-04-07, drafted 2026-04-29, approved 2026-05-20, published 2026-06-04
by-three | video | bluebird-diners | dev | A morning at {}
    agreed 2026-03-09, drafted 2026-04-06, approved 2026-04-30, published 2026-05-12
unevenly | testimonial | vinothek-rabenstein | elif | {} in its own words
    agreed 2025-11-10, drafted 2025-11-17, approved 2025-11-24, published 2025-12-01
# The spring for earned media.
press | earned_media | timberline-lodges | orla | {} in the travel pages
    agreed 2026-04-09, delivered 2026-05-17
press | earned_media | hickory-pit-barbecue | ben | {} in the trade press
    agreed 2026-04-22, delivered 2026-06-07
press | earned_media | casa-oliveira | hana | {} on the evening news
    agreed 2026-05-04, delivered 2026-06-12
# Lee's last day is 15 May; his leads go on.
lee-demo | referral | night-herring | lee | {} refers Pier House Grill; lead: Pier House Grill
    submitted 2026-05-04, accepted 2026-05-07, demo 2026-05-28
lee-deal | csql | skippers-chicken | lee | {}: 3 more locations; amount: 5364
    logged 2026-04-14, accepted 2026-04-16, opportunity 2026-04-27, won 2026-06-11
"""

# When a milestone of a scripted act was first told of, where that was not soon.
TOLD = {("late", "delivered"): date(2025, 11, 20), ("after-close", "demo"): date(2026, 4, 21)}
# Withdrawn from that day on.
WITHDRAWN = {"doubled": date(2025, 11, 12)}
# What an amount became, and when that was told.
CORRECTED = {"corrected": (12516, date(2026, 5, 6))}
UNVERIFIED = {("unverified", "demo")}
SHARED = {
    "by-two": (("ada", "1/2"), ("ben", "1/2")),
    "by-three": (("dev", "1/3"), ("femi", "1/3"), ("orla", "1/3")),
    "unevenly": (("elif", "0.7"), ("ines", "0.3")),
}


def scripted(book: Book) -> list[Act]:
    lines = [line for line in ACTS.splitlines() if not line.startswith("#")]
    return [_act(book, head, reached) for head, reached in zip(lines[::2], lines[1::2], strict=True)]


def _act(book: Book, head: str, reached: str) -> Act:
    tag, kind, account, person, said = head.split(" | ")
    found = next(a for a in book.accounts if a.key == account)
    title, *more = said.split("; ")
    extra = dict(pair.split(": ") for pair in more)
    steps = tuple(
        (name, date.fromisoformat(day)) for name, day in (step.split() for step in reached.strip().split(", "))
    )
    return Act(
        kind=kind,
        opened=steps[0][1],
        account=account,
        contact=found.contacts[0].key,
        person=person,
        by=person,
        steps=steps,
        title=title.format(found.name),
        channel="call" if kind in {"referral", "review", "csql", "reference_call"} else "",
        platform=extra.get("platform", ""),
        amount=int(extra["amount"]) if "amount" in extra else None,
        currency=found.currency if "amount" in extra else "",
        lead=extra.get("lead", ""),
        stars=extra.get("stars", ""),
        tag=tag,
    )
