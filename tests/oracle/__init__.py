"""Other ways to get the same numbers."""
