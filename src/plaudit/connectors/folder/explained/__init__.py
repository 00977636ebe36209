"""The slow second pass over a folder that has mistakes in it."""
