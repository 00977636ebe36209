"""What crosses rooms: the cast, worlds as text, the architecture, the oracles."""
