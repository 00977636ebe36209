"""Stories on paper: a folder each, with the amounts worked out by hand in expected.txt."""
