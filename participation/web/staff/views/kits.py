"""The meeting kit: a session of 45 minutes with young people, printed, with no devices needed."""

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services import consultations
from participation.services.councils import pack_of
from participation.services.meeting_kits import asked_aloud, talked_about
from participation.services.wall import wall
from participation.web.staff.access import needs
from participation.web.staff.office import office, today
from participation.web.staff.office import reading as at_desk
from participation.web.staff.signs import qr_code

pages = Blueprint("kits", __name__, url_prefix="/meeting-kit")


@pages.get("")
@needs(Permission.SEE_CONSULTATIONS)
def show() -> str:
    """Show a session plan with the cards for it: the wall's answers, the pledge, what is open."""
    with at_desk() as desk:
        pack = pack_of(desk.council)
        cards = wall(desk.session, desk.council, today())
        rows = consultations.open_consultations(desk.session, desk.council, today())
        now_open = rows[0] if rows else None
        link = f"{office().settings.young_address}/c/{now_open.link}" if now_open else ""
        return render_template(
            "staff/kit.html",
            pack=pack,
            cards=talked_about(cards),
            row=now_open,
            questions=asked_aloud(consultations.survey_of(now_open)) if now_open else [],
            link=link,
            qr=qr_code(link, "Code that opens the questions") if link else "",
            day=today(),
        )
