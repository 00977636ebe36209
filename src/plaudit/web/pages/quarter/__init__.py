"""quarter."""
