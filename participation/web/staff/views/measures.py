"""The measures of the loop: days, shares, themes, and the pledge over time."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services.champions import champions_by_promise
from participation.services.councils import pack_of
from participation.services.measures import measures
from participation.web.staff.access import needs
from participation.web.staff.office import reading, today

pages = Blueprint("measures", __name__)


@pages.get("/measures")
@needs(Permission.READ_DIGEST)
def show() -> str:
    """Show how well the loop runs."""
    with reading() as desk:
        found = measures(desk.session, desk.council, today())
        pack = pack_of(desk.council)
        by_promise = champions_by_promise(desk.session, desk.council)
    champions = {promise.short: by_promise.get(promise.code) for promise in pack.pledge.promises}
    return render_template(
        "staff/measures.html",
        measures=found,
        words=pack.words,
        champions=champions,
        today=today(),
    )
