"""The digest builder: choose, fill, look, send."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Permission
from participation.models import Digest
from participation.papers.html import render_html
from participation.services import consultations, digests, meetings, quotes
from participation.services.behind import figures_in, without_ask
from participation.services.councils import pack_of, themes_of
from participation.services.drafts import draft_of
from participation.services.papers import released_digest
from participation.services.reports import writing_of
from participation.services.yearly import of_the_year, protocol_of
from participation.web.staff.access import needs
from participation.web.staff.forms.digests import AskForm, FramingForm, StatementForm, TakeForm
from participation.web.staff.office import Desk, now, today, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("digests", __name__, url_prefix="")


@pages.route("/meetings/<uuid:meeting_id>/digest", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def choose(meeting_id: UUID) -> ResponseReturnValue:
    """Choose what is taken to a meeting, and build its digest or bring it up to date."""
    form = TakeForm()
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        rows = consultations.consultations_of(desk.session, desk.council)
        digest = digests.digest_of_meeting(desk.session, meeting)
        taken = _names_in(desk, digest) or of_the_year(desk.session, desk.council, meeting)
        protocol = protocol_of(desk.council, meeting)
    form.offer(rows)
    if not form.is_submitted():
        form.consultations.data = taken
    unread_stand_in_the_way = False
    if form.is_submitted() and form.validate():
        try:
            return redirect(url_for("digests.edit", digest_id=_build(meeting_id, form)))
        except Refused as error:
            unread_stand_in_the_way = True
            form.refuse("consultations", error)
    page = render_template(
        "staff/digest-choose.html", form=form, meeting=meeting, rows=rows, today=today(),
        again=digest is not None, protocol=protocol,
        ask_although=unread_stand_in_the_way or bool(form.although_unread.data),
    )  # fmt: skip
    return page, 400 if form.errors else 200


@pages.get("/digests/<uuid:digest_id>/edit")
@needs(Permission.BUILD_DIGEST)
def edit(digest_id: UUID) -> ResponseReturnValue:
    """Show everything in a digest that can still be changed."""
    with at_desk() as desk:
        sent_on = digests.digest_of(desk.session, desk.council, digest_id).sent_on
    if sent_on is not None:
        return redirect(url_for("papers.show", digest_id=digest_id))
    return _page(digest_id)


@pages.post("/digests/<uuid:digest_id>/framing")
@needs(Permission.BUILD_DIGEST)
def frame(digest_id: UUID) -> ResponseReturnValue:
    """Keep the opening words."""
    form = FramingForm()
    if not form.validate():
        return _page(digest_id, framing=form), 400
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        digests.set_framing(desk.session, digest, form.framing.data or "")
    return _back(digest_id, "opening")


@pages.post("/digests/<uuid:digest_id>/statements/<uuid:consultation_id>")
@needs(Permission.BUILD_DIGEST)
def state(digest_id: UUID, consultation_id: UUID) -> ResponseReturnValue:
    """Keep what stands in place of a consultation's figures."""
    form = StatementForm()
    if not form.validate():
        return _page(digest_id, statement=(consultation_id, form)), 400
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        words = form.statement.data or ""
        digests.set_statement(desk.session, digest, consultation_id, words)
    return _back(digest_id, "taken")


@pages.post("/digests/<uuid:digest_id>/quotes/<uuid:answer_id>/remove")
@needs(Permission.BUILD_DIGEST)
def remove_quote(digest_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Take words out of the digest."""
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        quotes.remove_quote(desk.session, digest, answer_id)
    return _back(digest_id, "taken")


@pages.post("/digests/<uuid:digest_id>/asks")
@needs(Permission.BUILD_DIGEST)
def add_ask(digest_id: UUID) -> ResponseReturnValue:
    """Put an ask on the digest."""
    form = AskForm()
    with at_desk() as desk:
        _offer(desk, digests.digest_of(desk.session, desk.council, digest_id), form)
    if not form.validate():
        return _page(digest_id, ask=form), 400
    try:
        with writing() as desk:
            digest = digests.digest_of(desk.session, desk.council, digest_id)
            digests.put_ask(desk.session, desk.council, digest, form.ask())
    except BadInput as error:
        form.refuse("words", error)
        return _page(digest_id, ask=form), 400
    return _back(digest_id, "asks")


@pages.post("/digests/<uuid:digest_id>/asks/<uuid:ask_id>/remove")
@needs(Permission.BUILD_DIGEST)
def remove_ask(digest_id: UUID, ask_id: UUID) -> ResponseReturnValue:
    """Take an ask off the digest."""
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        digests.remove_ask(desk.session, digest, ask_id)
    return _back(digest_id, "asks")


@pages.route("/digests/<uuid:digest_id>/send", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def send(digest_id: UUID) -> ResponseReturnValue:
    """Show the paper as members will read it, and send it once the officer says so."""
    if request.method == "POST":
        with writing() as desk:
            digest = digests.digest_of(desk.session, desk.council, digest_id)
            digests.send_digest(desk.session, desk.council, desk.account, digest, now())
        return redirect(url_for("papers.show", digest_id=digest_id))
    with at_desk() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        draft = draft_of(desk.session, desk.council, digest)
        link = url_for("papers.show", digest_id=digest_id, _external=True)
        released = released_digest(desk.session, desk.council, digest, link, today())
    paper = Markup(render_html(released))
    return render_template("staff/digest-send.html", digest=digest, draft=draft, paper=paper)


def _build(meeting_id: UUID, form: TakeForm) -> UUID:
    with writing() as desk:
        chosen = [
            consultations.consultation_named(desk.session, desk.council, name)
            for name in form.consultations.data
        ]
        digest = digests.build_digest(
            desk.session,
            desk.council,
            desk.account,
            meetings.meeting_of(desk.session, desk.council, meeting_id),
            chosen,
            now(),
            although_unread=bool(form.although_unread.data),
        )
        return digest.id


def _names_in(desk: Desk, digest: Digest | None) -> list[str]:
    if digest is None:
        return []
    draft = draft_of(desk.session, desk.council, digest)
    return [taken.consultation.name for taken in draft.taken]


def _offer(desk: Desk, digest: Digest, form: AskForm) -> None:
    draft = draft_of(desk.session, desk.council, digest)
    form.offer(draft, themes_of(desk.session, desk.council), pack_of(desk.council))


def _page(
    digest_id: UUID,
    framing: FramingForm | None = None,
    statement: tuple[UUID, StatementForm] | None = None,
    ask: AskForm | None = None,
) -> str:
    with at_desk() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        draft = draft_of(desk.session, desk.council, digest)
        report = writing_of(desk.session, desk.council, digest)
        if ask is None:
            ask = _new_ask(desk, digest)
        unasked = without_ask(figures_in(desk.session, desk.council, digest))
    return render_template(
        "staff/digest-edit.html",
        digest=digest,
        draft=draft,
        report=report,
        framing=framing or FramingForm(formdata=None, framing=digest.framing),
        statements={
            taken.consultation.id: StatementForm(formdata=None, statement=taken.statement)
            for taken in draft.taken
        }
        | (dict([statement]) if statement else {}),
        ask=ask,
        unasked=unasked,
    )


def _new_ask(desk: Desk, digest: Digest) -> AskForm:
    """Return an empty ask, about whatever the address names."""
    ask = AskForm(formdata=None)
    _offer(desk, digest, ask)
    ask.consultation.data = request.args.get("consultation", ask.consultation.data)
    ask.theme.data = request.args.get("theme", ask.theme.data)
    return ask


def _back(digest_id: UUID, part: str) -> ResponseReturnValue:
    return redirect(url_for("digests.edit", digest_id=digest_id, _anchor=part))
