"""What every page shows around its own matter: who reads, where she can go, what waits for her."""

from typing import Any

from plaudit.web.door import Asked


def frame(request: Asked) -> dict[str, Any]:
    return {"reader": request.reader}
