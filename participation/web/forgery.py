"""Protection against forged forms, its token masked anew in every page.

A page that is compressed and shows a secret that stays the same can give it away, byte by
byte, to whoever watches its length (BREACH). A mask of random bytes makes each copy different.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from itertools import cycle

from flask import Flask
from flask_wtf.csrf import CSRFProtect, generate_csrf

MASK_BYTES = 16
"""Long enough that no two pages share a mask; a mask as long as the token weighs twice that."""


class ForgeryProtection(CSRFProtect):  # type: ignore[misc]  # Flask-WTF is not typed
    """Refuses a form that did not come from one of our own pages."""

    def init_app(self, app: Flask) -> None:
        """Protect every form of the app; templates write `csrf_token()`."""
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str:
        return unmasked(super()._get_csrf_token() or "")


def masked_token() -> str:
    """Return the visitor's token under a mask of its own."""
    token = generate_csrf().encode()
    mask = os.urandom(MASK_BYTES)
    return urlsafe_b64encode(mask + _crossed(token, mask)).decode()


def unmasked(text: str) -> str:
    """Return the token under the mask, or nothing if there is none."""
    try:
        both = urlsafe_b64decode(text.encode())
        return _crossed(both[MASK_BYTES:], both[:MASK_BYTES]).decode("ascii")
    except ValueError:
        return ""


def _crossed(text: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(text, cycle(mask), strict=False))
