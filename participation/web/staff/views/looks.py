"""The look of the young people's pages: the council's own colour."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.colours import by_day, by_night
from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services.councils import pack_of
from participation.services.looks import set_colour
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing

pages = Blueprint("looks", __name__, url_prefix="/look")

OURS = "#4a2c8f"


@pages.get("")
@needs(Permission.CHANGE_LOOK)
def show() -> ResponseReturnValue:
    """Show the colour that young people's pages wear."""
    with reading() as desk:
        brand = pack_of(desk.council).look.brand
    return _page(brand, brand)


@pages.post("")
@needs(Permission.CHANGE_LOOK)
def change() -> ResponseReturnValue:
    """Wear another colour, or ours again."""
    typed = request.form.get("colour", "")
    try:
        with writing() as desk:
            set_colour(desk.session, desk.council, desk.account, typed, now())
    except BadInput as error:
        with reading() as desk:
            brand = pack_of(desk.council).look.brand
        return _page(brand, typed, error.message), 400
    session["said"] = "Young people’s pages wear it now."
    return redirect(url_for("looks.show"), 303)


def _page(brand: str, typed: str, error: str = "") -> str:
    worn = brand or OURS
    return render_template(
        "staff/look.html",
        typed=typed,
        error=error,
        said=session.pop("said", ""),
        day=by_day(worn),
        night=by_night(worn),
        own=bool(brand),
    )
