"""A page of the settings."""
