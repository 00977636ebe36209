"""What to pay for an event: start, expected, ceiling; on a page, on paper, as a draft of a plan."""
