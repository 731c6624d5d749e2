"""The council's worry words, edited by its safeguarding leads."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services.worry_lists import set_worry_list, worry_list
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing
from surveys.worry_words import shared_worry_words

pages = Blueprint("worry", __name__, url_prefix="/worry-words")

STORED = "stored"


@pages.get("")
@needs(Permission.DECIDE_FLAGS)
def show() -> str:
    """Show the worry words, one a line."""
    with reading() as desk:
        words = worry_list(desk.council)
    return _page("\n".join(words))


@pages.post("")
@needs(Permission.DECIDE_FLAGS)
def change() -> ResponseReturnValue:
    """Keep other worry words, or show what was typed with what is wrong."""
    typed = request.form.get("words", "")
    try:
        with writing() as desk:
            set_worry_list(desk.session, desk.council, desk.account, typed, now())
    except BadInput as error:
        return _page(typed, error.message), 400
    return redirect(url_for("worry.show", done=STORED), 303)


def _page(typed: str, error: str = "") -> str:
    return render_template(
        "staff/worry-words.html",
        typed=typed,
        error=error,
        stored=request.args.get("done") == STORED,
        shared=len(shared_worry_words()),
    )
