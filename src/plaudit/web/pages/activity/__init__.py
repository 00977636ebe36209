"""One activity: how far it is, what shows it, everything that was ever said about it."""
