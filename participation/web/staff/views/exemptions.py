"""Items that a paper keeps from the public: proposed by an officer, decided by another."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.exemption import ground_words
from participation.domain.policy import Permission
from participation.services import digests, exemptions
from participation.services.digest_items import items_of
from participation.web.staff.access import needs
from participation.web.staff.forms.exemptions import ProposalForm
from participation.web.staff.office import Desk, now, reading, writing

pages = Blueprint("exemptions", __name__)
decisions = Blueprint("deciding", __name__, url_prefix="/exempt")

BOXES = {"title": "title", "reason": "reason", "paragraph": "paragraph"}


@pages.route("/digests/<uuid:digest_id>/exempt", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def propose(digest_id: UUID) -> ResponseReturnValue:
    """Show what the public may not read of a digest, and propose one item more."""
    form = ProposalForm()
    with reading() as desk:
        _offer(desk, digest_id, form)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                exemptions.propose(
                    desk.session,
                    desk.council,
                    desk.account,
                    digests.digest_of(desk.session, desk.council, digest_id),
                    form.proposal(),
                    now(),
                )
            return redirect(url_for("exemptions.propose", digest_id=digest_id), 303)
        except BadInput as error:
            form.refuse(BOXES.get(error.field, "item"), error)
    return _page(digest_id, form), 400 if form.errors else 200


@pages.post("/digests/<uuid:digest_id>/exempt/<uuid:exemption_id>/take-back")
@needs(Permission.BUILD_DIGEST)
def take_back(digest_id: UUID, exemption_id: UUID) -> ResponseReturnValue:
    """Take a proposal back."""
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        exemptions.withdraw(desk.session, desk.council, desk.account, digest, exemption_id, now())
    return redirect(url_for("exemptions.propose", digest_id=digest_id), 303)


@decisions.get("")
@needs(Permission.DECIDE_EXEMPT)
def show_waiting() -> str:
    """Show the proposals that wait to be decided."""
    return _waiting()


@decisions.post("/<uuid:exemption_id>")
@needs(Permission.DECIDE_EXEMPT)
def decide(exemption_id: UUID) -> ResponseReturnValue:
    """Sign a proposal, or send it back: the item is public."""
    signs = request.form.get("decision") == "sign"
    try:
        with writing() as desk:
            exemptions.decide(
                desk.session,
                desk.council,
                desk.account,
                exemption_id,
                signs,
                request.form.get("why_not", ""),
                now(),
            )
    except BadInput as error:
        return _waiting(exemption_id, error.message), 400
    session["said"] = "Signed: the public does not read it." if signs else "The item is public."
    return redirect(url_for("deciding.show_waiting"), 303)


def _offer(desk: Desk, digest_id: UUID, form: ProposalForm) -> None:
    digest = digests.digest_of(desk.session, desk.council, digest_id)
    items = items_of(desk.session, desk.council, digest)
    form.offer(items, exemptions.grounds_of(desk.council, digest))


def _page(digest_id: UUID, form: ProposalForm) -> str:
    with reading() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        items = items_of(desk.session, desk.council, digest)
        return render_template(
            "staff/exempt-items.html",
            digest=digest,
            items=items,
            form=form,
            ground_words=ground_words,
            proper_officer=exemptions.proper_officer(desk.council),
        )


def _waiting(wrong: UUID | None = None, error: str = "") -> str:
    with reading() as desk:
        return render_template(
            "staff/exempt-decide.html",
            waiting=exemptions.to_decide(desk.session, desk.council),
            ground_words=ground_words,
            wrong=wrong,
            error=error,
            said=session.pop("said", ""),
        )
