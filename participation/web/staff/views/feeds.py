"""The forward plan for a calendar that follows it, at an address of its own."""

from flask import Blueprint, Response, render_template, url_for

from participation.domain.policy import Opening, Permission
from participation.services import feeds
from participation.web.staff.access import needs, opened_by
from participation.web.staff.office import now, office, reading, writing

pages = Blueprint("feeds", __name__)


@pages.get("/meetings/calendar")
@needs(Permission.SEE_MEETINGS)
def show() -> str:
    """Show how a calendar can follow the plan."""
    with reading() as desk:
        there = feeds.has_feed(desk.session, desk.account)
    return render_template("staff/calendar.html", there=there, address="")


@pages.post("/meetings/calendar")
@needs(Permission.SEE_MEETINGS)
def make() -> str:
    """Make a new address and show it this once."""
    with writing() as desk:
        secret = feeds.make_feed(desk.session, desk.account, now())
    address = f"{office().settings.staff_address}{url_for('feeds.follow', secret=secret)}"
    return render_template("staff/calendar.html", there=True, address=address)


@pages.post("/meetings/calendar/end")
@needs(Permission.SEE_MEETINGS)
def end() -> str:
    """End the address."""
    with writing() as desk:
        feeds.end_feed(desk.session, desk.account, now())
    return render_template("staff/calendar.html", there=False, address="")


@pages.get("/calendar/<secret>/forward-plan.ics")
@opened_by(Opening.FOLLOW_PLAN)
def follow(secret: str) -> Response:
    """Hand out the forward plan to a calendar that holds the address."""
    with office().database.reading() as session:
        written = feeds.calendar_at(session, secret, now())
    return Response(written, mimetype="text/calendar")
