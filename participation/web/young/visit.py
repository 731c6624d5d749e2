"""The one cookie: the secret of a conversation, or that somebody left, and no more.

On a shared phone or tablet also where its first page is, and when it was last touched.

Signed, not sealed: whoever holds the phone holds the secret anyway. No answer is in it.
"""

from flask import Flask, session

CONVERSATION = "s"
SHARED = "t"
SEEN = "at"
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


def drop_secret() -> None:
    """Have this browser hold no conversation any more."""
    session.pop(CONVERSATION, None)


def share(first_page: str, seen: int) -> None:
    """Forget everything but that this phone or tablet is shared, so that no old form is good."""
    session.clear()
    session[SHARED], session[SEEN] = first_page, seen


def stop_sharing() -> None:
    """Forget everything, and have this browser be one person's own."""
    session.clear()


def shared_first_page() -> str | None:
    """Return the first page of a shared phone or tablet, or None on one person's own."""
    kept = session.get(SHARED)
    return kept if isinstance(kept, str) else None


def touch(seen: int) -> int:
    """Note that the shared phone or tablet is in use and return when it last was."""
    last = int(session.get(SEEN, seen))
    session[SEEN] = seen
    return last


def leave() -> None:
    """Forget everything but that somebody left, so that Back shows nothing of it."""
    session.clear()
    session[LEFT] = True


def has_left() -> bool:
    """Return whether somebody left quickly and nobody has begun again since."""
    return LEFT in session
