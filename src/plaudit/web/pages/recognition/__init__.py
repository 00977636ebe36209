"""Who was thanked, with what, for what."""
