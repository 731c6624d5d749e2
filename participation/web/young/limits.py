"""How often one place may try, under a name that changes every day and tells nobody who.

Generous: a children's home shares one Wi-Fi, and so does a whole school.
"""

import secrets
from datetime import date
from threading import Lock
from typing import cast

from flask import Flask, request
from flask.typing import RouteCallable
from flask_limiter import Limiter

from participation.core.sealed import keyed
from participation.web.young.door import door

LIMITS = {
    "checking.send": "120 per minute",
    "journeys.look": "120 per minute",
    "keeping.picture": "30 per minute",
    "taking_back.look": "60 per minute",
    "taking_back.take": "60 per minute",
    "resuming.carry_on": "60 per minute",
    "contacting.send": "60 per minute",
    "contacting.look": "120 per minute",
    "contacting.take_back": "60 per minute",
    "words_back.answer": "60 per minute",
    "walls.tap": "240 per minute",
}


class DailyName:
    """Names a visitor's address by a random key that nobody keeps past the day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._key = b""

    def __call__(self) -> str:
        """Return the name of this request's address, today."""
        today = door().today
        with self._lock:
            if self._day != today:
                self._day, self._key = today, secrets.token_bytes(32)
            key = self._key
        return keyed(key, "limit", (request.remote_addr or "").encode()).hex()


def set_limits(app: Flask) -> None:
    """Hold the views of the table to their limits, counted in memory alone."""
    limiter = Limiter(DailyName(), app=app, storage_uri="memory://", headers_enabled=False)
    for endpoint, limit in LIMITS.items():
        held = limiter.limit(limit, methods=["POST"])(app.view_functions[endpoint])
        app.view_functions[endpoint] = cast(RouteCallable, held)
