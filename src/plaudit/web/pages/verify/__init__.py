"""What waits to be verified."""
