"""The application that lays the seal after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    """People, and the seal on everybody's facts."""

    name = "plaudit.people"

    def ready(self) -> None:
        # Models can be looked through only when all applications are there.
        from plaudit.people.seal import after_migrate

        post_migrate.connect(after_migrate, dispatch_uid="seal")
