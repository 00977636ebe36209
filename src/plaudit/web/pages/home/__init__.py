"""Where everybody lands."""
