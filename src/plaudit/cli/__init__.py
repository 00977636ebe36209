"""The command line: each command is one call of a verb; it decides nothing and calculates nothing."""
