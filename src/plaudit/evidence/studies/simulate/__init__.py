"""What a plan may cost."""
