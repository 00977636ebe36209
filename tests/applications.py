"""The site's applications, set up in a home of their own: a plugin loaded before the first that names a model."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.conf import settings

HOME = Path(tempfile.mkdtemp(prefix="plaudit-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["PLAUDIT_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "plaudit.web.settings"
django.setup()

# Scrypt is slow on purpose; no test is about how slow.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files are collected when the site is served; here they are read where they lie.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
Path(settings.STATIC_ROOT).mkdir()
# Else every browser that a test opens lists them all.
settings.WHITENOISE_AUTOREFRESH = True
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
