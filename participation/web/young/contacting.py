"""Asking to be reached: by choice, sealed, and apart from everything that was said."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import BadInput, NotFound, Refused
from participation.core.sealed import NONCE_BYTES, new_nonce
from participation.services import contacts
from participation.services.contacts import Asked
from participation.services.councils import council_named, pack_of
from participation.web.young.door import door
from participation.web.young.faults import show as show_fault
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import said as _
from participation.web.young.together import asks_for_time
from participation.web.young.visit import has_left

pages = Blueprint("contacting", __name__)


@dataclass(frozen=True)
class Looked:
    """What somebody finds under a come-back code, or what is wrong with what they typed.

    `gone` says that the request was taken back just now.
    """

    typed: str = ""
    found: bool = False
    gone: bool = False
    error: str = ""


@pages.get("/contact/<name>")
def show(name: str) -> Response:
    """Show the form, or who else can help while it is closed."""
    return _form(name, Asked("", ""), new_nonce())


@pages.post("/contact/<name>")
def send(name: str) -> Response:
    """Seal the request and show its come-back code."""
    asked, nonce = _asked(), _nonce()
    if asks_for_time():
        return _form(name, asked, nonce)
    try:
        with door().database.writing() as session:
            council = council_named(session, name)
            args = (session, door().keys, council, asked, nonce, door().clock.now())
            code = contacts.ask(*args)
    except (BadInput, Refused) as error:
        return _form(name, asked, nonce, error.message)
    door().database.forget_log()
    return page("contact_sent.html", council=pack_of(council), code=code)


@pages.errorhandler(CSRFError)
def form_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the form once more with what was typed, when it had been open too long."""
    if has_left():
        return neutral()
    stale = _("This page had been open for a while. Press the button again.")
    if request.endpoint == "contacting.send":
        try:
            return _form((request.view_args or {}).get("name", ""), _asked(), _nonce(), stale)
        except NotFound as unknown:
            return show_fault(unknown)
    looked = Looked(request.form.get("code", ""), error=stale)
    return page("contact_code.html", looked=looked, opened_on=None, status=400)


@pages.get("/contact/code")
def ask_code() -> Response:
    """Ask for the come-back code."""
    return page("contact_code.html", looked=Looked(), opened_on=None)


@pages.post("/contact/code")
def look() -> Response:
    """Show whether the request has been opened."""
    typed = request.form.get("code", "")
    if asks_for_time():
        return page("contact_code.html", looked=Looked(typed), opened_on=None)
    try:
        with door().database.reading() as session:
            opened_on = contacts.opened_on(session, door().keys, typed)
    except NotFound as error:
        return _not_found(typed, error)
    return page("contact_code.html", looked=Looked(typed, found=True), opened_on=opened_on)


@pages.post("/contact/taken-back")
def take_back() -> Response:
    """Delete the request unless somebody has opened it, and say which."""
    typed = request.form.get("code", "")
    try:
        with door().database.writing() as session:
            opened_on = contacts.take_back(session, door().keys, typed, door().clock.now())
    except NotFound as error:
        return _not_found(typed, error)
    door().database.forget_log()
    looked = Looked(found=True, gone=opened_on is None)
    return page("contact_code.html", looked=looked, opened_on=opened_on)


@pages.get("/contact/taken-back")
def ask_again() -> ResponseReturnValue:
    """Ask for the come-back code: it comes in a form alone."""
    return redirect(url_for("contacting.ask_code"), 303)


def _not_found(typed: str, error: NotFound) -> Response:
    """Return one page for unknown, taken-back and unreadable words: it tells nothing."""
    looked = Looked(typed, error=error.message)
    return page("contact_code.html", looked=looked, opened_on=None, status=404)


def _form(name: str, asked: Asked, nonce: bytes, error: str = "") -> Response:
    with door().database.reading() as session:
        council = council_named(session, name)
        is_open = contacts.public_key(session, council) is not None
    return page(
        "contact.html",
        council=pack_of(council),
        is_open=is_open,
        asked=asked,
        nonce=nonce.hex(),
        error=error,
        status=400 if error else 200,
    )


def _asked() -> Asked:
    typed = {key: request.form.get(key, "") for key in ("name", "how", "words")}
    along = request.form.get("receipt", "") if "along" in request.form else ""
    return Asked(**typed, receipt=along)


def _nonce() -> bytes:
    """Return the nonce of the form, the same for a form sent twice; a fresh one if it is bad."""
    try:
        nonce = bytes.fromhex(request.form.get("nonce", ""))
    except ValueError:
        return new_nonce()
    return nonce if len(nonce) == NONCE_BYTES else new_nonce()
