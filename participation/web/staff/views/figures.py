"""Every figure of a digest, and the cleared answers that stand behind it."""

from uuid import UUID

from flask import Blueprint, render_template

from participation.core.errors import NotFound
from participation.domain.policy import Permission
from participation.services import behind, consultations, digests
from participation.web.staff.access import needs
from participation.web.staff.office import reading

pages = Blueprint("figures", __name__, url_prefix="/digests")


@pages.get("/<uuid:digest_id>/figures")
@needs(Permission.BUILD_DIGEST)
def show(digest_id: UUID) -> str:
    """Show the figure of every theme, with the way to its answers and to an ask."""
    with reading() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        figures = behind.figures_in(desk.session, desk.council, digest)
        return render_template("staff/digest-figures.html", digest=digest, figures=figures)


@pages.get("/<uuid:digest_id>/figures/<name>/<code>")
@needs(Permission.READ_ANSWERS)
def show_behind(digest_id: UUID, name: str, code: str) -> str:
    """Show the cleared answers that one theme's figure counts."""
    with reading() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        consultation = consultations.consultation_named(desk.session, desk.council, name)
        figures = behind.figures_in(desk.session, desk.council, digest)
        figure = next(
            (one for one in figures if (one.consultation.name, one.code) == (name, code)), None
        )
        if figure is None:
            raise NotFound("That figure is not in this digest.")
        return render_template(
            "staff/digest-behind.html",
            digest=digest,
            figure=figure,
            answers=behind.answers_behind(desk.session, desk.council, consultation, code),
            most=behind.MOST_SHOWN,
        )
