"""What it may cost: a program in the quarters to come, simulated by the query that pays."""
