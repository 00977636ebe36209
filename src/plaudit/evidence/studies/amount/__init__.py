"""What to pay for an event."""
