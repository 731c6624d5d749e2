"""Splitting a theme into parts, and giving its answers theirs."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Permission
from participation.services import codebook_editing as editing
from participation.services import codebook_splitting as splitting
from participation.services.codebook_record import ThemeState, states
from participation.services.theme_figures import coded_answers
from participation.web.staff.access import needs
from participation.web.staff.forms.theme_parts import SplitForm
from participation.web.staff.office import now, reading, writing

pages = Blueprint("theme_parts", __name__, url_prefix="/themes")

NONE_OF_THEM = "none"


@pages.route("/of/<code>/split", methods=["GET", "POST"])
@needs(Permission.CHANGE_THEMES)
def split(code: str) -> ResponseReturnValue:
    """Split the theme into parts, or show what that does."""
    form = SplitForm()
    with reading() as desk:
        state = editing.standing_theme(states(desk.session, desk.council), code)
        coded = coded_answers(desk.session, desk.council).get(code, 0)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, code)
                splitting.split(*args, form.wordings(), now())
        except BadInput as error:
            form.refuse(error.field, error)
        else:
            session["said"] = f"“{state.name}” is split. Its answers wait for their parts."
            return redirect(url_for("theme_parts.place" if coded else "themes.show", code=code))
    page = render_template("staff/theme-split.html", form=form, theme=state, coded=coded)
    return page, 400 if form.errors else 200


@pages.route("/of/<code>/parts", methods=["GET", "POST"])
@needs(Permission.READ_ANSWERS)
def place(code: str) -> ResponseReturnValue:
    """Show some of the answers that wait for a part, or keep the parts that were ticked."""
    if request.method == "POST":
        with writing() as desk:
            args = (desk.session, desk.council, desk.account, code)
            many = splitting.place(*args, _chosen(), now())
        words = "answer has" if many == 1 else "answers have"
        session["said"] = f"{many} {words} been read again." if many else "Nothing was ticked."
        return redirect(url_for("theme_parts.place", code=code))
    with reading() as desk:
        standing = states(desk.session, desk.council)
        whole = _known(standing, code)
        return render_template(
            "staff/theme-parts.html",
            theme=whole,
            of_it=[part for part in splitting.parts_of(standing, code) if not part.retired_on],
            answers=splitting.to_place(desk.session, desk.council, code),
            left=splitting.left_to_place(desk.session, desk.council).get(code, 0),
            none_of_them=NONE_OF_THEM,
            said=session.pop("said", ""),
        )


def _known(standing: Mapping[str, ThemeState], code: str) -> ThemeState:
    if code not in standing:
        raise NotFound("That theme is not in your codebook. Choose one from the list.")
    return standing[code]


def _chosen() -> dict[UUID, list[str]]:
    """Return the parts that were ticked for each answer; those without a tick are left out.

    A part that is ticked beside "None of them" counts.
    """
    chosen = {}
    for name in request.form:
        try:
            key = UUID(name)
        except ValueError:
            continue
        chosen[key] = [code for code in request.form.getlist(name) if code != NONE_OF_THEM]
    return chosen
