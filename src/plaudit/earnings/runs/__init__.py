"""Calculations kept in the database, and how a page gets one that is up to date."""
