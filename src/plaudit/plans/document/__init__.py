"""From bytes to text, to a tree with a line for every path, to shapes; nothing here knows what a plan is."""
