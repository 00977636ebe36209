"""Reading a version of a plan, signing it, and who has not."""
