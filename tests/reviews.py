"""The smallest plan: a published review pays. What it pays stands in the test, beside what comes of it."""


def reviews(pays: str) -> str:
    return f"""
plan: advocacy
currency: USD
covers: {{role: csm}}
effective: {{from: 2026-01-01}}
incentives:
  - key: reviews
    kind: bounty
    window: quarter
    counts: {{activity: review, milestone: published}}
    pays: {pays}
"""
