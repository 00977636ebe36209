"""Payouts: what can be paid, the batches, their files and what became of them."""
