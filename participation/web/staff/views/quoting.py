"""Choosing by hand which words stand under a theme of a digest."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import Refused
from participation.domain.policy import Permission
from participation.models import Consultation, Digest, Theme
from participation.services import consultations, digests, quotes
from participation.services.councils import theme_coded
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, reading, writing

pages = Blueprint("quoting", __name__, url_prefix="/digests")

NOTHING_CHOSEN = "Choose the words that are to stand there."


@pages.route("/<uuid:digest_id>/words/<name>/<code>", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def choose(digest_id: UUID, name: str, code: str) -> ResponseReturnValue:
    """Put the words chosen under the theme, or show those that may stand there."""
    instead, problem = _key(request.args.get("instead")), ""
    if request.method == "POST":
        chosen = _key(request.form.get("words"))
        try:
            if chosen is None:
                raise Refused(NOTHING_CHOSEN)
            with writing() as desk:
                digest, theme, consultation = _place(desk, digest_id, name, code)
                place = (desk.session, desk.council, digest, theme.id, consultation)
                quotes.put_quote(*place, chosen, instead)
        except Refused as error:
            problem = error.message
        else:
            return redirect(url_for("digests.edit", digest_id=digest_id, _anchor="taken"))
    return _page(digest_id, name, code, instead, problem), 400 if problem else 200


def _page(digest_id: UUID, name: str, code: str, instead: UUID | None, problem: str) -> str:
    with reading() as desk:
        digest, theme, consultation = _place(desk, digest_id, name, code)
        place = (desk.session, desk.council, digest, theme.id, consultation)
        quotes.check_open(digest)
        standing = quotes.quoted_words(*place)
        return render_template(
            "staff/digest-words.html",
            digest=digest,
            theme=theme,
            consultation=consultation,
            standing=standing,
            instead=dict(standing).get(instead) if instead else None,
            offered=quotes.candidates(*place),
            most=quotes.MOST_OFFERED,
            problem=problem,
        )


def _place(desk: Desk, digest_id: UUID, name: str, code: str) -> tuple[Digest, Theme, Consultation]:
    digest = digests.digest_of(desk.session, desk.council, digest_id)
    theme = theme_coded(desk.session, desk.council, code)
    consultation = consultations.consultation_named(desk.session, desk.council, name)
    return digest, theme, consultation


def _key(typed: str | None) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None
