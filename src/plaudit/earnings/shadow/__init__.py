"""The shadow run kept: what a spreadsheet paid, as it was sent, and how it compares with what is owed."""
