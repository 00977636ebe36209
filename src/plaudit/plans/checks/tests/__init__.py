"""Each check with the smallest plan that provokes it and the smallest that does not."""
