"""What the studies claim, each claim with the simulation that tries it."""
