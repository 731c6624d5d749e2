"""Complaints, compliments and lessons of a meeting, entered in bands."""

from uuid import UUID

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.domain.disclosure.totals import BANDS
from participation.domain.policy import Permission
from participation.services import meetings
from participation.services.meeting_totals import NewTotals, set_totals, totals_of
from participation.web.staff.access import needs
from participation.web.staff.deeds import kept
from participation.web.staff.office import Desk, now, reading

pages = Blueprint("totals", __name__, url_prefix="/meetings/<uuid:meeting_id>/totals")


@pages.get("")
@needs(Permission.BUILD_DIGEST)
def show(meeting_id: UUID) -> str:
    """Show what was entered for the meeting."""
    return _page(meeting_id)


@pages.post("")
@needs(Permission.BUILD_DIGEST)
def change(meeting_id: UUID) -> ResponseReturnValue:
    """Keep the bands and what was learnt."""
    typed = request.form
    new = NewTotals(
        typed.get("complaints", ""),
        typed.get("compliments", ""),
        typed.get("lessons", ""),
        typed.get("learnt", ""),
    )

    def entered(desk: Desk) -> None:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        set_totals(desk.session, desk.council, desk.account, meeting, new, now())

    address = url_for("totals.show", meeting_id=meeting_id)
    said = "Kept. It stands in the meeting’s paper, as bands."
    return kept(entered, said, address, lambda problem: _page(meeting_id, problem))


def _page(meeting_id: UUID, problem: str = "") -> str:
    with reading() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        totals = totals_of(desk.session, meeting)
        chosen = {
            name: request.form.get(name, "") if problem else (band.code if band else "")
            for name, band in (
                ("complaints", totals.complaints),
                ("compliments", totals.compliments),
                ("lessons", totals.lessons),
            )
        }
        return render_template(
            "staff/totals.html",
            meeting=meeting,
            chosen=chosen,
            learnt=request.form.get("learnt", "") if problem else totals.learnt,
            bands=BANDS,
            problem=problem,
            said=session.pop("said", ""),
        )
