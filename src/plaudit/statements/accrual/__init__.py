"""What finance provides for: what is owed, what waits at face value, and what of it is a cost of a contract."""
