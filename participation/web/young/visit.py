"""The one cookie: it holds the secret of a conversation, or that somebody left, and no more.

Signed, not sealed: whoever holds the phone holds the secret anyway. No answer is in it.
"""

from flask import Flask, session

CONVERSATION = "s"
LEFT = "left"


def set_cookie_rules(app: Flask, https: bool) -> None:
    """Have the cookie end with the browser, kept from scripts and from other sites."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-views" if https else "views",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def kept_secret() -> bytes | None:
    """Return the secret of the conversation that this browser holds, or None."""
    kept = session.get(CONVERSATION)
    return bytes.fromhex(kept) if isinstance(kept, str) else None


def keep_secret(secret: bytes) -> None:
    """Have this browser hold the conversation."""
    session.pop(LEFT, None)
    session[CONVERSATION] = secret.hex()


def leave() -> None:
    """Forget everything but that somebody left, so that Back shows nothing of it."""
    session.clear()
    session[LEFT] = True


def has_left() -> bool:
    """Return whether somebody left quickly and nobody has begun again since."""
    return LEFT in session
