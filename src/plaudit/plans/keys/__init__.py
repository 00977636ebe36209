"""One file for each key of a plan that instruments share: how it is written, and the frozen value that it means."""
