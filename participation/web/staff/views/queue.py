"""The queue: one written answer at a time, made for the keyboard."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.domain.redaction import allowable_words
from participation.domain.redaction.spots import settle
from participation.domain.tone import TextBlobTone
from participation.models import Theme
from participation.services import allow_list, clearing, complaints, flags, reading, typing_up
from participation.services.alerts import route_now
from participation.services.councils import themes_of
from participation.services.proposals import Proposal
from participation.services.reading import Unread, is_on_time
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, office, today, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("queue", __name__, url_prefix="/queue")

MOST_SUGGESTIONS = 5
MOST_SKIPPED = 20
TONES = {"warm": "warm", "plain": "neither warm nor sad", "sad": "sad"}


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `mark` names the kind of detail when it is masked.

    `allowable` are words of it that the officer may say are never a personal detail.
    """

    words: str
    mark: str = ""
    allowable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed:
    """What an officer had typed when the decision was refused."""

    words: str
    themes: frozenset[str]
    problem: str


@pages.get("")
@needs(Permission.READ_ANSWERS)
def show_next() -> str:
    """Show the next answer to read, or that none is left."""
    with at_desk() as desk:
        unread = reading.next_unread(
            desk.session, desk.council, office().keys, _skipped(), session.get("turn", 0), now()
        )
        return _page(desk, unread)


@pages.get("/<uuid:answer_id>")
@needs(Permission.READ_ANSWERS)
def show_one(answer_id: UUID) -> str:
    """Show this answer, while it is unread."""
    with at_desk() as desk:
        return _page(desk, reading.unread_of(desk.session, desk.council, office().keys, answer_id))


@pages.get("/<uuid:answer_id>/picture.jpg")
@needs(Permission.READ_ANSWERS)
def show_picture(answer_id: UUID) -> Response:
    """Send the picture that came with this answer, while it is unread."""
    with at_desk() as desk:
        keys = office().keys
        jpeg = typing_up.drawing_of(desk.session, desk.council, keys, answer_id)
    return Response(jpeg, content_type="image/jpeg")


@pages.post("/<uuid:answer_id>/type-up")
@needs(Permission.READ_ANSWERS)
def type_up(answer_id: UUID) -> ResponseReturnValue:
    """Make what the picture says the answer's words."""
    words, keys = request.form.get("words", ""), office().keys
    try:
        with writing() as desk:
            args = (desk.session, desk.council, desk.account, keys, answer_id)
            typing_up.type_up(*args, words, now())
    except BadInput as error:
        with at_desk() as desk:
            unread = reading.unread_of(desk.session, desk.council, keys, answer_id)
            return _page(desk, unread, Typed(words, frozenset(), error.message)), 400
    session["said"] = "Typed up. Now clear the words like any others."
    return redirect(url_for("queue.show_one", answer_id=answer_id))


@pages.post("/<uuid:answer_id>/clear")
@needs(Permission.READ_ANSWERS)
def clear(answer_id: UUID) -> ResponseReturnValue:
    """Clear the words as they stand in the box, with the ticked themes."""
    words, themes = request.form.get("words", ""), request.form.getlist("themes")
    try:
        with writing() as desk:
            decision = clearing.Decision(words, tuple(themes))
            clearing.clear(desk.session, desk.council, desk.account, answer_id, decision, now())
    except BadInput as error:
        with at_desk() as desk:
            unread = reading.unread_of(desk.session, desk.council, office().keys, answer_id)
            return _page(desk, unread, Typed(words, frozenset(themes), error.message)), 400
    return _decided(answer_id, "Cleared.")


@pages.post("/<uuid:answer_id>/leave-out")
@needs(Permission.READ_ANSWERS)
def leave_out(answer_id: UUID) -> ResponseReturnValue:
    """Count it as read and show its words nowhere."""
    with writing() as desk:
        clearing.leave_out(desk.session, desk.council, desk.account, answer_id, now())
    return _decided(answer_id, "Left out. Its words are shown nowhere.")


@pages.post("/<uuid:answer_id>/flag")
@needs(Permission.READ_ANSWERS)
def flag(answer_id: UUID) -> ResponseReturnValue:
    """Hand it to the safeguarding lead."""
    with writing() as desk:
        flags.flag(desk.session, desk.council, desk.account, office().keys, answer_id, now())
    session.pop("last_decided", None)
    session["said"] = "Flagged. The safeguarding lead is told and sees it; it appears nowhere else."
    return redirect(url_for("queue.show_next"))


@pages.post("/<uuid:answer_id>/complaint")
@needs(Permission.READ_ANSWERS)
def offer_ways(answer_id: UUID) -> ResponseReturnValue:
    """Have its receipt offer the council's ways to complain, and keep what was typed so far."""
    with writing() as desk:
        complaints.offer_ways(desk.session, desk.council, desk.account, answer_id, now())
    session["said"] = "Its receipt now offers your ways to have something put right."
    with at_desk() as desk:
        unread = reading.unread_of(desk.session, desk.council, office().keys, answer_id)
        words = request.form.get("words", unread.masked)
        return _page(desk, unread, Typed(words, frozenset(request.form.getlist("themes")), ""))


@pages.post("/<uuid:answer_id>/allow")
@needs(Permission.ALLOW_WORDS)
def allow(answer_id: UUID) -> ResponseReturnValue:
    """Say that a word is never a personal detail, and keep what was typed so far."""
    keys = office().keys
    with writing() as desk:
        before = reading.unread_of(desk.session, desk.council, keys, answer_id).masked
        word = request.form.get("allow", "")
        allow_list.allow(desk.session, desk.council, desk.account, word, now())
    session["said"] = f"“{word.strip()}” is never masked from now on."
    with at_desk() as desk:
        unread = reading.unread_of(desk.session, desk.council, keys, answer_id)
        words = request.form.get("words", before).replace("\r\n", "\n")
        kept = unread.masked if words == before.replace("\r\n", "\n") else words
        return _page(desk, unread, Typed(kept, frozenset(request.form.getlist("themes")), ""))


@pages.post("/<uuid:answer_id>/skip")
@needs(Permission.READ_ANSWERS)
def skip(answer_id: UUID) -> ResponseReturnValue:
    """Leave it for later and take the next one."""
    with at_desk() as desk:
        reading.unread_of(desk.session, desk.council, office().keys, answer_id)
    kept = [key for key in session.get("skipped", []) if key != answer_id.hex]
    session["skipped"] = [*kept, answer_id.hex][-MOST_SKIPPED:]
    _next_turn()
    return redirect(url_for("queue.show_next"))


@pages.post("/<uuid:answer_id>/undo")
@needs(Permission.READ_ANSWERS)
def undo(answer_id: UUID) -> ResponseReturnValue:
    """Put the last decided answer back and show it again."""
    with writing() as desk:
        clearing.undo(desk.session, desk.council, desk.account, answer_id, now())
    session.pop("last_decided", None)
    session["said"] = "Undone. Here it is again."
    return redirect(url_for("queue.show_one", answer_id=answer_id))


def pieces(unread: Unread) -> list[Piece]:
    """Return the text cut where details are masked, each with what was found."""
    cut, place = [], 0
    for spot in settle(unread.original, unread.spots):
        cut.append(Piece(unread.original[place : spot.start]))
        hidden = unread.original[spot.start : spot.end]
        cut.append(Piece(hidden, spot.kind.value, allowable_words(unread.original, spot)))
        place = spot.end
    cut.append(Piece(unread.original[place:]))
    return [piece for piece in cut if piece.words]


def _page(desk: Desk, unread: Unread | None, typed: Typed | None = None) -> str:
    lines = reading.queue_lines(desk.session, desk.council)
    left = sum(line.unread for line in lines)
    said = session.pop("said", "")
    last = session.get("last_decided")
    route = route_now(desk.session, desk.council, now())
    if unread is None:
        return render_template("staff/queue-empty.html", said=said, last=last, route=route)
    suggested = unread.proposals[:MOST_SUGGESTIONS]
    return render_template(
        "staff/queue.html",
        unread=unread,
        left=left,
        said=said,
        last=last,
        route=route,
        pieces=pieces(unread),
        suggested=suggested,
        others=_others(themes_of(desk.session, desk.council), suggested),
        late=not is_on_time(unread.due, today()),
        tone=TONES[TextBlobTone().read(unread.original)],
        as_sent=_as_sent(desk, unread),
        typed=typed or Typed(unread.masked, frozenset(), ""),
    )


def _as_sent(desk: Desk, unread: Unread) -> str:
    """Return the words in the language they were sent in, once their English stands here."""
    if not unread.language or unread.waits_for_english:
        return ""
    return reading.sent_in(desk.session, desk.council, office().keys, unread.answer_id)


def _others(themes: list[Theme], suggested: tuple[Proposal, ...]) -> list[Theme]:
    there = {proposal.code for proposal in suggested}
    return [theme for theme in themes if theme.code not in there]


def _decided(answer_id: UUID, said: str) -> ResponseReturnValue:
    _next_turn()
    session["last_decided"] = str(answer_id)
    session["said"] = said
    return redirect(url_for("queue.show_next"))


def _next_turn() -> None:
    session["turn"] = session.get("turn", 0) + 1


def _skipped() -> list[UUID]:
    return [UUID(hex=key) for key in session.get("skipped", [])]
