"""Challenge cards: a question to the people of a board, and what each of them answered."""

from flask import Blueprint, Response, abort

from participation.services.always_open import open_door
from participation.services.councils import council_named, pack_of
from participation.services.told_cards import told_cards
from participation.web.young.door import door
from participation.web.young.pages import page
from surveys.pack_cards import SURVEY

pages = Blueprint("cards", __name__)


@pages.get("/cards/<name>")
def show(name: str) -> Response:
    """Show the council's cards, and the way to put one; a council may have none."""
    with door().database.reading() as session:
        council = council_named(session, name)
        pack = pack_of(council)
        if pack.cards is None:
            abort(404)
        told = told_cards(session, council)
        asking = open_door(session, council, SURVEY, door().today)
    return page("cards.html", council=pack, told=told, asking=asking, today=door().today)
