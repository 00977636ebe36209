"""Logs as lines of JSON: when, how bad, who says so, what; never what somebody typed into a form."""

import json
import logging
from datetime import UTC, datetime

from django.http import HttpRequest
from django.urls import Resolver404, resolve

TOLD = ("method", "path", "status", "milliseconds", "request")


def pattern(request: HttpRequest) -> str:
    """What was asked for as the site map says it: keys of people and links of invitations stay out of the logs."""
    match = request.resolver_match
    if match is None:
        # Answered before the site map was asked.
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "nothing"
    return match.route or "/"


def name_of(request: HttpRequest) -> str:
    """Joins the lines of one request, and the answer that carried it in X-Request-Id."""
    return str(request.META.get("plaudit.request", ""))


class Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": record.getMessage(),
        }
        said |= {name: record.__dict__[name] for name in TOLD if name in record.__dict__}
        if record.name == "django.request":
            # Django's own words name the address, and an address may be an invitation.
            request = record.__dict__["request"]
            said |= {"says": "A request was not answered.", "path": pattern(request), "request": name_of(request)}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)
