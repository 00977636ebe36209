"""Checks of what a plan should say and does not."""
