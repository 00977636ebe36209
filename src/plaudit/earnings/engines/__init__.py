"""Where the query runs: one file per engine, all to the same bytes."""
