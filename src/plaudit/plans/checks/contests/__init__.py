"""Checks of contests: prizes, ties, who can win."""
