"""A phone or tablet that many share: nothing of one person is there for the next."""

from flask import Blueprint, Flask, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from participation.web.forgery import unmasked
from participation.web.young.door import door
from participation.web.young.leaving import forget_kept, neutral
from participation.web.young.visit import leave, share, shared_first_page, stop_sharing, touch

pages = Blueprint("together", __name__)

IDLE_SECONDS = 5 * 60
CALM = ("start.", "invited.", "together.", "leaving.")
"""Views that hold nothing of anybody: they may stand open for as long as they like."""


@pages.get("/next")
def go() -> ResponseReturnValue:
    """Clear all that somebody said and show the first page to the next person."""
    first_page = shared_first_page()
    if first_page is None:
        return redirect(url_for("start.home"), 303)
    forget_kept()
    share(first_page, _now())
    return redirect(first_page, 303)


def begin_visit(first_page: str) -> None:
    """Clear what another person left here, and share or not as the first page's tick says."""
    ticked = "shared" in request.form
    if ticked or shared_first_page() is not None:
        forget_kept()
        stop_sharing()
    if ticked:
        share(first_page, _now())


def is_shared() -> bool:
    """Return whether this phone or tablet is shared."""
    return shared_first_page() is not None


def asks_for_time() -> bool:
    """Return whether somebody only says that they are still there: nothing is sent or judged."""
    return "still" in request.form


def keep_apart(app: Flask) -> None:
    """Have the app clear a shared phone or tablet after five idle minutes, and forget old forms.

    Asked before the forms' own check, which would show somebody what another person typed.
    """
    app.before_request(_before)
    app.after_request(_after)
    app.context_processor(lambda: {"shared": is_shared(), "idles": _idles()})


def _before() -> Response | ResponseReturnValue | None:
    first_page = shared_first_page()
    if first_page is None:
        return None
    now = _now()
    calm = (request.endpoint or "").startswith(CALM)
    if now - touch(now) > IDLE_SECONDS and not calm:
        forget_kept()
        leave()
        return neutral()
    if request.method == "POST" and not calm and not _of_this_person():
        return redirect(first_page, 303)
    return None


def _after(response: Response) -> Response:
    # A header and no script: a browser follows it by itself, and no page can be left out. The
    # page itself asks a minute before (style/still.css), and one tap keeps all that was typed:
    # WCAG 2.2, 2.2.1, timing adjustable.
    if _idles() and response.mimetype == "text/html":
        response.headers["Refresh"] = f"{IDLE_SECONDS};url={url_for('leaving.go')}"
    return response


def _idles() -> bool:
    return is_shared() and not (request.endpoint or "").startswith(CALM)


def _of_this_person() -> bool:
    try:
        validate_csrf(unmasked(request.form.get("csrf_token", "")))
    except ValidationError:
        return False
    return True


def _now() -> int:
    return int(door().clock.now().timestamp())
