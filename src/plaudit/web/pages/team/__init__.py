"""How a team, or everybody, stands in a period."""
