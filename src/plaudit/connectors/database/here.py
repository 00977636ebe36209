"""The database of this process, as a place to read from."""

from django.db import connection

from plaudit.connectors.database.place import Place


def here() -> Place:
    """The database of this process, as the engine's drivers name it."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return Place("sqlite", str(said["NAME"]))
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    words = [f"{word}='{_escaped(str(said[name]))}'" for word, name in parts.items() if said[name]]
    return Place("postgresql", " ".join(words))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
