"""The statement of a closed period, as it was frozen."""
