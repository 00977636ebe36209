"""How numbers, days and names look: each in one place."""
