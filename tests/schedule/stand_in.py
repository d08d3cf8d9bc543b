"""What answers as Prefect's server does when it is asked for its home, and starts in no time."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

Send = Callable[[dict[str, Any]], Awaitable[None]]


def create_app() -> Callable[..., Awaitable[None]]:
    """The ASGI application."""
    return _answer


async def _answer(_scope: dict[str, Any], _receive: Callable[[], Awaitable[Any]], send: Send) -> None:
    body = json.dumps({"home": os.environ["PREFECT_HOME"]}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
