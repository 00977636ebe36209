"""The shadow run: what was paid elsewhere beside what the plan owes, each difference with its reason."""
