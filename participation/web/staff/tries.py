"""How often somebody may try: by account at an address, and far more gently by either alone.

A whole council, or a children's home, may share one address, so an address alone never shuts
anybody out: one that fails very often only leaves fewer tries to each account there. Somebody
elsewhere who types wrong passwords for an account does not shut its owner out either, short of
a hundred an hour. A passkey cannot be guessed, so its tries are not counted at all.
"""

from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from flask_security import current_user, uia_email_mapper
from limits import RateLimitItemPerHour

from participation.core.clock import day_of
from participation.core.ports import Clock
from participation.web.staff.access import opening_of

PER_ACCOUNT_HERE = "10 per 10 minutes"
PER_ACCOUNT = "100 per hour"
PER_CODE = "5 per 10 minutes; 20 per day"
PER_ACCOUNT_WHERE_MANY_FAIL = "3 per 10 minutes"
MANY_FAIL = RateLimitItemPerHour(100)
BAD_LINKS = "30 per 10 minutes"
"""How many links that open nothing may be tried from one address; good ones are not counted."""
TRIES_OF_A_LINK = "20 per hour"

TEN_MINUTES, AN_HOUR = 600, 3600
LINK_GONE = 410

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
        today = day_of(self._clock.now())
        if today != self._day:
            self._day, self._key = today, token_bytes(32)
        return blake2b(f"{kind}\x00{whom}".encode(), key=self._key).hexdigest()

    def account(self) -> str:
        """Return the counted name of the account that is tried, however it was spelt."""
        if request.endpoint == "security.login":
            typed = request.form.get("email", "").strip()
            return self.name("account", (uia_email_mapper(typed) or typed).lower())
        known = session.get("tf_user_id") or getattr(current_user, "fs_uniquifier", "")
        return self.name("account", str(known))

    def account_here(self) -> str:
        """Return the counted name of the account as it is tried from this address."""
        return self.account() + self.address()

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
        code = endpoint in CODES
        most: Any = limiter.limit(
            PER_CODE if code else PER_ACCOUNT, methods=["POST"], deduct_when=count_address_too
        )
        here: Any = limiter.limit(
            PER_ACCOUNT_HERE,
            key_func=counting.account_here,
            methods=["POST"],
            deduct_when=count,
        )
        fewer: Any = limiter.limit(
            PER_ACCOUNT_WHERE_MANY_FAIL,
            key_func=counting.account_here,
            methods=["POST"],
            deduct_when=count,
            exempt_when=few_fail_there,
        )
        app.view_functions[endpoint] = most(here(fewer(app.view_functions[endpoint])))


def limit_links(app: Flask, clock: Clock, endpoint: str) -> None:
    """Count links that open nothing by where they are tried, and what is sent by one link."""
    counting = Counting(clock)
    limiter: Limiter = next(iter(app.extensions["limiter"]))
    bad: Any = limiter.limit(
        BAD_LINKS,
        key_func=lambda: "link" + counting.address(),
        deduct_when=lambda response: response.status_code == LINK_GONE,
    )
    sent: Any = limiter.limit(
        TRIES_OF_A_LINK,
        key_func=lambda: counting.name("link", str((request.view_args or {}).get("secret"))),
        methods=["POST"],
    )
    app.view_functions[endpoint] = bad(sent(app.view_functions[endpoint]))


def how_long(error: RateLimitExceeded) -> str:
    """Return what to do after too many tries: how long to wait depends on the limit."""
    seconds = error.limit.limit.get_expiry() if error.limit else 0
    if opening_of(request.endpoint or "") is not None:
        return "Wait an hour, then open the link from your mail again."
    if seconds <= TEN_MINUTES:
        return "Wait ten minutes, then try to sign in again."
    if seconds <= AN_HOUR:
        return "Wait an hour, then try to sign in again."
    return "Try again tomorrow, or ask your administrator to reset your second step."
