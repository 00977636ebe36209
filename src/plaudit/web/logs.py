"""Logs as lines of JSON: when, how bad, who says so, what; never what somebody typed into a form."""

import json
import logging
from datetime import UTC, datetime


class Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": record.getMessage(),
        }
        for name in ("method", "path", "status", "milliseconds", "person", "request"):
            if name in record.__dict__:
                said[name] = record.__dict__[name]
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)
