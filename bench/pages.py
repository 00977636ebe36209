"""Every page that somebody can reach in the company of `bench.load`, opened by itself: milliseconds of the processor.

`python -m bench.pages` after `python -m bench.load` on SQLite. Each address is opened twice, the second time counts; of
pages alike two. Answers with 1 if one fails.
"""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

PEOPLE = ("pia", "m-1", "p-000001")
PASSWORD = "a bench has no secrets"
SHOWN, OK = 40, 400


def main() -> None:
    home = Path(".bench") / "site-1000000-sqlite"
    os.environ |= {"PLAUDIT_HOME": str(home.absolute()), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    import django

    django.setup()
    found = sorted((line for person in PEOPLE for line in walked(person)), reverse=True)
    for took, status, person, address in found[:SHOWN]:
        print(f"{took:7.0f} ms {status} {person:9} {address}")
    print(f"{len(found)} pages and files, the middle one {found[len(found) // 2][0]:.0f} ms")
    sys.exit(any(status >= OK for _, status, _, _ in found))


def walked(person: str) -> Iterator[tuple[float, int, str, str]]:
    """From the first page along every link."""
    from django.test import Client
    from django.urls import Resolver404, resolve

    visitor = Client(HTTP_HOST="localhost")
    visitor.post("/accounts/login/", {"login": f"{person}@example.com", "password": PASSWORD})
    ways, there, alike = ["/"], {"/"}, Counter[str]()
    while ways:
        address = ways.pop(0)
        try:
            kind = resolve(urlsplit(address).path).route + "".join(re.findall(r"take=\w+", address))
        except Resolver404:
            continue
        alike[kind] += 1
        if alike[kind] > 2 or "logout" in address:
            continue
        visitor.get(address).close()
        began = time.process_time()
        answer = visitor.get(address)
        text = answer.getvalue()
        yield (time.process_time() - began) * 1000, answer.status_code, person, address
        page = text.decode() if "html" in answer.get("Content-Type", "") else ""
        named = re.findall(r'(?:href|src|hx-get)="([^"#]+)"', page.replace("&amp;", "&"))
        to = [urljoin(address, each) for each in [*named, answer.get("Location", address)]]
        ways += (new := [each for each in dict.fromkeys(to) if each.startswith("/") and each not in there])
        there |= set(new)


if __name__ == "__main__":
    main()
