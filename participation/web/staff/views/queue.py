"""The queue: one written answer at a time, made for the keyboard."""

from uuid import UUID

from flask import Blueprint, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, NotFound
from participation.domain.policy import Permission
from participation.services import (
    allow_list,
    clearing,
    complaints,
    flags,
    reading,
    tones,
    typing_up,
)
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, office, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.queue_page import Typed, queue_page, typed_in

pages = Blueprint("queue", __name__, url_prefix="/queue")

MOST_SKIPPED = 20


@pages.get("")
@needs(Permission.READ_ANSWERS)
def show_next() -> str:
    """Show the next answer to read, or that none is left."""
    with at_desk() as desk:
        unread = reading.next_unread(
            desk.session, desk.council, office().keys, _skipped(), session.get("turn", 0), now()
        )
        return queue_page(desk, unread)


@pages.get("/<uuid:answer_id>")
@needs(Permission.READ_ANSWERS)
def show_one(answer_id: UUID) -> str:
    """Show this answer, while it is unread."""
    with at_desk() as desk:
        return queue_page(
            desk, reading.unread_of(desk.session, desk.council, office().keys, answer_id)
        )


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
            return queue_page(desk, unread, Typed(words, problem=error.message)), 400
    session["said"] = "Typed up. Now clear the words like any others."
    return redirect(url_for("queue.show_one", answer_id=answer_id))


@pages.post("/<uuid:answer_id>/clear")
@needs(Permission.READ_ANSWERS)
def clear(answer_id: UUID) -> ResponseReturnValue:
    """Clear the words as they stand in the box, with the ticked themes."""
    typed = typed_in(request.form)
    try:
        with writing() as desk:
            decision = clearing.Decision(typed.words, tuple(typed.themes))
            clearing.clear(desk.session, desk.council, desk.account, answer_id, decision, now())
            tones.hear(desk.session, desk.council, answer_id, typed.tone)
    except BadInput as error:
        with at_desk() as desk:
            unread = reading.unread_of(desk.session, desk.council, office().keys, answer_id)
            return queue_page(desk, unread, typed.refused(error.message)), 400
    return decided((answer_id,), "Cleared.")


@pages.post("/<uuid:answer_id>/leave-out")
@needs(Permission.READ_ANSWERS)
def leave_out(answer_id: UUID) -> ResponseReturnValue:
    """Count it as read and show its words nowhere."""
    with writing() as desk:
        clearing.leave_out(desk.session, desk.council, desk.account, answer_id, now())
    return decided((answer_id,), "Left out. Its words are shown nowhere.")


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
        return queue_page(desk, unread, typed_in(request.form, unread.masked))


@pages.post("/<uuid:answer_id>/look")
@needs(Permission.READ_ANSWERS)
def look(answer_id: UUID) -> str:
    """Show the themes in which the words looked for stand, and keep what was typed so far."""
    with at_desk() as desk:
        unread = reading.unread_of(desk.session, desk.council, office().keys, answer_id)
        return queue_page(desk, unread, typed_in(request.form, unread.masked))


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
        typed = typed_in(request.form, before)
        untouched = typed.words == before.replace("\r\n", "\n")
        return queue_page(desk, unread, typed.with_words(unread.masked) if untouched else typed)


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
    """Put the answer back and show it again, with those that were decided together with it."""
    last = [UUID(key) for key in session.get("last_decided", [])]
    with writing() as desk:
        clearing.undo(desk.session, desk.council, desk.account, answer_id, now())
        others = [key for key in last if key != answer_id] if answer_id in last else []
        undone = 1 + sum(_undone(desk, key) for key in others)
    session.pop("last_decided", None)
    many = "" if undone == 1 else f" So are the {undone - 1} that were cleared with it."
    session["said"] = f"Undone. Here it is again.{many}"
    return redirect(url_for("queue.show_one", answer_id=answer_id))


def decided(answer_ids: tuple[UUID, ...], said: str) -> ResponseReturnValue:
    """Go on to the next answer, and offer to undo what was decided about these."""
    _next_turn()
    session["last_decided"] = [str(answer_id) for answer_id in answer_ids]
    session["said"] = said
    return redirect(url_for("queue.show_next"))


def _undone(desk: Desk, answer_id: UUID) -> bool:
    try:
        clearing.undo(desk.session, desk.council, desk.account, answer_id, now())
    except NotFound:
        return False
    return True


def _next_turn() -> None:
    session["turn"] = session.get("turn", 0) + 1


def _skipped() -> list[UUID]:
    return [UUID(hex=key) for key in session.get("skipped", [])]
