"""Answers of which the machine knows nothing: listed, so that none is lost, and read like any."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services import reading, suggesting
from participation.web.staff.access import needs
from participation.web.staff.office import office
from participation.web.staff.office import reading as at_desk

pages = Blueprint("unsuggested", __name__, url_prefix="/queue/without-suggestions")

MOST_LISTED = 50


@pages.get("")
@needs(Permission.READ_ANSWERS)
def show_all() -> str:
    """Show the answers that the machine could make nothing of, with a way to read each."""
    with at_desk() as desk:
        keys = suggesting.unknown_answers(desk.session, desk.council, MOST_LISTED)
        return render_template(
            "staff/queue-unknown.html",
            many=suggesting.progress(desk.session, desk.council).unknown,
            answers=[
                reading.unread_of(desk.session, desk.council, office().keys, key) for key in keys
            ],
        )
