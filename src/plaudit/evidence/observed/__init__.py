"""The facts as arrays: leads, counts by person and period, spend, metrics."""
