"""The milestones of each kind in order, ends last, as rule 2 lists them."""

LISTS = {
    "referral": "submitted accepted demo opportunity won paid lost churned",
    "review": "asked agreed submitted published withdrawn",
    "testimonial quote video blog whitepaper case_study": "agreed drafted approved published withdrawn",
    "reference_call": "asked agreed scheduled delivered",
    "cab_seat co_presentation earned_media community_post call_showcase": "agreed delivered",
    "nomination csql": "logged accepted opportunity won paid rejected lost churned",
}
MILESTONES = {kind: listed.split() for kinds, listed in LISTS.items() for kind in kinds.split()}
