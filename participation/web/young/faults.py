"""The one table that turns errors into pages for young people."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug import exceptions as http

from participation.core import errors
from participation.core.speech import marked, said
from participation.web.uploads import drain
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.visit import has_left


@dataclass(frozen=True)
class Fault:
    """What a page says of one kind of error; without words it says the error's own."""

    status: int
    title: str
    words: str = ""


BROKEN = Fault(
    500,
    marked("That didn't work"),
    marked("Something broke at our end, not yours. What you said is still here. Try again."),
)
NOT_HERE = Fault(
    404,
    marked("There is nothing here"),
    marked("Check the address. You can begin again from the first page."),
)
TOO_OLD = Fault(
    400,
    marked("This page had been open for a while"),
    marked("Go back to the page before, look at it once more, and press the button again."),
)

TABLE: tuple[tuple[type[Exception], Fault], ...] = (
    (errors.NotFound, Fault(404, marked("We can't find that"))),
    (errors.Refused, Fault(403, marked("This isn't open"))),
    (errors.NotSetUp, BROKEN),
    (errors.BadInput, Fault(400, marked("That didn't work"))),
    (CSRFError, TOO_OLD),
    (
        http.TooManyRequests,
        Fault(
            429,
            marked("Lots of people are here right now"),
            marked("Wait one minute, then try again. Nothing you said is lost."),
        ),
    ),
    (
        http.RequestEntityTooLarge,
        Fault(
            413,
            marked("That is more than we can take"),
            marked("All your answers before it are kept. Go back and make this one shorter."),
        ),
    ),
    (http.MethodNotAllowed, Fault(405, NOT_HERE.title, NOT_HERE.words)),
    (http.NotFound, NOT_HERE),
)


def fault_for(error: Exception) -> Fault:
    """Return what is said of the error: the first line of the table that fits."""
    found = next((fault for kind, fault in TABLE if isinstance(error, kind)), None)
    if found is not None:
        return found
    if isinstance(error, http.HTTPException) and error.code is not None and error.code < 500:
        return Fault(error.code, BROKEN.title, TOO_OLD.words)
    return BROKEN


def show(error: Exception) -> Response:
    """Return the page that tells a young person of the error, with what was typed."""
    fault = fault_for(error)
    own = error.message if isinstance(error, errors.ParticipationError) else ""
    words = said(fault.words) if fault.words else own
    sent = _sent(error)
    may_pass = fault.status >= 500 or fault.status == 429
    return page(
        "fault.html",
        status=fault.status,
        title=said(fault.title),
        words=words,
        typed="\n".join(value for name, value in sent if name == "value" and " " in value),
        again=sent if may_pass else (),
    )


def _sent(error: Exception) -> tuple[tuple[str, str], ...]:
    """Return the fields of the form that met the error, unless their sender has left."""
    too_much = isinstance(error, http.RequestEntityTooLarge)
    if too_much:
        drain()
    if request.method != "POST" or too_much or has_left():
        return ()
    fields = request.form.items(multi=True)
    return tuple((name, value) for name, value in fields if name != "csrf_token")


def tell_faults(app: Flask) -> None:
    """Have the app turn its errors into pages; what is not foreseen is logged by its kind."""
    app.register_error_handler(errors.ParticipationError, show)
    app.register_error_handler(http.HTTPException, show)

    @app.errorhandler(CSRFError)
    def show_too_old(error: CSRFError) -> ResponseReturnValue:
        return neutral() if has_left() else show(error)

    @app.errorhandler(errors.NotSetUp)
    @app.errorhandler(Exception)
    def show_broken(error: Exception) -> ResponseReturnValue:
        # The kind and the place only: an error's text could hold what somebody wrote.
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        code = None if place is None else place.tb_frame.f_code
        where = "" if code is None else f"{Path(code.co_filename).name} {code.co_name}"
        app.logger.error("%s failed with %s in %s", request.endpoint, type(error).__name__, where)
        return show(error)
