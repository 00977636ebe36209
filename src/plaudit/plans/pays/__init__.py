"""The ways a plan pays: how each is written under `pays:`, the frozen value it means, and that value's curve."""
