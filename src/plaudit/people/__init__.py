"""Persons and their positions over time."""
