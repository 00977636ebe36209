"""Settings: people and duties, the catalogue, how this site runs."""
