"""What the editor shows while the company has no map of its own."""

STARTING = """\
# The company's own kinds, and what it says otherwise about the built-in ones.
# What a kind does not say stays as it is in the built-in map.
#
# podcast:
#   title: Podcast
#   milestones: [agreed, recorded, published]
#   ends: [withdrawn]
#   points: 4
#   complexity: medium
#   value: high
#   stage: advocacy
#   guidance: Offer the questions a week before.
#
# review:
#   points: 2
"""
