"""The books: what was earned, stated and paid, entry by entry; written once, in a chain, never changed."""
