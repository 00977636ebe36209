"""Money given by hand: propose, decide, take back."""
