"""Accounts that stand out, with the reasons; confirm or dismiss."""
