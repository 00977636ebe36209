"""Customers who stand out from the typical one, and by what."""
