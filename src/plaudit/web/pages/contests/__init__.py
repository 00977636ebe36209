"""Who leads which contest, for which prize."""
