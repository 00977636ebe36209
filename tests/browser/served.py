"""The site as a browser test meets it: the real server on a copy of a database, at a moment that stands still.

The process is started with `SITE_MOMENT`, the moment at which it takes place.
"""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["SITE_MOMENT"])).start()

# Static files are read where they lie; collecting them is the business of whoever serves the site.
from django.conf import settings  # noqa: E402 -- the clock stands still first

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

from plaudit.web.wsgi import application  # noqa: E402 -- as above

__all__ = ["application"]
