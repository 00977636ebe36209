"""The shadow run: what the spreadsheet paid beside what is owed."""
