"""Answers that say the same as one: each shown by itself, then all cleared at once.

Nothing is stored on the way: what was said of those seen so far goes along in the form.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import clearing, reading
from participation.services.alike import alike, clear_together
from participation.services.councils import themes_of
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, office, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.queue_page import Typed, pieces, queue_page, typed_in
from participation.web.staff.views.queue import decided

pages = Blueprint("alike", __name__, url_prefix="/queue")


@dataclass(frozen=True)
class Seen:
    """Those looked at so far: the words of each that says the same, and all that were shown."""

    same: dict[UUID, str]
    shown: frozenset[UUID]


@pages.post("/<uuid:answer_id>/alike")
@needs(Permission.READ_ANSWERS)
def show_next(answer_id: UUID) -> ResponseReturnValue:
    """Take what was said of the one shown and show the next, or clear all that say the same."""
    first, seen, problem = typed_in(request.form), _seen(request.form), ""
    try:
        clearing.words_to_keep(first.words)
    except BadInput as error:
        return _refused(answer_id, first, error)
    try:
        seen = _answered(seen, request.form)
    except BadInput as error:
        problem = error.message
    with at_desk() as desk:
        left = _left(desk, answer_id, seen)
        if left and (problem or "stop" not in request.form):
            return _step(desk, answer_id, first, seen, left, problem), 400 if problem else 200
    return _clear(answer_id, first, seen)


def _clear(answer_id: UUID, first: Typed, seen: Seen) -> ResponseReturnValue:
    themes = tuple(first.themes)
    try:
        with writing() as desk:
            there = set(alike(desk.session, desk.council, answer_id))
            words = {key: text for key, text in seen.same.items() if key in there}
            cleared = clear_together(
                desk.session,
                desk.council,
                desk.account,
                {
                    key: clearing.Decision(text, themes)
                    for key, text in {answer_id: first.words, **words}.items()
                },
                first.tone,
                now(),
            )
    except BadInput as error:
        return _refused(answer_id, first, error)
    many = len(cleared)
    missed = 1 + len(seen.same) - many
    said = "Cleared." if many == 1 else f"Cleared {many} together."
    if missed:
        said += f" {missed} had been decided by somebody else or taken back, and stayed as it was."
    return decided(cleared, said)


def _refused(answer_id: UUID, first: Typed, error: BadInput) -> ResponseReturnValue:
    with at_desk() as desk:
        unread = reading.unread_of(desk.session, desk.council, office().keys, answer_id)
        return queue_page(desk, unread, first.refused(error.message)), 400


def _step(
    desk: Desk, answer_id: UUID, first: Typed, seen: Seen, left: list[UUID], problem: str
) -> str:
    unread = reading.unread_of(desk.session, desk.council, office().keys, left[0])
    themes = themes_of(desk.session, desk.council)
    return render_template(
        "staff/queue-alike.html",
        first_id=answer_id,
        first=first,
        names=[theme.name for theme in themes if theme.code in first.themes],
        seen=seen,
        unread=unread,
        pieces=pieces(unread),
        problem=problem,
        number=len(seen.shown) + 1,
        many=len(seen.shown) + len(left),
        so_far=1 + len(seen.same),
    )


def _left(desk: Desk, answer_id: UUID, seen: Seen) -> list[UUID]:
    """Return the keys of those that have not been shown yet."""
    keys = alike(desk.session, desk.council, answer_id)
    return [key for key in keys if key not in seen.shown]


def _seen(form: MultiDict[str, str]) -> Seen:
    shown = frozenset(UUID(key) for key in form.getlist("shown") if _is_key(key))
    return Seen({key: form[f"words-{key}"] for key in shown if f"words-{key}" in form}, shown)


def _answered(seen: Seen, form: MultiDict[str, str]) -> Seen:
    """Return what was seen with the one just shown; raises BadInput for words not to be kept."""
    if not _is_key(form.get("one", "")):
        return seen
    one, same = UUID(form["one"]), seen.same
    if "same" in form:
        same = {**same, one: clearing.words_to_keep(form.get("one-words", ""))}
    return Seen(same, seen.shown | {one})


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
