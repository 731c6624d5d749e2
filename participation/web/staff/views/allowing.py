"""The allow-list: words that are never a personal detail in the council's answers."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import allow_list
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing

pages = Blueprint("allowing", __name__, url_prefix="/never-masked")


@pages.get("")
@needs(Permission.ALLOW_WORDS)
def show() -> str:
    """Show every word of the list, with a way to take it off."""
    return _page()


@pages.post("")
@needs(Permission.ALLOW_WORDS)
def add() -> ResponseReturnValue:
    """Put a word on the list."""
    typed = request.form.get("word", "")
    try:
        with writing() as desk:
            word = allow_list.allow(desk.session, desk.council, desk.account, typed, now())
    except BadInput as error:
        return _page(typed, error.message), 400
    session["said"] = f"“{word}” is never masked from now on."
    return redirect(url_for("allowing.show"))


@pages.post("/take-off")
@needs(Permission.ALLOW_WORDS)
def take_off() -> ResponseReturnValue:
    """Take a word off the list."""
    word = request.form.get("word", "")
    with writing() as desk:
        allow_list.take_off(desk.session, desk.council, desk.account, word, now())
    session["said"] = "The word is masked again from now on."
    return redirect(url_for("allowing.show"))


def _page(typed: str = "", problem: str = "") -> str:
    with reading() as desk:
        return render_template(
            "staff/never-masked.html",
            words=allow_list.allowed(desk.session, desk.council),
            typed=typed,
            problem=problem,
            said=session.pop("said", ""),
        )
