"""Whether to run a contest, and how many prizes of which size."""
