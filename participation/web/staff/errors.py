"""The one table that turns errors into pages, in plain words and with what was typed kept."""

from dataclasses import dataclass

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    SecurityError,
)

from participation.core import errors
from participation.web.staff.access import SignedOut
from participation.web.staff.forms.passkeys import PasskeyRefused
from participation.web.staff.tries import how_long


@dataclass(frozen=True)
class ErrorPage:
    """What a page says of one kind of error; an empty `words` means the error's own."""

    status: int
    title: str
    words: str = ""


BROKEN = ErrorPage(
    500,
    "Sorry, this did not work",
    "Something went wrong on our side. Nothing was stored. Go back and try again.",
)
WENT_STALE = ErrorPage(
    400,
    "This page was open for too long",
    "Nothing was stored. Go back, load the page again and send it once more.",
)
AT_ONCE = ErrorPage(
    409,
    "Somebody was quicker",
    "The same was sent at this very moment, by you or by somebody else, and that stands. Go back "
    "and look at the page again before you send anything more.",
)
"""PostgreSQL lets two write side by side, and refuses the second where there can be only one."""

TABLE: tuple[tuple[type[Exception], ErrorPage], ...] = (
    (SignedOut, ErrorPage(401, "You were signed out")),
    (errors.NotAllowed, ErrorPage(403, "Your role does not include this")),
    (errors.Changed, ErrorPage(409, "Somebody was quicker")),
    (PasskeyRefused, ErrorPage(400, "This passkey was not taken")),
    (errors.Refused, ErrorPage(409, "This cannot be done now")),
    (errors.NotFound, ErrorPage(404, "This is not here")),
    (errors.BadInput, ErrorPage(400, "This cannot be used as it is")),
    (errors.NotSetUp, ErrorPage(503, "The service is not ready")),
    (CSRFError, WENT_STALE),
    (IntegrityError, AT_ONCE),
    (StaleDataError, AT_ONCE),
    (RateLimitExceeded, ErrorPage(429, "Too many tries")),
    (
        NotFound,
        ErrorPage(404, "This is not here", "Check the address, or begin at the start page."),
    ),
    (
        MethodNotAllowed,
        ErrorPage(405, "This page takes no such request", "Begin at the start page."),
    ),
    (
        RequestEntityTooLarge,
        ErrorPage(413, "That is too long to send", "Shorten it and send it again."),
    ),
)


def page_for(error: Exception) -> ErrorPage:
    """Return what a page says of the error: the first line of the table that fits."""
    found = next((page for kind, page in TABLE if isinstance(error, kind)), None)
    if found is not None:
        return found
    if isinstance(error, HTTPException) and error.code is not None and error.code < 500:
        return ErrorPage(error.code, "This did not work", "Go back and try again.")
    return BROKEN


def typed(error: Exception) -> list[str]:
    """Return what was typed as sentences, so that it can be copied when a form is refused."""
    if request.method != "POST" or isinstance(error, RequestEntityTooLarge):
        return []
    given = (value for key, value in request.form.items() if "pass" not in key)
    return [value for value in given if len(value.split()) > 1]


def show(error: Exception) -> ResponseReturnValue:
    """Return the page that tells somebody of the error."""
    if isinstance(error, SecurityError):
        # Under a name that is not ours there is no page to send, only a line.
        return Response("This address does not lead here.", 400, mimetype="text/plain")
    page = page_for(error)
    words = page.words or _own_words(error)
    shown = render_template("staff/error.html", page=page, words=words, typed=typed(error))
    return shown, page.status


def _own_words(error: Exception) -> str:
    if isinstance(error, RateLimitExceeded):
        return how_long(error)
    return error.message if isinstance(error, errors.ParticipationError) else ""


def tell_errors(app: Flask) -> None:
    """Have the app turn its errors into pages; what is not foreseen is logged by its kind."""
    app.register_error_handler(errors.ParticipationError, show)
    app.register_error_handler(HTTPException, show)

    @app.errorhandler(Exception)
    def show_broken(error: Exception) -> ResponseReturnValue:
        # The kind and the place only: the text of an error could hold what somebody wrote.
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = "" if place is None else f"{place.tb_frame.f_code.co_name}, line {place.tb_lineno}"
        app.logger.error("a page failed with %s in %s", type(error).__name__, where)
        return show(error)
