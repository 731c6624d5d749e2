"""The wall: what young people said, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.responses import Verdict
from participation.services import reactions
from participation.services.councils import council_named, pack_of
from participation.services.messages import messages_of
from participation.services.wall import WallCard, wall
from participation.web.young.door import door
from participation.web.young.pages import page
from participation.web.young.speech import said as _
from surveys.pack_council import CouncilPack

pages = Blueprint("walls", __name__)


@dataclass(frozen=True)
class Shelf:
    """The cards under one promise, in the order of the wall."""

    code: str
    title: str
    words: str
    cards: tuple[WallCard, ...]


@pages.get("/wall/<name>")
def show(name: str) -> Response:
    """Show the council's wall."""
    with door().database.reading() as session:
        council = council_named(session, name)
        cards = wall(session, council, door().today)
        messages = messages_of(session, council, door().today)
    pack = pack_of(council)
    return page(
        "wall.html",
        council=pack,
        shelves=_shelves(pack, cards),
        messages=messages,
        named=True,
        verdicts=tuple(Verdict),
        thanked=request.args.get("thanks", ""),
    )


@pages.post("/wall/<name>")
def tap(name: str) -> ResponseReturnValue:
    """Count one tap on an answer and go back to its card."""
    try:
        response_id = UUID(request.form.get("response", ""))
        verdict = Verdict(request.form.get("verdict", ""))
    except ValueError as error:
        raise BadInput(_("Go back to the wall and tap one of the four buttons.")) from error
    with door().database.writing() as session:
        council_named(session, name)
        reactions.tap(session, response_id, verdict)
    place = url_for("walls.show", name=name, thanks=response_id, _anchor=f"a{response_id}")
    return redirect(place, 303)


def _shelves(pack: CouncilPack, cards: Iterable[WallCard]) -> tuple[Shelf, ...]:
    by_promise: dict[str, list[WallCard]] = {}
    for card in cards:
        by_promise.setdefault(card.promise_code, []).append(card)
    named = [
        Shelf(promise.code, promise.short, promise.words, tuple(by_promise[promise.code]))
        for promise in pack.pledge.promises
        if promise.code in by_promise
    ]
    known = {shelf.code for shelf in named}
    rest = tuple(card for code, some in by_promise.items() if code not in known for card in some)
    return (*named, Shelf("other", _("Other things"), "", rest)) if rest else tuple(named)
