"""The meeting kit: a session of 45 minutes with young people, printed, with no devices needed."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from participation.domain.policy import Permission
from participation.services import consultations
from participation.services.councils import pack_of
from participation.services.wall import WallCard, wall
from participation.web.staff.access import needs
from participation.web.staff.office import office, today
from participation.web.staff.office import reading as at_desk
from participation.web.staff.signs import qr_code
from surveys.definition import Survey

pages = Blueprint("kits", __name__, url_prefix="/meeting-kit")

MOST_CARDS = 8
"""As many answers as fifteen minutes hold at two minutes each."""
MOST_QUESTIONS = 4


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


def talked_about(cards: Sequence[WallCard]) -> list[WallCard]:
    """Return what to talk about first: what is late, then what was answered, then what waits."""

    def rank(card: WallCard) -> int:
        if card.answer is None:
            return 2
        return 0 if card.answer.days_late else 1

    return sorted(cards, key=rank)[:MOST_CARDS]


def asked_aloud(survey: Survey) -> list[str]:
    """Return questions of the survey that a group can talk about: own words first."""
    open_first = sorted(survey.questions, key=lambda question: not question.written)
    asked = [q for q in open_first if q.show_if is None and not q.way.informs]
    return [question.asks.to("en") for question in asked[:MOST_QUESTIONS]]
