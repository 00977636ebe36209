"""Disputes: doubting a line, the queue of those who answer, one dispute with what was said."""
