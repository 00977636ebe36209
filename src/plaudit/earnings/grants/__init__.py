"""Money given by hand: proposed by one, approved by another, retracted by two."""
