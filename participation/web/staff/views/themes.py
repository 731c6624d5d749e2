"""Themes: the council's codebook."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services.codebooks import codebook
from participation.services.councils import pack_of
from participation.web.staff.access import needs
from participation.web.staff.office import reading

pages = Blueprint("themes", __name__, url_prefix="/themes")


@pages.get("")
@needs(Permission.SEE_THEMES)
def show() -> str:
    """Show every theme with both its names, what it means and how young people put it."""
    with reading() as desk:
        promises = pack_of(desk.council).pledge.promises
        return render_template(
            "staff/themes.html",
            entries=codebook(desk.session, desk.council),
            promises={promise.code: promise.short for promise in promises},
        )
