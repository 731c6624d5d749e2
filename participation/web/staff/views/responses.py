"""Publishing: an officer puts a board's answer in plain words."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import responses
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import PublishForm
from participation.web.staff.office import now, reading, today, writing

pages = Blueprint("responses", __name__, url_prefix="/responses")


@pages.route("/<uuid:response_id>/publish", methods=["GET", "POST"])
@needs(Permission.PUBLISH_RESPONSE)
def publish(response_id: UUID) -> ResponseReturnValue:
    """Publish an answer, or show it as the board gave it with a box for plain words."""
    with reading() as desk:
        response = responses.response_of(desk.session, desk.council, response_id)
        told = responses.told(response, today())
    form = PublishForm(plain=response.words)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                responses.publish_response(
                    desk.session, desk.council, desk.account, response_id, form.plain.data, now()
                )
            session["said"] = "Published: it stands on the wall and on every receipt."
            return redirect(url_for("asks.show_all"))
        except BadInput as error:
            form.refuse("plain", error)
    page = render_template("staff/response-publish.html", form=form, told=told)
    return page, 400 if form.errors else 200
