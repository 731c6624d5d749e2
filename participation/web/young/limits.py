"""How often one browser and one place may try, counted under names that tell nobody who.

Generous: a children's home shares one Wi-Fi, and so does a whole school. A browser has a share
of its own, which ends long before its place's: whoever floods stops themselves and not those
they live with.
"""

import secrets
from datetime import date
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from flask import Flask, request, session
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from participation.core.sealed import keyed
from participation.web.young.door import door

LIMITS = {
    "start.begin": 240,
    "invited.begin": 240,
    "drawing.add": 120,
    "checking.send": 120,
    "journeys.look": 120,
    "keeping.picture": 30,
    "taking_back.look": 60,
    "taking_back.take": 60,
    "resuming.carry_on": 60,
    "contacting.send": 60,
    "contacting.look": 120,
    "contacting.take_back": 60,
    "words_back.answer": 60,
    "walls.tap": 240,
    "listing.back": 120,
}
"""Forms that one place may send in a minute, by the view that takes them."""
BROWSERS = 6
"""A browser's own share is this part of its place's."""
HOUSEHOLD_BITS = 64
"""What of an IPv6 address is its place's: the rest a device makes up as often as it likes."""


class DailyNames:
    """Names where a request comes from by a random key that nobody keeps past the day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._key = b""

    def of_browser(self) -> str:
        """Return today's name of the browser, by the token that its forms must carry."""
        return self._named("browser", str(session.get("csrf_token", "")))

    def of_place(self) -> str:
        """Return today's name of the household or school that the request comes from."""
        return self._named("place", place_of(request.remote_addr or ""))

    def _named(self, kind: str, what: str) -> str:
        today = door().today
        with self._lock:
            if self._day != today:
                self._day, self._key = today, secrets.token_bytes(32)
            key = self._key
        return keyed(key, f"limit {kind}", what.encode()).hex()


def place_of(address: str) -> str:
    """Return the part of the address that everybody behind one connection shares."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found.packed, HOUSEHOLD_BITS), strict=False))


def set_limits(app: Flask) -> None:
    """Hold the views of the table to their limits, counted in memory alone."""
    counted = FixedWindowRateLimiter(MemoryStorage())
    names = DailyNames()

    @app.before_request
    def hold() -> None:
        view = request.endpoint or ""
        most = LIMITS.get(view)
        if most is None or request.method != "POST":
            return
        # Its own share first: what is refused there does not count against its place.
        own, all_of_it = RateLimitItemPerMinute(most // BROWSERS), RateLimitItemPerMinute(most)
        if not counted.hit(own, view, names.of_browser()):
            raise TooManyRequests
        if not counted.hit(all_of_it, view, names.of_place()):
            raise TooManyRequests
