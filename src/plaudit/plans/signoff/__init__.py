"""Sign-off: who has read and signed which version of a plan, and who has not."""
