"""Closing a period: what stands in the way, who approves, what is booked."""
