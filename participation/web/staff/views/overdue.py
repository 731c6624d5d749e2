"""What is overdue: it stands here until somebody has done it."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from participation.core.clock import day_of
from participation.domain.policy import Permission, Role, may
from participation.services import ladder
from participation.services.ladder_mail import ladder_words
from participation.services.overdue import Late, late_lines
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now
from participation.web.staff.office import reading as at_desk

pages = Blueprint("overdue", __name__)


@dataclass(frozen=True)
class Told:
    """How one kind is told: of one, of more, what more there is to know, and where it is done."""

    one: str
    more: str
    detail: str
    endpoint: str
    permission: Permission


WORDS = {
    Late.FLAGS: Told(
        "flagged answer that nobody has seen or decided in time",
        "flagged answers that nobody has seen or decided in time",
        "", "flags.show", Permission.DECIDE_FLAGS,
    ),
    Late.REQUESTS: Told(
        "contact request that nobody has opened",
        "contact requests that nobody has opened",
        "Everyone who can open it is mailed each working day.",
        "contacts.show_all", Permission.OPEN_CONTACTS,
    ),
    Late.REVIEWS: Told(
        "opened contact request that no second person has reviewed",
        "opened contact requests that no second person has reviewed",
        "Everyone who can review it is mailed each working day.",
        "contacts.show_all", Permission.OPEN_CONTACTS,
    ),
    Late.UNREAD: Told(
        "written answer that should have been read by now",
        "written answers that should have been read by now",
        "", "queue.show_next", Permission.READ_ANSWERS,
    ),
    Late.KEPT_UNREAD: Told(
        "written answer kept longer than your council keeps one, because nobody has read it",
        "written answers kept longer than your council keeps them, because nobody has read them",
        "Nothing is deleted unread. Read them today.",
        "queue.show_next", Permission.READ_ANSWERS,
    ),
    Late.PROMISES: Told(
        "promise past its date", "promises past their date",
        "Young people see that.", "asks.show_all", Permission.READ_DIGEST,
    ),
    Late.CARDS: Told(
        "challenge card past its day without every answer",
        "challenge cards past their day without every answer",
        "Young people see that.", "cards.show", Permission.READ_DIGEST,
    ),
    Late.MAILS: Told(
        "mail that the mail server has refused",
        "mails that the mail server has refused",
        "They are tried again each hour, reminders on working days. Check the addresses, and ask "
        "whoever runs the service if mail is down.",
        "bodies.show", Permission.CHANGE_LADDER,
    ),
}  # fmt: skip


@pages.get("/overdue")
@needs(Permission.SEE_START)
def show() -> str:
    """List what is late of all that this person may see."""
    with at_desk() as desk:
        role = Role(desk.account.role)
        lines = late_lines(desk.session, desk.council, now())
        climbing: list[tuple[str, int, str]] = []
        if may(role, Permission.READ_DIGEST):
            climbing = _climbing(desk)
    seen = [(line, WORDS[line.what]) for line in lines]
    return render_template(
        "staff/overdue.html",
        lines=[one for one in seen if may(role, one[1].permission)],
        climbing=climbing,
    )


def _climbing(desk: Desk) -> list[tuple[str, int, str]]:
    """Return each late ask, how many days late it is, and who has been told."""
    today = day_of(now())
    found = ladder.climbs(desk.session, desk.council, today).values()
    return [(one.words, (today - one.since).days, ladder_words(one)) for one in found]
