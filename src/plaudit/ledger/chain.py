"""The chain: every entry's head is a hash over the head before it, so that one changed row changes every later head."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# The head before the first posting.
BEGIN = "0" * 64
# What is said of a posting, beside its number and its moment.
WORDS = ("what", "once", "period", "by", "facts")


def linked(head: str, text: str) -> str:
    """SHA-256 over the head before and the canonical text of what follows it."""
    return hashlib.sha256(f"{head}\n{text}".encode()).hexdigest()


def posting_text(number: int, at: datetime, words: Mapping[str, Any]) -> str:
    """The canonical text that opens a posting: its number, its moment in UTC, everything said of it."""
    told = [number, at.astimezone(UTC).isoformat(), words]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def paper_text(name: str, person: str, digest: str) -> str:
    return json.dumps([name, person, digest], ensure_ascii=False, separators=(",", ":"))
