"""Papers: a sent digest to read, and to take away as PDF or Word, made when asked for."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask_security import current_user
from markupsafe import Markup

from participation.core.errors import NotFound
from participation.domain.digest import ReleasedDigest
from participation.domain.exemption import public_twin
from participation.domain.one_page import PRESSING
from participation.domain.policy import Permission, Role, may
from participation.models import Ask, Digest
from participation.papers.html import render_html
from participation.papers.one_page import (
    HEADINGS,
    draw_one_page,
    lead,
    since_words,
    waiting,
    why_wanted,
)
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services.digests import asks_on, digest_of
from participation.services.one_page import one_page
from participation.services.papers import released_digest
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, office, reading, today

pages = Blueprint("papers", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.get("/digests/<uuid:digest_id>")
@needs(Permission.READ_DIGEST)
def show(digest_id: UUID) -> str:
    """Show a sent digest as a page."""
    with reading() as desk:
        digest = _sent(desk, digest_id)
        released = _released(desk, digest)
        asks = asks_on(desk.session, digest)
        answers = may(Role(desk.account.role), Permission.ANSWER_ASK)
    return _page(digest, released, asks=asks, answers=answers)


@pages.get("/digests/<uuid:digest_id>/public")
@needs(Permission.READ_DIGEST)
def show_public(digest_id: UUID) -> str:
    """Show the public twin of a digest."""
    with reading() as desk:
        digest = _sent(desk, digest_id)
        return _page(digest, public_twin(_released(desk, digest)))


@pages.get("/digests/<uuid:digest_id>/paper.pdf")
@needs(Permission.READ_DIGEST)
def send_pdf(digest_id: UUID) -> Response:
    """Send the paper as a tagged PDF."""
    released = _read(digest_id)
    return _file(render_pdf(released), "application/pdf", released, "pdf")


@pages.get("/digests/<uuid:digest_id>/paper.docx")
@needs(Permission.READ_DIGEST)
def send_word(digest_id: UUID) -> Response:
    """Send the paper as a Word file."""
    released = _read(digest_id)
    return _file(render_word(released), WORD, released, "docx")


@pages.get("/digests/<uuid:digest_id>/public/paper.pdf")
@needs(Permission.READ_DIGEST)
def send_public_pdf(digest_id: UUID) -> Response:
    """Send the public twin as a tagged PDF."""
    released = public_twin(_read(digest_id))
    return _file(render_pdf(released), "application/pdf", released, "pdf")


@pages.get("/digests/<uuid:digest_id>/public/paper.docx")
@needs(Permission.READ_DIGEST)
def send_public_word(digest_id: UUID) -> Response:
    """Send the public twin as a Word file."""
    released = public_twin(_read(digest_id))
    return _file(render_word(released), WORD, released, "docx")


@pages.get("/one-page")
@needs(Permission.READ_DIGEST)
def show_chair_page() -> str:
    """Show the chair's one page: what is new, late, unanswered, promised and kept."""
    with reading() as desk:
        page = one_page(desk.session, desk.council, today())
        me, names = desk.account, may(Role(desk.account.role), Permission.CHANGE_LADDER)
    return render_template(
        "staff/one-page.html",
        page=page,
        me=me,
        names=names,
        headings=HEADINGS,
        since=since_words(page),
        why_wanted=why_wanted(page.wanted) if page.wanted else "",
        waiting=waiting,
        lead=lead,
        pressing=PRESSING,
    )


@pages.get("/one-page/one-page.pdf")
@needs(Permission.READ_DIGEST)
def send_one_page() -> Response:
    """Send the chair's one page as one side of A4."""
    with reading() as desk:
        page = one_page(desk.session, desk.council, today())
    response = Response(draw_one_page(page), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="one-page-{page.on}.pdf"'
    return response


def _page(
    digest: Digest, released: ReleasedDigest, asks: Sequence[Ask] = (), answers: bool = False
) -> str:
    return render_template(
        "staff/digest.html",
        digest=digest,
        paper=Markup(render_html(released)),
        asks=asks,
        answers=answers,
        has_twin=bool(released.exempt),
        is_public=released.is_public,
        drafts=may(current_user.in_role, Permission.BUILD_DIGEST),
        reads_all=may(current_user.in_role, Permission.READ_EXEMPT),
    )


def _sent(desk: Desk, digest_id: UUID) -> Digest:
    digest = digest_of(desk.session, desk.council, digest_id)
    role = Role(desk.account.role)
    drafts = may(role, Permission.BUILD_DIGEST) or may(role, Permission.DECIDE_EXEMPT)
    if digest.sent_on is None and not drafts:
        raise NotFound("That paper has not been sent yet. Look at the forward plan for its day.")
    return digest


def _read(digest_id: UUID) -> ReleasedDigest:
    with reading() as desk:
        return _released(desk, _sent(desk, digest_id))


def _released(desk: Desk, digest: Digest) -> ReleasedDigest:
    """Return the members' paper, or its public twin for whoever may not read the former."""
    address = f"{office().settings.staff_address}{url_for('papers.show', digest_id=digest.id)}"
    released = released_digest(desk.session, desk.council, digest, address, today())
    everything = may(Role(desk.account.role), Permission.READ_EXEMPT)
    return released if everything else public_twin(released)


def _file(content: bytes, kind: str, released: ReleasedDigest, ending: str) -> Response:
    twin = "-public" if released.is_public else ""
    name = f"paper{twin}-{released.occasion.meeting_on}.{ending}"
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
