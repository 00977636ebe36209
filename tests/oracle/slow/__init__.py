"""The slow oracle: the whole calculation once more, in fractions and loops, sharing nothing with Plaudit."""
