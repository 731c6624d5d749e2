"""The measures of the loop: days, shares, themes, and the pledge over time."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services.councils import pack_of
from participation.services.measures import measures
from participation.web.staff.access import needs
from participation.web.staff.office import reading, today

pages = Blueprint("measures", __name__)


@pages.get("/measures")
@needs(Permission.READ_DIGEST)
def show() -> str:
    """Show how well the loop runs."""
    with reading() as desk:
        found = measures(desk.session, desk.council, today())
        words = pack_of(desk.council).words
    return render_template("staff/measures.html", measures=found, words=words, today=today())
