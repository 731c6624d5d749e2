"""Partners: an officer makes a link to one ask, and whoever holds it answers once."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Opening, Permission
from participation.services import partner_links, responses
from participation.services.exempt_items import exempt_asks
from participation.web.staff.access import needs, opened_by
from participation.web.staff.forms.answers import KINDS, AnswerForm
from participation.web.staff.forms.partners import PartnerForm
from participation.web.staff.office import now, office, reading, today, writing

pages = Blueprint("partners", __name__)


@pages.route("/asks/<uuid:ask_id>/partner", methods=["GET", "POST"])
@needs(Permission.ASK_PARTNER)
def invite(ask_id: UUID) -> ResponseReturnValue:
    """Make a link for a partner and show it this once, or show the form."""
    with reading() as desk:
        ask = responses.ask_of(desk.session, desk.council, ask_id)
        kept_back = exempt_asks(desk.session, desk.council).get(ask.id)
    form = PartnerForm()
    form.ask_whether_known("" if kept_back is None else kept_back.title)
    link = ""
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                args = (desk.session, desk.council, desk.account, ask_id, form.partner.data)
                secret = partner_links.make_link(*args, now(), form.says_known)
            link = office().settings.staff_address + url_for("partners.answer", secret=secret)
        except BadInput as error:
            form.refuse(error.field or "partner", error)
    page = render_template(
        "staff/partner-link.html", form=form, ask=ask, link=link, kept_back=kept_back
    )
    return page, 400 if form.errors else 200


@pages.post("/partner-links/<uuid:link_id>/end")
@needs(Permission.ASK_PARTNER)
def end(link_id: UUID) -> ResponseReturnValue:
    """End a link that was not used, or put aside what a partner wrote."""
    with writing() as desk:
        link = partner_links.settle(desk.session, desk.council, desk.account, link_id, now())
        address = url_for("asks.answer", ask_id=link.ask_id)
    session["said"] = "Ended."
    return redirect(address, 303)


@pages.route("/partner/<secret>", methods=["GET", "POST"])
@opened_by(Opening.ANSWER_BY_LINK)
def answer(secret: str) -> ResponseReturnValue:
    """Take in a partner's answer to the one ask of the link, or show that ask.

    A link that is spent, over or none at all gets the same page.
    """
    try:
        with office().database.reading() as reader:
            asked = partner_links.asked_by(reader, secret, today())
        form = AnswerForm()
        if form.is_submitted() and form.validate():
            try:
                with office().database.writing() as writer:
                    partner_links.answer_by(writer, secret, form.reply(), now())
                return render_template("staff/partner-thanks.html", asked=asked)
            except BadInput as error:
                form.refuse(form.box_of(error.field), error)
    except NotFound:
        return render_template("staff/partner-gone.html"), 410
    page = render_template("staff/partner.html", form=form, asked=asked, kinds=KINDS)
    return page, 400 if form.errors else 200
