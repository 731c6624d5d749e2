"""The check page, and sending: stored once, however often the button is pressed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from participation.core.errors import BadInput, NotFound
from participation.core.pictures import Picture
from participation.core.sealed import NONCE_BYTES, new_nonce
from participation.core.types import Week
from participation.domain.journey import Passed, path
from participation.domain.redaction import Kind, find
from participation.services import conversations, submissions
from participation.services.allow_list import words_of_nobody
from participation.services.conversations import Turn, worrying
from participation.services.councils import pack_of
from participation.services.drawings import drawings_of
from participation.services.messages import messages_for
from participation.services.thanks import thanks_for
from participation.services.withdrawals import take_back_until, until_in_words
from participation.web.young.door import door
from participation.web.young.easing import eased_lines
from participation.web.young.faults import show
from participation.web.young.leaving import neutral
from participation.web.young.pages import page
from participation.web.young.questions import held_secret, place_of, turn_now
from participation.web.young.speech import said as _
from participation.web.young.together import is_shared
from participation.web.young.visit import drop_secret, has_left
from surveys import engine
from surveys.steps import Line
from surveys.validation import picks_in_words

pages = Blueprint("checking", __name__)


@dataclass(frozen=True)
class Piece:
    """A part of a written answer, and what it may tell of somebody, if anything."""

    text: str
    tells: Kind | None


@dataclass(frozen=True)
class Checked:
    """One answer as it could be read; `picked` is what was picked beside the words.

    `drawn` is a small copy of a picture, as an address that holds it.
    """

    line: Line
    pieces: tuple[Piece, ...]
    picked: str = ""
    drawn: str = ""

    @property
    def tells(self) -> tuple[Kind, ...]:
        """Return each kind of personal detail that the answer holds, once."""
        return tuple(dict.fromkeys(piece.tells for piece in self.pieces if piece.tells))


@pages.get("/check")
def check() -> ResponseReturnValue:
    """Show every answer before it is sent, whether or not all are given."""
    turn = turn_now()
    if not engine.answered_so_far(turn.survey, turn.state).lines:
        return redirect(place_of(turn.step), 303)
    return _show(turn)


@pages.post("/check")
def change() -> ResponseReturnValue:
    """Keep the ticks, and go to the answer that is to be changed."""
    name = request.form.get("change", "")
    with door().database.writing() as session:
        secret, today = held_secret(), door().today
        conversations.reply(session, secret, _shown(), today)
        turn = conversations.reply(session, secret, engine.GoTo(name), today)
    return redirect(place_of(turn.step) if name else url_for("checking.check"), 303)


@pages.get("/send")
def sent_before() -> ResponseReturnValue:
    """Ask for the five words: the receipt itself is shown once, in answer to the form."""
    return redirect(url_for("journeys.ask_receipt"), 303)


@pages.post("/send")
def send() -> ResponseReturnValue:
    """Store the answers once and show the receipt, which stands in no address."""
    try:
        secret, nonce = held_secret(), _nonce()
        sent = _send(secret, nonce)
    except BadInput as error:
        return _show(turn_now(), error.message, status=400)
    today = door().today
    door().database.forget_log()
    if is_shared():
        drop_secret()
    stones = path(Passed(said=Week.of(today)))
    pack = pack_of(sent.council)
    with door().database.reading() as session:
        until = until_in_words(take_back_until(session, sent.council.id, today))
        messages = messages_for(session, sent.consultation, today)
    return page(
        "receipt.html",
        council=pack,
        sent=sent,
        stones=stones,
        until=until,
        thanks=thanks_for(door().keys, sent.consultation, secret, nonce),
        messages=messages,
    )


@pages.errorhandler(CSRFError)
def check_again(_error: CSRFError) -> ResponseReturnValue:
    """Show the check page once more, with its ticks, when it had been open too long."""
    if has_left():
        return neutral()
    try:
        turn = turn_now()
    except NotFound as error:
        return show(error)
    state, step = engine.advance(turn.survey, turn.state, _shown())
    again = replace(turn, state=state, step=step)
    stale = _("This page had been open for a while. Look once more, then press Send.")
    return _show(again, stale, status=400)


def _send(secret: bytes, nonce: bytes) -> submissions.Sent:
    door_ = door()
    # Gone when it was sent before: the same secret and nonce find the same receipt.
    with suppress(NotFound), door_.database.writing() as session:
        conversations.reply(session, secret, _shown(), door_.today)
    # Apart from it: hashing the receipt takes a while, in which SQLite lets nobody else write.
    with door_.database.writing() as session:
        return submissions.send(session, door_.keys, secret, nonce, door_.clock.now())


def _nonce() -> bytes:
    try:
        nonce = bytes.fromhex(request.form.get("nonce", ""))
    except ValueError:
        nonce = b""
    if len(nonce) != NONCE_BYTES:
        raise BadInput(_("That didn't send. All you said is still here. Press Send again."))
    return nonce


def _shown() -> engine.ShowWords:
    return engine.ShowWords(tuple(request.form.getlist("show")))


def _show(turn: Turn, error: str = "", status: int = 200) -> Response:
    with door().database.reading() as session:
        until = until_in_words(take_back_until(session, turn.council.id, door().today))
        nobodys = words_of_nobody(session, turn.council)
        pictures = drawings_of(session, held_secret(), turn)
    so_far = engine.answered_so_far(turn.survey, turn.state)
    lines = eased_lines(so_far.lines, turn.state.language)
    unfinished = turn.step if isinstance(turn.step, engine.Ask) else None
    return page(
        "check.html",
        council=pack_of(turn.council),
        status=status,
        turn=turn,
        checked=tuple(_checked(line, nobodys, turn.state.language, pictures) for line in lines),
        unfinished=unfinished,
        ready=bool(engine.answers_to_send(turn.survey, turn.state)),
        worry=bool(worrying(turn)),
        nonce=new_nonce().hex(),
        until=until,
        error=error,
    )


def _checked(
    line: Line, nobodys: frozenset[str], language: str, pictures: Mapping[str, bytes]
) -> Checked:
    if line.question.name in pictures:
        return Checked(line, (), drawn=Picture(pictures[line.question.name]).thumb)
    if line.answer.text is None:
        return Checked(line, ())
    text, place = line.answer.text, 0
    pieces = []
    for spot in find(text, nobodys):
        pieces += [Piece(text[place : spot.start], None)]
        pieces += [Piece(text[spot.start : spot.end], spot.kind)]
        place = spot.end
    picked = picks_in_words(line.question, line.answer, language)
    return Checked(line, (*pieces, Piece(text[place:], None)), picked)
