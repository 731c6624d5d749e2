"""What one member thinks of an ask: written by them, put in plain words by the officer."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.core.pasted import plain_words
from participation.domain.policy import Permission, Role
from participation.services import member_views, responses
from participation.services.plain_words_check import check_words
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import PlainForm, ViewForm
from participation.web.staff.office import now, reading, writing

pages = Blueprint("member_views", __name__)


@pages.route("/asks/<uuid:ask_id>/own-view", methods=["GET", "POST"])
@needs(Permission.ANSWER_ASK)
def give(ask_id: UUID) -> ResponseReturnValue:
    """Keep what a member thinks for themselves, or show the form with what was typed."""
    with reading() as desk:
        ask = responses.ask_of(desk.session, desk.council, ask_id)
        is_member = desk.account.role == Role.MEMBER
    form = ViewForm()
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, ask_id, form.words.data)
                member_views.give_view(*args, now())
            session["said"] = "Kept as your own view. The officer puts it in plain words."
            return redirect(url_for("asks.show_all"), 303)
        except BadInput as error:
            form.refuse("words", error)
    page = render_template("staff/ask-own-view.html", form=form, ask=ask, is_member=is_member)
    return page, 400 if form.errors else 200


@pages.route("/own-views/<uuid:view_id>/publish", methods=["GET", "POST"])
@needs(Permission.PUBLISH_RESPONSE)
def publish(view_id: UUID) -> ResponseReturnValue:
    """Publish a member's own view, or show it with a box for plain words."""
    with reading() as desk:
        view = member_views.view_of(desk.session, desk.council, view_id)
    form = PlainForm(plain=view.words)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, view_id, form.plain.data)
                member_views.publish_view(*args, now())
            session["said"] = "Published as one member’s own view."
            return redirect(url_for("asks.show_all"), 303)
        except BadInput as error:
            form.refuse("plain", error)
    plain = check_words(plain_words(form.plain.data or ""))
    page = render_template("staff/own-view-publish.html", form=form, view=view, plain=plain)
    return page, 400 if form.errors else 200
