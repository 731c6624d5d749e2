"""The way in: the start page, a link that was handed out, and the page before the questions."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session

from participation.core.errors import NotFound, Refused
from participation.core.speech import day_in_words, marked, spoken
from participation.models import Consultation, Council, Stage
from participation.services import conversations
from participation.services.asking_again import Before, asked_before
from participation.services.consultations import (
    WhenRead,
    check_may_begin,
    consultation_at,
    survey_of,
    when_read,
)
from participation.services.councils import all_councils, pack_of
from participation.services.invites import CODE_LENGTH
from participation.services.languages import offered
from participation.services.messages import ToAll, messages_for
from participation.services.withdrawals import take_back_until, until_in_words
from participation.web.young.door import door
from participation.web.young.faults import show
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.speech import choose, speak_one_of
from participation.web.young.speech import said as _
from participation.web.young.supporting import note_support
from participation.web.young.together import begin_visit, is_shared
from participation.web.young.visit import has_left, keep_secret, kept_secret
from surveys.definition import Survey

pages = Blueprint("start", __name__)

DECIDED = {
    Stage.DRAFT: marked("Nothing is decided yet."),
    Stage.OPTIONS: marked("There are choices to make."),
    Stage.DECIDED: marked("It is decided. Say how it should be done."),
}


@dataclass(frozen=True)
class Beginning:
    """What stands on the page before the first question."""

    council: Council
    consultation: Consultation
    survey: Survey
    when_read: WhenRead
    until: str
    language: str
    offered: tuple[str, ...]
    begun: bool
    messages: tuple[ToAll, ...]
    before: Before | None

    @property
    def decided(self) -> str:
        """Return how far the decision has come that is asked about."""
        return _(DECIDED[Stage(self.consultation.stage)])


@pages.get("/")
def home() -> Response:
    """Show the ways in."""
    return show_home()


@pages.get("/find")
def find() -> ResponseReturnValue:
    """Go to what the letters open: an open link or a one-time code, a whole address or bare."""
    typed = request.args.get("link", "")
    last = typed.strip().rstrip("/").rpartition("/")[2]
    letters = "".join(letter for letter in last.lower() if letter.isalnum())
    if not letters:
        return show_home(_("Type the letters of your link first."), status=400)
    if len(letters) == CODE_LENGTH:
        return redirect(url_for("invited.first", code=letters), 303)
    try:
        with door().database.reading() as session:
            found = consultation_at(session, last).link
    except NotFound as error:
        return show_home(error.message, typed, status=404)
    return redirect(url_for("start.first", link=found), 303)


@pages.get("/c/<link>")
def first(link: str) -> Response:
    """Show what it is about, who reads it, what is secret, and whom to call now."""
    with door().database.reading() as session:
        beginning = beginning_at(session, consultation_at(session, link))
    return show_first(beginning, by_code=False)


@pages.post("/c/<link>")
def begin(link: str) -> ResponseReturnValue:
    """Begin a conversation and go to its first question."""
    with door().database.reading() as session:
        language = beginning_at(session, consultation_at(session, link)).language
    with door().database.writing() as session:
        begun = conversations.begin(session, link, door().today, language)
    begin_visit(url_for("start.first", link=link))
    note_support(begun.secret)
    keep_secret(begun.secret)
    choose(language)
    return redirect(url_for("questions.ask", number=1), 303)


@pages.errorhandler(CSRFError)
def begin_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the first page once more, when it had been open too long."""
    if has_left():
        return neutral()
    try:
        with door().database.reading() as session:
            found = consultation_at(session, (request.view_args or {}).get("link", ""))
            beginning = beginning_at(session, found)
    except NotFound as error:
        return show(error)
    return show_first(beginning, by_code=False, stale=True)


@pages.get("/c/<link>/later")
def not_now(link: str) -> Response:
    """Say that later is fine, and until when."""
    with door().database.reading() as session:
        consultation = consultation_at(session, link)
        pack = pack_of(session.get_one(Council, consultation.council_id))
        until = day_in_words(consultation.closes_on)
    words = _("The same link or code works until %(day)s.", day=until)
    return page("closed.html", council=pack, title=_("Later is fine"), words=words)


def beginning_at(session: Session, consultation: Consultation) -> Beginning:
    """Return what stands on the first page of the consultation."""
    council = session.get_one(Council, consultation.council_id)
    survey = survey_of(consultation)
    languages = offered(session, council)
    speak_one_of(languages)
    return Beginning(
        council=council,
        consultation=consultation,
        survey=survey,
        when_read=when_read(session, council, door().today),
        until=until_in_words(take_back_until(session, council.id, door().today)),
        language=spoken(),
        offered=languages,
        begun=_has_begun(session, consultation),
        messages=messages_for(session, consultation, door().today),
        before=asked_before(session, consultation),
    )


def show_first(beginning: Beginning, by_code: bool, stale: bool = False) -> Response:
    """Return the first page; without its code, one for invites asks for the code."""
    pack = pack_of(beginning.council)
    try:
        check_may_begin(beginning.consultation, door().today)
    except Refused as error:
        title = _("This isn't open")
        return page("closed.html", council=pack, status=403, title=title, words=error.message)
    asks_code = beginning.consultation.by_invite and not by_code
    ticked = is_shared() or "together" in request.args
    if "who" in request.args and not asks_code:
        return page("with_help.html", council=pack)
    return page(
        "first.html",
        council=pack,
        status=400 if stale else 200,
        start=beginning,
        asks_code=asks_code,
        ticked=ticked,
        stale=_("This page had been open for a while. Press the button again.") if stale else "",
    )


def _has_begun(session: Session, consultation: Consultation) -> bool:
    secret = kept_secret()
    # What somebody began on a shared tablet is not offered to whoever comes next.
    if secret is None or is_shared():
        return False
    try:
        turn = conversations.current(session, secret, door().today)
    except NotFound:
        return False
    return turn.consultation.id == consultation.id


def show_home(error: str = "", typed: str = "", status: int = 200) -> Response:
    """Return the start page, with what was typed and what is wrong with it."""
    with door().database.reading() as session:
        councils = all_councils(session)
    only = pack_of(councils[0]) if len(councils) == 1 else None
    return page(
        "home.html", council=only, status=status, councils=councils, error=error, typed=typed
    )
