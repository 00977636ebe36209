"""The site as a WSGI application, for granian or any other server."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plaudit.web.settings")
application = get_wsgi_application()

# Rooms with tables can be named when the application is there.
from plaudit.connectors.database.read import load_engine  # noqa: E402 -- as said
from plaudit.evidence import studies  # noqa: E402 -- as said


def load() -> None:
    """Each takes a second, for which whoever looks at a new act, or at an answer, first would wait."""
    load_engine()
    for name in studies.names():
        studies.find(name)


Thread(target=load, daemon=True).start()
