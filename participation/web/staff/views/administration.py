"""Accounts, work that failed, and what staff did: for the administrator."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services.audit import broken_lines
from participation.services.oversight import given_up, latest_deeds
from participation.services.staff import accounts_of
from participation.web.staff.access import needs
from participation.web.staff.office import reading

pages = Blueprint("administration", __name__, url_prefix="/accounts")

JOB_WORDS = {
    "tell-member": "Mail to a board member that a paper is ready",
    "tell-in-writing": "Mail to a board member to answer in writing, for a meeting fell",
    "remind-in-writing": "Mail to a board member that asks still wait for an answer in writing",
    "tell-homework": "Mail to somebody that challenge cards wait for their answer",
    "remind-of-homework": "Mail to somebody a week before their challenge cards are due",
    "tell-to-sign": "Mail to somebody that an answer waits for them to sign it",
    "tell-exempt": "Mail to the proper officer that an item waits to be decided",
    "remind-of-exempt": "Mail to the proper officer that an item still waits to be decided",
    "remind-of-promise": "Mail about a promise that is soon due or late",
    "tell-rung": "Mail up the ladder that something is late",
    "tell-body": "Mail to a body outside the board that an ask comes to it as well",
    "tell-safeguarding": "Mail to a safeguarding lead that an answer is flagged",
    "suggest": "Suggesting themes for what waits in the queue",
    "rewrite": "Writing tables anew after the nightly tidying",
    "tidy": "The nightly tidying, which deletes what is no longer kept",
    "mix": "The nightly mix, which leaves no order of sending to read",
    "ideas": "Grouping answers that fit no theme",
    "refit": "Fitting the theme suggestions anew after words were taken back",
    "watch": "The hourly watch over flagged answers",
    "tell-contact": "Mail that somebody asks to be contacted",
}


@pages.get("")
@needs(Permission.SEE_ACCOUNTS)
def show() -> str:
    """Show who signs in, what failed for good, and the latest lines of the audit."""
    with reading() as desk:
        return render_template(
            "staff/accounts.html",
            accounts=accounts_of(desk.session, desk.council),
            failed=given_up(desk.session, desk.council),
            broken=broken_lines(desk.session, desk.council),
            deeds=latest_deeds(desk.session, desk.council),
            job_words=JOB_WORDS,
        )
