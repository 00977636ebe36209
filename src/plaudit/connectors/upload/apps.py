"""The application of imports: files that were sent, and what became of them."""

from django.apps import AppConfig


class UploadConfig(AppConfig):
    """Its tables are called after what they hold, not after the folder."""

    name = "plaudit.connectors.upload"
    label = "uploads"
