"""Close and win rates with open leads, and what a win costs."""
