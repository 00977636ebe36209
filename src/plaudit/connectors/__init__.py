"""How facts arrive: one folder per outside system."""
