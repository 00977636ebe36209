"""Statistics as published, one file a method: numbers in, numbers out; nothing here knows a file or a study."""
