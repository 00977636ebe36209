"""Logging an activity: which kind, then one short form."""
