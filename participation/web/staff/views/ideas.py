"""New ideas: answers that fit no theme, in groups that a person names or dismisses."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import ideas
from participation.services.councils import themes_of
from participation.web.staff.access import needs
from participation.web.staff.office import now, office, reading, writing

pages = Blueprint("ideas", __name__, url_prefix="/themes/new-ideas")

MOST_AT_ONCE = 50
"""Answers of a group that are read and given a theme in one go."""
SHOWN_OF_EACH = 3


@pages.get("")
@needs(Permission.CHANGE_THEMES)
def show() -> str:
    """Show the groups, largest first, and how far the grouping is."""
    with reading() as desk:
        return render_template(
            "staff/ideas.html",
            ideas=ideas.new_ideas(desk.session, desk.council, office().shelf),
            grouping=ideas.grouping(desk.session, desk.council, office().shelf),
            shown=SHOWN_OF_EACH,
            most=ideas.MOST_SHOWN,
            said=session.pop("said", ""),
        )


@pages.post("/group")
@needs(Permission.CHANGE_THEMES)
def group() -> ResponseReturnValue:
    """Have the worker group the answers anew."""
    with writing() as desk:
        ideas.ask_to_group(desk.session, desk.council, now())
    return redirect(url_for("ideas.show"))


@pages.get("/<mark>")
@needs(Permission.CHANGE_THEMES)
def show_one(mark: str) -> str:
    """Show the answers of one group, those nearest to its middle first."""
    return _page(mark, request.args.get("theme", ""))


@pages.post("/<mark>/name")
@needs(Permission.CHANGE_THEMES)
def name(mark: str) -> ResponseReturnValue:
    """Give the ticked answers the theme that was chosen."""
    ticked, code = _keys(request.form.getlist("answers")), request.form.get("theme", "")
    try:
        if not ticked:
            raise BadInput("Tick at least one answer.", "answers")
        if not code:
            raise BadInput("Choose a theme, or add one first.")
        with writing() as desk:
            args = (desk.session, desk.council, desk.account)
            many = ideas.name_idea(*args, ticked, code, now())
    except BadInput as error:
        return _page(mark, code, set(ticked), error), 400
    session["said"] = f"{many} {'answer has' if many == 1 else 'answers have'} the theme now."
    return redirect(url_for("ideas.show"))


@pages.post("/<mark>/dismiss")
@needs(Permission.CHANGE_THEMES)
def dismiss(mark: str) -> ResponseReturnValue:
    """Say that a group holds no new idea."""
    with writing() as desk:
        idea = ideas.idea_of(desk.session, desk.council, office().shelf, mark)
        many = ideas.dismiss(desk.session, desk.council, desk.account, idea.keys, now())
    session["said"] = f"Dismissed: {many} answers stay as they are, without a theme."
    return redirect(url_for("ideas.show"))


def _page(
    mark: str, theme: str, ticked: set[UUID] | None = None, problem: BadInput | None = None
) -> str:
    with reading() as desk:
        idea = ideas.idea_of(desk.session, desk.council, office().shelf, mark)
        return render_template(
            "staff/idea.html",
            idea=idea,
            answers=idea.answers[:MOST_AT_ONCE],
            themes=themes_of(desk.session, desk.council),
            theme=theme,
            ticked=ticked,
            problem=problem,
            said=session.pop("said", ""),
        )


def _keys(typed: list[str]) -> list[UUID]:
    try:
        return [UUID(key) for key in typed[:MOST_AT_ONCE]]
    except ValueError:
        return []
