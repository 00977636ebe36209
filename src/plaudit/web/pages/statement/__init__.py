"""What a person earned in a period, line by line, each with its calculation."""
