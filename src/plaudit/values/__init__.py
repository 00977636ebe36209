"""Pure values: money, curves, periods, allocation, problems, refusals. Imports nothing of ours."""
