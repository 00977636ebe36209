"""Makes Harbor, the example company: the same bytes on every machine, from one seed and no clock."""
