"""The application of the studies' answers."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The room's only part that knows of a database."""

    name = "plaudit.evidence.site"
    label = "evidence"
