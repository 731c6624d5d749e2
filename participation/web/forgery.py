"""Protection against forged forms, its token masked anew in every page.

A page that is compressed and shows a secret that stays the same can give it away, byte by
byte, to whoever watches its length (BREACH). A mask of random bytes makes each copy different.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Flask
from flask_wtf.csrf import CSRFProtect, generate_csrf


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
    mask = os.urandom(len(token))
    return urlsafe_b64encode(mask + _crossed(token, mask)).decode()


def unmasked(text: str) -> str:
    """Return the token under the mask, or nothing if there is none."""
    try:
        both = urlsafe_b64decode(text.encode())
        half = len(both) // 2
        return _crossed(both[half:], both[:half]).decode("ascii")
    except ValueError:
        return ""


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
