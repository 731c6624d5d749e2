"""Where an ask goes beside its board, and who receives a paper next."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import responses, routing
from participation.services.digests import digest_of
from participation.web.staff.access import needs
from participation.web.staff.forms.routing import PassedForm
from participation.web.staff.office import now, reading, writing

pages = Blueprint("routing", __name__)


@pages.get("/asks/<uuid:ask_id>/bodies")
@needs(Permission.CHANGE_LADDER)
def show(ask_id: UUID) -> str:
    """Show where an ask goes or went, and where else it could go."""
    return _ask_page(ask_id)


@pages.post("/asks/<uuid:ask_id>/bodies")
@needs(Permission.CHANGE_LADDER)
def send_on(ask_id: UUID) -> ResponseReturnValue:
    """Send an ask on to a body, or show the page with what stands in the way."""
    body = request.form.get("body", "")
    try:
        with writing() as desk:
            ask = responses.ask_of(desk.session, desk.council, ask_id)
            routing.send_on(desk.session, desk.council, desk.account, ask, body, now())
    except BadInput as error:
        return _ask_page(ask_id, error.message), 400
    session["said"] = "It is on its way."
    return redirect(url_for("routing.show", ask_id=ask_id), 303)


@pages.route("/digests/<uuid:digest_id>/next", methods=["GET", "POST"])
@needs(Permission.CHANGE_LADDER)
def next_readers(digest_id: UUID) -> ResponseReturnValue:
    """Record who received a paper, or show who is to receive it."""
    form = PassedForm()
    with reading() as desk:
        digest = digest_of(desk.session, desk.council, digest_id)
        form.offer(routing.next_readers(desk.session, desk.council, digest))
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                digest = digest_of(desk.session, desk.council, digest_id)
                routing.pass_on(
                    desk.session, desk.council, desk.account, digest,
                    form.body.data, form.on.day, now(),
                )  # fmt: skip
            return redirect(url_for("routing.next_readers", digest_id=digest_id), 303)
        except BadInput as error:
            form.refuse("on", error)
    with reading() as desk:
        digest = digest_of(desk.session, desk.council, digest_id)
        readers = routing.next_readers(desk.session, desk.council, digest)
        page = render_template("staff/paper-next.html", digest=digest, readers=readers, form=form)
    return page, 400 if form.errors else 200


def _ask_page(ask_id: UUID, error: str = "") -> str:
    with reading() as desk:
        ask = responses.ask_of(desk.session, desk.council, ask_id)
        routes = routing.routes_of(desk.session, desk.council, ask)
        others = routing.others_for(desk.session, desk.council, ask)
        return render_template(
            "staff/ask-bodies.html",
            ask=ask,
            routes=routes,
            others=others,
            error=error,
            said=session.pop("said", ""),
        )
