"""Keeping five words: as a picture whose name and content say nothing of what they open."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from participation.domain.receipts import read_receipt
from participation.papers.ticket import draw_ticket
from participation.web.young.journeys import not_found

pages = Blueprint("keeping", __name__)


@pages.post("/words.png")
def picture() -> ResponseReturnValue:
    """Send the words that were posted as a picture; nothing is looked up or kept."""
    typed = request.form.get("receipt", "")
    receipt = read_receipt(typed)
    if receipt is None:
        return not_found(typed)
    response = Response(draw_ticket(receipt), mimetype="image/png")
    response.headers["Content-Disposition"] = 'attachment; filename="words.png"'
    return response
