"""The ticket once more, for whoever is still before it on a shared phone or tablet."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.domain.receipts import read_receipt
from participation.web.young.pages import page
from participation.web.young.together import is_shared

pages = Blueprint("ticketing", __name__)

LONGEST_CODE = 20


@pages.get("/ticket")
def ask_receipt() -> ResponseReturnValue:
    """Ask for the five words: they stand in no address."""
    return redirect(url_for("journeys.ask_receipt"), 303)


@pages.post("/ticket")
def show() -> ResponseReturnValue:
    """Show the words that the form brings along; nothing is looked up."""
    receipt = read_receipt(request.form.get("receipt", ""))
    if receipt is None or not is_shared():
        return redirect(url_for("journeys.ask_receipt"), 303)
    code = request.form.get("code", "")[:LONGEST_CODE]
    return page("ticket_again.html", receipt=receipt, code=code)
