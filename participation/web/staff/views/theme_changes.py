"""Changing the codebook, and proposing what should be changed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Permission
from participation.services import codebook_editing as editing
from participation.services import codebook_merging as merging
from participation.services import ideas, theme_proposals
from participation.services.codebook_record import states
from participation.services.councils import pack_of
from participation.services.theme_figures import coded_answers
from participation.web.staff.access import needs
from participation.web.staff.forms.themes import MergeForm, ProposalForm, ThemeForm
from participation.web.staff.office import Desk, now, office, reading, writing

pages = Blueprint("theme_changes", __name__, url_prefix="/themes")


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.CHANGE_THEMES)
def add() -> ResponseReturnValue:
    """Add a theme, or show the form; it may begin with a proposal, or with a new idea's label."""
    form, key, idea = ThemeForm(), _proposal_key(), request.args.get("idea", "")
    with reading() as desk:
        form.offer(pack_of(desk.council))
        if not form.is_submitted():
            _begin(desk, form, key, idea)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account)
                code = editing.add_theme(*args, form.wording(), now())
                if key is not None:
                    theme_proposals.settle(*args, key, now())
        except (BadInput, Refused) as error:
            form.refuse(error.field or "name", error)
        else:
            session["said"] = "The theme is in the codebook."
            if idea:
                return redirect(url_for("ideas.show_one", mark=idea, theme=code))
            return redirect(url_for("themes.show_one", code=code))
    back = url_for("ideas.show_one", mark=idea) if idea else url_for("themes.show")
    return _form(form, "Add a theme", back)


@pages.route("/of/<code>/change", methods=["GET", "POST"])
@needs(Permission.CHANGE_THEMES)
def change(code: str) -> ResponseReturnValue:
    """Change what is said of a theme, or show the form."""
    form = ThemeForm()
    with reading() as desk:
        state = editing.standing_theme(states(desk.session, desk.council), code)
        form.offer(pack_of(desk.council))
    if not form.is_submitted():
        form.show(state)
    elif form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, code)
                editing.change_theme(*args, form.wording(state.lenses), now())
        except BadInput as error:
            form.refuse(error.field or "name", error)
        else:
            session["said"] = "Changed. The version before it is kept."
            return redirect(url_for("themes.show_one", code=code))
    return _form(form, f"Change “{state.name}”", url_for("themes.show_one", code=code))


@pages.route("/of/<code>/merge", methods=["GET", "POST"])
@needs(Permission.CHANGE_THEMES)
def merge(code: str) -> ResponseReturnValue:
    """Merge the theme into another, or show what that does."""
    form = MergeForm()
    with reading() as desk:
        standing = states(desk.session, desk.council)
        state = editing.standing_theme(standing, code)
        form.offer([other for other in editing.offered(standing) if other.code != code])
        coded = coded_answers(desk.session, desk.council).get(code, 0)
    if form.is_submitted() and form.validate():
        into = form.into.data
        with writing() as desk:
            args = (desk.session, desk.council, desk.account, office().keys)
            merging.merge(*args, code, into, now())
        session["said"] = f"“{state.name}” is part of this theme now."
        return redirect(url_for("themes.show_one", code=into))
    page = render_template(
        "staff/theme-merge.html", form=form, theme=state, coded=coded, days=merging.UNDO_DAYS
    )
    return page, 400 if form.errors else 200


@pages.post("/of/<code>/retire")
@needs(Permission.CHANGE_THEMES)
def retire(code: str) -> ResponseReturnValue:
    """Neither suggest nor offer the theme any more."""
    with writing() as desk:
        editing.retire(desk.session, desk.council, desk.account, code, now())
    session["said"] = "Retired. It is not suggested or offered any more; what was told stays."
    return redirect(url_for("themes.show_one", code=code))


@pages.post("/versions/<int:number>/undo")
@needs(Permission.CHANGE_THEMES)
def undo(number: int) -> ResponseReturnValue:
    """Put back what a change changed."""
    with writing() as desk:
        args = (desk.session, desk.council, desk.account, office().keys)
        merging.undo(*args, number, now())
    session["said"] = f"Version {number} is undone."
    return redirect(url_for("themes.show_versions"))


@pages.route("/propose", methods=["GET", "POST"])
@needs(Permission.PROPOSE_THEMES)
def propose() -> ResponseReturnValue:
    """Propose a theme or another own name for one, or show the form."""
    form, code = ProposalForm(), request.args.get("theme", "")
    with reading() as desk:
        standing = states(desk.session, desk.council)
        state = editing.standing_theme(standing, code) if code else None
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account)
                name, about = form.own_name.data or "", form.description.data or ""
                theme_proposals.propose(*args, name, about, code)
        except (BadInput, Refused) as error:
            form.refuse(error.field or "own_name", error)
        else:
            session["said"] = "Thank you. An officer looks at it."
            return redirect(url_for("themes.show"))
    page = render_template("staff/theme-propose.html", form=form, theme=state)
    return page, 400 if form.errors else 200


@pages.post("/proposals/<uuid:key>/accept")
@needs(Permission.CHANGE_THEMES)
def accept(key: UUID) -> ResponseReturnValue:
    """Give a theme the name that was proposed."""
    with writing() as desk:
        theme_proposals.accept_name(desk.session, desk.council, desk.account, key, now())
    session["said"] = "The theme has its new name."
    return redirect(url_for("themes.show"))


@pages.post("/proposals/<uuid:key>/dismiss")
@needs(Permission.CHANGE_THEMES)
def dismiss(key: UUID) -> ResponseReturnValue:
    """Take a proposal off the list."""
    with writing() as desk:
        theme_proposals.settle(desk.session, desk.council, desk.account, key, now())
    session["said"] = "The proposal is off the list."
    return redirect(url_for("themes.show"))


def _form(form: ThemeForm, title: str, back: str) -> ResponseReturnValue:
    page = render_template("staff/theme-form.html", form=form, title=title, back=back)
    return page, 400 if form.errors else 200


def _begin(desk: Desk, form: ThemeForm, key: UUID | None, mark: str) -> None:
    if key is not None:
        row = theme_proposals.proposal_of(desk.session, desk.council, key)
        form.own_name.data, form.description.data = row.own_name, row.description
    elif mark:
        idea = ideas.idea_of(desk.session, desk.council, office().shelf, mark)
        form.name.data = ideas.label(idea)


def _proposal_key() -> UUID | None:
    try:
        return UUID(request.args["proposal"])
    except (KeyError, ValueError):
        return None
