"""The tables as they came to be, one purpose each."""
