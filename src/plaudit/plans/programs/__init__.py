"""Plans in use: programs, their published versions, who may publish them."""
