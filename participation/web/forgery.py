"""Protection against forged forms, its token masked anew in every page.

A page that is compressed and shows a secret that stays the same can give it away, byte by
byte, to whoever watches its length (BREACH). A mask of random bytes makes each copy different.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest
from itertools import cycle

from flask import Flask, session
from flask_wtf.csrf import CSRFProtect, generate_csrf

MASK_BYTES = 16
"""Long enough that no two pages share a mask; a mask as long as the token weighs more."""
TOKEN_BYTES = 20
HELD = "csrf_token"
"""Where Flask-WTF looks for the visitor's token, in the one signed cookie."""


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
    """Return the visitor's token under a mask of its own.

    Unsigned, for the cookie that it is compared with is signed: a third of the length.
    """
    token = bytes.fromhex(session.setdefault(HELD, os.urandom(TOKEN_BYTES).hex()))
    mask = os.urandom(MASK_BYTES)
    return urlsafe_b64encode(mask + _crossed(token, mask)).decode()


def unmasked(text: str) -> str:
    """Return the visitor's token as Flask-WTF signs it, or nothing if another is masked here."""
    held = session.get(HELD, "")
    return generate_csrf() if held and compare_digest(under_mask(text), held) else ""


def under_mask(text: str) -> str:
    """Return what is masked here, a token or not."""
    try:
        both = urlsafe_b64decode(text.encode())
    except ValueError:
        return ""
    return _crossed(both[MASK_BYTES:], both[:MASK_BYTES]).hex()


def _crossed(text: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(text, cycle(mask), strict=False))
