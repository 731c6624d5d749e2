"""How often somebody may try: by account, and more gently by where the tries come from.

A whole council, or a children's home, may share one address, so an address alone never shuts
anybody out: one that fails very often only leaves fewer tries to each account there.
"""

from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from flask_security import current_user
from limits import RateLimitItemPerHour

from participation.core.ports import Clock

PER_ACCOUNT = "10 per 10 minutes"
PER_CODE = "5 per 10 minutes; 20 per day"
PER_ACCOUNT_WHERE_MANY_FAIL = "3 per 10 minutes"
MANY_FAIL = RateLimitItemPerHour(100)

PASSWORDS = ("security.login", "security.verify", "security.change_password")
CODES = ("security.two_factor_token_validation", "security.mf_recovery")


class Counting:
    """Names what is counted under a key of the day, so that nothing counted names anybody."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._day: date | None = None
        self._key = b""

    def name(self, kind: str, whom: str) -> str:
        """Return the name under which tries are counted today."""
        today = self._clock.now().date()
        if today != self._day:
            self._day, self._key = today, token_bytes(32)
        return blake2b(f"{kind}\x00{whom}".encode(), key=self._key).hexdigest()

    def account(self) -> str:
        """Return the counted name of the account that is tried."""
        if request.endpoint == "security.login":
            return self.name("account", request.form.get("email", "").strip().lower())
        known = session.get("tf_user_id") or getattr(current_user, "fs_uniquifier", "")
        return self.name("account", str(known))

    def address(self) -> str:
        """Return the counted name of where the request comes from."""
        return self.name("address", request.remote_addr or "")


def limit_tries(app: Flask, clock: Clock) -> None:
    """Count failed passwords and codes of the library's pages, in memory only."""
    counting = Counting(clock)
    limiter = Limiter(counting.account, app=app, storage_uri="memory://")

    def few_fail_there() -> bool:
        return limiter.limiter.test(MANY_FAIL, counting.address())

    def count(response: Response) -> bool:
        return response.status_code == 200

    def count_address_too(response: Response) -> bool:
        if count(response):
            limiter.limiter.hit(MANY_FAIL, counting.address())
        return count(response)

    for endpoint in (*PASSWORDS, *CODES):
        most = PER_CODE if endpoint in CODES else PER_ACCOUNT
        limited: Any = limiter.limit(most, methods=["POST"], deduct_when=count_address_too)
        fewer: Any = limiter.limit(
            PER_ACCOUNT_WHERE_MANY_FAIL,
            methods=["POST"],
            deduct_when=count,
            exempt_when=few_fail_there,
        )
        app.view_functions[endpoint] = limited(fewer(app.view_functions[endpoint]))
