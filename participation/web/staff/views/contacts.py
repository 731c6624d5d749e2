"""Contact requests: opened by one safeguarding lead with a reason, reviewed by another."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Permission
from participation.services import contacts
from participation.web.staff.access import needs
from participation.web.staff.forms.safeguarding import LetInForm, OpenForm, SealAnewForm
from participation.web.staff.office import now, office, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.views.flags import hour_in_words

pages = Blueprint("contacts", __name__, url_prefix="/contacts")


@pages.get("")
@needs(Permission.OPEN_CONTACTS)
def show_all() -> str:
    """List the requests; nothing of what they hold is shown."""
    with at_desk() as desk:
        return render_template(
            "staff/contacts.html",
            lines=contacts.requests_of(desk.session, desk.council, desk.account, now()),
            has_key=contacts.public_key(desk.session, desk.council) is not None,
            may_open=contacts.may_open(desk.session, desk.account),
            to_reseal=contacts.to_reseal(desk.session, desk.council),
            said=session.pop("said", ""),
            hour=hour_in_words,
        )


@pages.route("/passphrase", methods=["GET", "POST"])
@needs(Permission.OPEN_CONTACTS)
def let_in() -> ResponseReturnValue:
    """Give whoever is signed in a passphrase of their own."""
    form = LetInForm()
    if form.is_submitted() and form.validate():
        known, own = form.pass_known.data or "", form.pass_own.data or ""
        try:
            with writing() as desk:
                contacts.let_in(desk.session, desk.council, desk.account, known, own, now())
        except BadInput as error:
            form.refuse("pass_own" if error.field == "passphrase" else "pass_known", error)
        else:
            session["said"] = "You can now open contact requests with your own passphrase."
            return redirect(url_for("contacts.show_all"))
    return render_template("staff/contact-passphrase.html", form=form), 400 if form.errors else 200


@pages.route("/seal-anew", methods=["GET", "POST"])
@needs(Permission.OPEN_CONTACTS)
def seal_anew() -> ResponseReturnValue:
    """Ask for the passphrase, and seal what an older key opens to the present one."""
    form = SealAnewForm()
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, form.passphrase.data or "")
                contacts.seal_anew(*args, now())
        except (BadInput, Refused) as error:
            form.refuse("passphrase", error)
        else:
            session["said"] = "Earlier requests are sealed anew. Who has left cannot open them."
            return redirect(url_for("contacts.show_all"))
    return render_template("staff/contact-seal-anew.html", form=form), 400 if form.errors else 200


@pages.route("/<uuid:request_id>", methods=["GET", "POST"])
@needs(Permission.OPEN_CONTACTS)
def open_one(request_id: UUID) -> ResponseReturnValue:
    """Ask why, and show the request once to whoever opens it; it is kept nowhere opened."""
    form, opened = OpenForm(), None
    with at_desk() as desk:
        contacts.request_of(desk.session, desk.council, request_id)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                opened = contacts.open_request(
                    desk.session,
                    desk.council,
                    desk.account,
                    office().keys,
                    request_id,
                    form.passphrase.data or "",
                    form.reason.data or "",
                    now(),
                )
        except (BadInput, Refused) as error:
            form.refuse("passphrase", error)
    page = render_template("staff/contact.html", form=form, opened=opened)
    return page, 400 if form.errors else 200


@pages.post("/openings/<uuid:opening_id>")
@needs(Permission.OPEN_CONTACTS)
def review(opening_id: UUID) -> ResponseReturnValue:
    """Record that a second person has read the reason."""
    with writing() as desk:
        contacts.review(desk.session, desk.council, desk.account, opening_id, now())
    session["said"] = "Reviewed."
    return redirect(url_for("contacts.show_all"))
