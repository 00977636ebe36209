"""Each request as a line of the log and a count of the metrics: what was asked for by its pattern, never by whom."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from prometheus_client import Counter, Histogram

from plaudit.web.logs import pattern

REQUESTS = Counter("plaudit_requests", "Answered requests.", ["method", "path", "status"])
SECONDS = Histogram("plaudit_request_seconds", "How long a request took.", ["path"])
ASKED_INSIDE = {"/healthy", "/ready"}
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_log = logging.getLogger("plaudit.requests")


def watch(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def watched(request: HttpRequest) -> HttpResponse:
        name = uuid4().hex[:16]
        request.META["plaudit.request"] = name
        if request.path_info in ASKED_INSIDE:
            # By whatever name and without TLS: a load balancer knows neither.
            inside: HttpResponse = resolve(request.path_info).func(request)
            return inside
        if request.path_info.startswith("/static/"):
            return answer(request)
        began = time.perf_counter_ns()
        response = answer(request)
        nanoseconds = time.perf_counter_ns() - began
        response["X-Request-Id"] = name
        method = request.method if request.method in METHODS else "other"
        path = pattern(request)
        REQUESTS.labels(method, path, response.status_code).inc()
        SECONDS.labels(path).observe(nanoseconds / 1e9)
        said = {"method": method, "path": path, "status": response.status_code, "request": name}
        _log.info("%s %s", method, path, extra=said | {"milliseconds": nanoseconds // 1_000_000})
        return response

    return watched
