"""Leaving quickly: the session ends, and what is left is a page that could be anyone's."""

import calendar

from flask import Blueprint, Response, request

from participation.services import conversations
from participation.web.young.door import door
from participation.web.young.pages import page
from participation.web.young.visit import has_left, kept_secret, leave, shared_first_page

pages = Blueprint("leaving", __name__)

HELD = ("questions.", "drawing.", "checking.", "ticketing.", "resuming.later")
"""Views that hold something of the young person: after leaving they show the neutral page."""


@pages.route("/leave", methods=["GET", "POST"])
def go() -> Response:
    """End the session and show a page that says nothing of it."""
    if shared_first_page() is not None:
        forget_kept()
    leave()
    return neutral()


@pages.get("/what-stays")
def explain() -> Response:
    """Show what leaving quickly hides, and what it cannot."""
    return page("what_stays.html")


def forget_kept() -> None:
    """Delete what is kept of the conversation that this browser holds, if it holds one."""
    secret = kept_secret()
    if secret is not None:
        with door().database.writing() as session:
            conversations.forget(session, secret)


def neutral() -> Response:
    """Return this month's calendar."""
    today = door().today
    weeks = calendar.Calendar().monthdatescalendar(today.year, today.month)
    return page("left.html", today=today, weeks=weeks)


def after_leaving() -> Response | None:
    """Return the neutral page for whoever presses Back after leaving."""
    endpoint = request.endpoint or ""
    return neutral() if has_left() and endpoint.startswith(HELD) else None
