"""Django's settings; what differs from site to site comes from the surroundings (`configuration.py`)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from plaudit.web.configuration import configuration

SITE = configuration()
HERE = Path(__file__).parent

SECRET_KEY = SITE.secret_key
DEBUG = False
ALLOWED_HOSTS = list(SITE.hosts)
DATABASES = {"default": SITE.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Login"
ROOT_URLCONF = "plaudit.web.urls"
WSGI_APPLICATION = "plaudit.web.wsgi.application"
ATOMIC_REQUESTS = False

INSTALLED_APPS = [
    "plaudit.people",
    "plaudit.customers",
    "plaudit.activities",
    "plaudit.plans.programs",
    "plaudit.plans.signoff",
    "plaudit.earnings.grants",
    "plaudit.earnings.runs",
    "plaudit.earnings.shadow",
    "plaudit.connectors.upload",
    "plaudit.ledger",
    "plaudit.statements",
    "plaudit.evidence.site",
    "plaudit.statements.payouts",
    "plaudit.statements.disputes",
    "plaudit.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "plaudit.web.watch.watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plaudit.web.door.Door",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", HERE / "pages"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["plaudit.web.components.show", "plaudit.web.components.browsers"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plaudit.web.frame.frame",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- who signs in ---

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
ACCOUNT_ADAPTER = "plaudit.web.sign_in.Adapter"
SOCIALACCOUNT_ADAPTER = "plaudit.web.sign_in.SingleSignOn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Asking for a new password answers the same whether somebody has the address or not, and writes to nobody who has not.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "plaudit.web.pages.account.forgotten.Forgotten"}
# Five wrong passwords for an address in five minutes shut it for as long; ten a minute from one place shut the place.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
# Behind TLS stands one proxy of ours, whose word about who is calling counts.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SITE.https else 0
MFA_TOTP_ISSUER = "Plaudit"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "plaudit.web.pages.account.form.AddPasskey"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE.https
SOCIALACCOUNT_ONLY = False
# `sign_in.SingleSignOn` finds the login.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": []
        if SITE.oidc is None
        else [
            {
                "provider_id": "sso",
                "name": "Single sign-on",
                "client_id": SITE.oidc["client_id"],
                "secret": SITE.oidc["secret"],
                "settings": {"server_url": SITE.oidc["server_url"]},
            }
        ]
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
USERSESSIONS_TRACK_ACTIVITY = False
# In the database, so that every process counts failed sign-ins together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- what travels ---

SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SITE.https
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SITE.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SITE.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SITE.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([SITE.oidc["origin"]] if SITE.oidc else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- what is served ---

STATIC_URL = "/static/"
STATIC_ROOT = SITE.home / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": SITE.home / "proofs"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
USE_TZ = True
TIME_ZONE = SITE.time_zone
LANGUAGE_CODE = "en"
USE_I18N = True

# --- long work, notices, logs ---

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
globals().update(SITE.mail)
DEFAULT_FROM_EMAIL = SITE.mail_from
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "plaudit.web.logs.Json"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # What was not found or not allowed is in the line of its request already.
        "django.request": {"level": "ERROR"},
        # The worker looks for tasks each second.
        "django_tasks_db": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "propagate": False},
    },
}
