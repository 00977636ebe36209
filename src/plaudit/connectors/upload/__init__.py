"""Tables that somebody sends: checked with what is known already, and stored."""
