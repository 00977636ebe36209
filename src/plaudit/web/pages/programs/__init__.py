"""The plans in use: what they promise, to whom, in which versions, and what of the budget is used."""
