"""Start: what waits for whoever has signed in, the most pressing first."""

from collections.abc import Callable

from flask import Blueprint, render_template, url_for

from participation.domain.policy import Permission, Role, may
from participation.domain.responses import long_date
from participation.services import (
    card_returns,
    contacts,
    flags,
    interpreting,
    reading,
    second_readings,
)
from participation.services.cards_waiting import cards_waiting
from participation.services.consultations import open_consultations
from participation.services.exemptions import to_decide
from participation.services.meetings import PlanLine, forward_plan
from participation.services.oversight import given_up
from participation.services.wording_checks import waiting_checks
from participation.web.staff import answer_tasks
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, today
from participation.web.staff.office import reading as at_desk
from participation.web.staff.tasks import Task

pages = Blueprint("start", __name__)


YOURS = {
    Role.OFFICER: "You read what young people say, take it to the board, and tell them what "
    "became of it.",
    Role.AMBASSADOR: "You help to write surveys, name themes, check the words of answers, and see "
    "what the board has answered.",
    Role.MEMBER: "You read the paper before each meeting, and answer what young people ask.",
    Role.SAFEGUARDING: "You see to each flagged answer, and to who asks to be reached.",
    Role.DEPUTY: "You see to each flagged answer when the lead is away or has not looked.",
    Role.ADMINISTRATOR: "You keep the accounts, the languages and the look of the pages.",
    Role.INTERPRETER: "You put answers into English, for an officer to read.",
    Role.PROPER_OFFICER: "You decide what a paper keeps from the public, and why.",
}
"""What each role is here for, as its start page says it."""


@pages.get("/")
@needs(Permission.SEE_START)
def show() -> str:
    """Show what waits by the person's role, and the next meeting."""
    with at_desk() as desk:
        role = Role(desk.account.role)
        made = (make(desk) for permission, make in MAKERS if may(role, permission))
        tasks = [task for task in made if task is not None]
        coming = _coming(desk) if may(role, Permission.SEE_MEETINGS) else None
        opened = []
        if may(role, Permission.SEE_CONSULTATIONS):
            opened = open_consultations(desk.session, desk.council, today())
    tasks.sort(key=lambda task: not task.pressing)
    return render_template(
        "staff/start.html",
        tasks=tasks,
        yours=YOURS[role],
        coming=coming,
        opened=opened,
        sees_chair=may(role, Permission.READ_DIGEST),
    )


def _coming(desk: Desk) -> PlanLine | None:
    plan = forward_plan(desk.session, desk.council)
    return next((line for line in plan if line.meeting.meets_on >= today()), None)


def _unread(desk: Desk) -> Task | None:
    unread = sum(line.unread for line in reading.queue_lines(desk.session, desk.council))
    late = reading.overdue(desk.session, desk.council, now())
    if not unread:
        return None
    detail = f"{late} should have been read by now." if late else "All still on time."
    words = "written answer to read" if unread == 1 else "written answers to read"
    return Task(unread, words, detail, url_for("queue.show_next"), "Read the next one", late > 0)


def _to_interpret(desk: Desk) -> Task | None:
    codes = interpreting.languages_of(desk.session, desk.council, desk.account)
    many = interpreting.waiting_for_interpreter(desk.session, desk.council, codes)
    if not many:
        return None
    words = "answer to put into English" if many == 1 else "answers to put into English"
    detail = "An officer reads them once you have."
    return Task(many, words, detail, url_for("interpreting.show_next"), "Read the next one")


def _flagged(desk: Desk) -> Task | None:
    many = flags.undecided(desk.session, desk.council, now())
    if not many:
        return None
    words = "flagged answer to see to" if many == 1 else "flagged answers to see to"
    return Task(many, words, "", url_for("flags.show"), "Read and decide", pressing=True)


def _homework(desk: Desk) -> Task | None:
    mine = card_returns.homework_of(desk.session, desk.council, desk.account)
    if not mine:
        return None
    words = "challenge card to answer" if len(mine) == 1 else "challenge cards to answer"
    detail = f"The next is due on {long_date(mine[0].due.on)}."
    pressing = mine[0].due.on < today()
    return Task(len(mine), words, detail, url_for("cards.show"), "See the cards", pressing)


def _cards_to_see_to(desk: Desk) -> Task | None:
    waiting = cards_waiting(desk.session, desk.council)
    if not waiting.many:
        return None
    words = "challenge card to see to" if waiting.many == 1 else "challenge cards to see to"
    left = "Some were given to people who have left."
    detail = left if waiting.adrift else "To be put, or to be told."
    return Task(waiting.many, words, detail, url_for("cards.show"), "See the cards")


def _papers(desk: Desk) -> Task | None:
    line = _coming(desk)
    if line is None or (line.digest is not None and line.digest.sent_on is not None):
        return None
    meeting = line.meeting
    detail = f"{meeting.board.name}, papers due on {long_date(meeting.papers_due_on)}."
    pressing = meeting.papers_due_on < today()
    if line.digest is None:
        address = url_for("digests.choose", meeting_id=meeting.id)
        return Task(1, "meeting without a digest", detail, address, "Build it", pressing)
    address = url_for("digests.edit", digest_id=line.digest.id)
    return Task(1, "digest not sent yet", detail, address, "Go on with it", pressing)


def _to_read(desk: Desk) -> Task | None:
    line = _coming(desk)
    if line is None or line.digest is None or line.digest.sent_on is None:
        return None
    meeting = line.meeting
    address = url_for("papers.show", digest_id=line.digest.id)
    detail = f"{meeting.board.name} on {long_date(meeting.meets_on)}."
    return Task(1, "paper for the next meeting", detail, address, "Read the paper")


def _to_decide(desk: Desk) -> Task | None:
    many = len(to_decide(desk.session, desk.council))
    if not many:
        return None
    words = "item to decide" if many == 1 else "items to decide"
    detail = "May the public read it? The paper waits for you."
    return Task(many, words, detail, url_for("deciding.show_waiting"), "Decide", pressing=True)


def _failed(desk: Desk) -> Task | None:
    many = len(given_up(desk.session, desk.council))
    if not many:
        return None
    words = "piece of work that failed" if many == 1 else "pieces of work that failed"
    return Task(many, words, "Often mail.", url_for("administration.show"), "See them", True)


def _without_key(desk: Desk) -> Task | None:
    if contacts.public_key(desk.session, desk.council) is not None:
        return None
    detail = "The contact form is closed. Run: participation contact keys"
    words = "safeguarding key to make"
    return Task(1, words, detail, url_for("administration.show"), "See who can hold it")


def _to_open(desk: Desk) -> Task | None:
    lines = contacts.requests_of(desk.session, desk.council, desk.account, now())
    many = sum(not line.openings for line in lines)
    openings = [opening for line in lines for opening in line.openings]
    to_review = sum(not opening.reviewer and not opening.by_me for opening in openings)
    if not many + to_review:
        return None
    words = "contact request to open or review"
    return Task(many + to_review, words, "", url_for("contacts.show_all"), "See them", many > 0)


def _to_seal(desk: Desk) -> Task | None:
    many = contacts.to_reseal(desk.session, desk.council)
    if not many or not contacts.may_open(desk.session, desk.account):
        return None
    words = "contact request to seal anew" if many == 1 else "contact requests to seal anew"
    detail = "Somebody who could open them has left. It takes your passphrase."
    return Task(many, words, detail, url_for("contacts.seal_anew"), "Seal them anew", True)


def _to_read_again(desk: Desk) -> Task | None:
    """Return the next answer for an ambassador; how many there are is a figure, so not that."""
    if desk.account.role != Role.AMBASSADOR:
        return None
    address = url_for("second_reading.show_next")
    if second_readings.own_groups(desk.session, desk.account) is None:
        detail = "Which groups are your own? You step aside from those."
        return Task(1, "question to you before you read answers", detail, address, "Begin")
    if second_readings.next_to_read(desk.session, desk.council, desk.account) is None:
        return None
    detail = "One at a time, for as long as you like."
    return Task(1, "answer to read and find themes for", detail, address, "Read it")


def _to_check(desk: Desk) -> Task | None:
    many = len(waiting_checks(desk.session, desk.council))
    if not many:
        return None
    words = "wording to check" if many == 1 else "wordings to check"
    detail = "Would young people understand the answer?"
    return Task(many, words, detail, url_for("wordings.show_next"), "Say if they are clear")


def _to_sign(desk: Desk) -> Task | None:
    """Return what waits to be signed; an officer signs when they publish."""
    publishes = may(Role(desk.account.role), Permission.PUBLISH_RESPONSE)
    return None if publishes else answer_tasks.to_sign(desk)


MAKERS: tuple[tuple[Permission, Callable[[Desk], Task | None]], ...] = (
    (Permission.DECIDE_FLAGS, _flagged),
    (Permission.DECIDE_EXEMPT, _to_decide),
    (Permission.OPEN_CONTACTS, _to_open),
    (Permission.OPEN_CONTACTS, _to_seal),
    (Permission.READ_ANSWERS, _unread),
    (Permission.INTERPRET, _to_interpret),
    (Permission.PUBLISH_RESPONSE, answer_tasks.to_publish),
    (Permission.ASK_PARTNER, answer_tasks.to_take_up),
    (Permission.BUILD_DIGEST, _papers),
    (Permission.READ_AGAIN, _to_read_again),
    (Permission.CHECK_WORDING, _to_check),
    (Permission.READ_DIGEST, _to_read),
    (Permission.BUILD_DIGEST, _cards_to_see_to),
    (Permission.ANSWER_ASK, _homework),
    (Permission.ANSWER_ASK, answer_tasks.to_answer),
    (Permission.SIGN_RESPONSE, _to_sign),
    (Permission.ANSWER_ASK, answer_tasks.to_close),
    (Permission.CHANGE_LADDER, answer_tasks.to_name_chair),
    (Permission.READ_DIGEST, answer_tasks.late),
    (Permission.SEE_ACCOUNTS, _failed),
    (Permission.SEE_ACCOUNTS, _without_key),
)
