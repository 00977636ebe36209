"""Patterns that pay without advocacy: each with how often it appears by chance."""
