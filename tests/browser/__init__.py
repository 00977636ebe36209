"""A few whole paths in a real Chromium."""
