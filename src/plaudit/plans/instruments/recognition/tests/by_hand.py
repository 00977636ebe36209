"""The badges that a measure reaches, read off the written text."""

from typing import Any


def badges(recognition: dict[str, Any], measure: int) -> list[str]:
    return [award["badge"] for award in recognition["awards"] if measure >= int(award["at"])]
