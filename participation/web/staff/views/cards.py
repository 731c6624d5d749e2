"""Challenge cards: put to the board, returned, told in plain words, and finished."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.models import CardEnd, Meeting
from participation.services import card_pages, card_returns, card_takers, cards, meetings
from participation.services.always_open import open_door
from participation.services.card_mail import plan_homework_mail
from participation.web.staff.access import needs
from participation.web.staff.deeds import kept
from participation.web.staff.office import Desk, now, reading, today
from surveys.pack_cards import SURVEY

pages = Blueprint("cards", __name__, url_prefix="/cards")

Deed = Callable[[Desk], None]


@pages.get("")
@needs(Permission.READ_DIGEST)
def show() -> str:
    """Show the cards: what waits, whose homework it is, and what came of it."""
    return _page()


@pages.post("/<uuid:answer_id>/put")
@needs(Permission.BUILD_DIGEST)
def put(answer_id: UUID) -> ResponseReturnValue:
    """Put cleared words to those who are to answer."""

    def put_it(desk: Desk) -> None:
        new = cards.NewCard(
            request.form.get("words", ""),
            request.form.getlist("to"),
            _key("meeting", "Choose a meeting from the list. Plan one first if there is none."),
        )
        card = cards.put_card(desk.session, desk.council, desk.account, answer_id, new, now())
        named = card_takers.takers_of(desk.session, desk.council)
        takers = {named[code].id: named[code] for code in new.to if code in named}
        line = cards.card_lines(desk.session, desk.council, [card.id])[0]
        plan_homework_mail(desk.session, desk.council, takers.values(), line.answer_by, now())

    return _done(put_it, answer_id, "The card has gone out. Everyone can read it.")


@pages.post("/<uuid:card_id>/take-in")
@needs(Permission.BUILD_DIGEST)
def take_in(card_id: UUID) -> ResponseReturnValue:
    """Take a card in again that no paper has told of yet."""

    def taken(desk: Desk) -> None:
        cards.take_in_again(desk.session, desk.council, desk.account, card_id, now())

    return _done(taken, card_id, "It is taken in. Its words wait to be put anew.")


@pages.post("/returns/<uuid:return_id>")
@needs(Permission.ANSWER_ASK)
def give(return_id: UUID) -> ResponseReturnValue:
    """Keep what somebody answered."""
    words = request.form.get("words", "")

    def given(desk: Desk) -> None:
        card_returns.return_answer(
            desk.session, desk.council, desk.account, return_id, words, now()
        )

    return _done(given, return_id, "Kept. An officer puts it in plain words for young people.")


@pages.post("/returns/<uuid:return_id>/tell")
@needs(Permission.PUBLISH_RESPONSE)
def tell(return_id: UUID) -> ResponseReturnValue:
    """Put an answer on the wall in plain words."""
    plain = request.form.get("words", "")

    def told(desk: Desk) -> None:
        card_returns.tell_return(desk.session, desk.council, desk.account, return_id, plain, now())

    return _done(told, return_id, "Kept: it is told wherever the card is.")


@pages.post("/<uuid:card_id>/finish")
@needs(Permission.PUBLISH_RESPONSE)
def finish(card_id: UUID) -> ResponseReturnValue:
    """Tell what was changed because of the card, or why it cannot be."""
    plain = request.form.get("words", "")

    def finished(desk: Desk) -> None:
        ends = {end.value: end for end in CardEnd}
        end = ends.get(request.form.get("end", ""), CardEnd.OPEN)
        args = (desk.session, desk.council, desk.account, card_id, end, plain)
        card_returns.finish_card(*args, now())

    return _done(finished, card_id, "The card is finished. The wall says how.")


@pages.post("/takers")
@needs(Permission.BUILD_DIGEST)
def name_takers() -> ResponseReturnValue:
    """Name who answers for each of those whom cards ask, or nobody."""
    codes = [code for code in request.form if code != "csrf_token"]

    def named(desk: Desk) -> None:
        before = card_takers.takers_of(desk.session, desk.council)
        for code in codes:
            chosen = request.form[code]
            who = _key(code, "Choose a person from the list.") if chosen else None
            if who != (before[code].id if code in before else None):
                card_takers.name_taker(desk.session, desk.council, desk.account, code, who, now())

    return _done(named, next(iter(codes), ""), "Kept. Their open cards go with it.")


def _done(act: Deed, key: UUID | str, said: str) -> ResponseReturnValue:
    return kept(act, said, url_for("cards.show", **_pages()), lambda problem: _page(key, problem))


def _pages() -> dict[str, Any]:
    """Return which page each list is open at, without those that are open at their first."""
    asked = {name: request.args.get(name, 1, type=int) for name in ("put", "open", "finished")}
    return {name: page for name, page in asked.items() if page > 1}


def _key(name: str, otherwise: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError as error:
        raise BadInput(otherwise) from error


def _page(wrong: UUID | str = "", problem: str = "") -> str:
    with reading() as desk:
        role = Role(desk.account.role)
        builds = may(role, Permission.BUILD_DIGEST)
        pages, at = _pages(), (desk.session, desk.council)
        to_put, waiting = card_pages.page_to_put(*at, pages.get("put", 1))
        to_do, open_ones = card_pages.page_of_open(*at, pages.get("open", 1))
        done, finished = card_pages.page_of_finished(*at, pages.get("finished", 1))
        if not may(role, Permission.READ_EXEMPT):
            open_ones = tuple(line.as_public() for line in open_ones)
            finished = tuple(line.as_public() for line in finished)
        people = card_takers.may_take_cards(desk.session, desk.council)
        return render_template(
            "staff/cards.html",
            cards=cards.cards_set(desk.council),
            waiting=waiting if builds else (),
            homework=card_returns.homework_of(desk.session, desk.council, desk.account),
            open_ones=open_ones,
            finished=finished,
            turned={"put": to_put, "open": to_do, "finished": done},
            pages=pages,
            meetings=_to_come(desk) if builds else [],
            takers=card_takers.takers_of(desk.session, desk.council),
            people=people,
            me=desk.account,
            builds=builds,
            answers=may(role, Permission.ANSWER_ASK),
            puts=may(role, Permission.PUT_CARD),
            door=open_door(desk.session, desk.council, SURVEY, today()),
            wrong=wrong,
            problem=problem,
            typed=request.form,
            today=today(),
            longest=cards.LONGEST_CARD,
            said=session.pop("said", ""),
        )


def _to_come(desk: Desk) -> list[Meeting]:
    plan = meetings.forward_plan(desk.session, desk.council)
    return [
        line.meeting
        for line in plan
        if line.meeting.meets_on >= today() and (line.digest is None or not line.digest.sent_on)
    ]
