"""One module for each family of cases: how its inputs become a plan and facts, or a call of `plaudit.values`."""
