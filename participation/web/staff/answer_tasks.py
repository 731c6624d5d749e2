"""What waits of asks and their answers: to be answered, signed, published, closed."""

from collections.abc import Sequence

from flask import g, url_for

from participation.models import Response
from participation.services import approval, member_views, partner_links
from participation.services.chairs import chairs_of
from participation.services.standings import Standing, StandingAsk, standing_asks
from participation.web.staff.office import Desk, today
from participation.web.staff.tasks import Task


def to_answer(desk: Desk) -> Task | None:
    """Return the asks without an answer; a single one is opened at once."""
    waiting = _in(desk, Standing.NO_ANSWER)
    if len(waiting) == 1:
        address = url_for("asks.answer", ask_id=waiting[0].put.ask.id)
        return Task(1, "ask without an answer", "", address, "Answer it")
    return _listed(waiting, "asks without an answer", "", "See the asks")


def to_sign(desk: Desk) -> Task | None:
    """Return the answers that this person signs, where another publishes them."""
    waiting = [ask for ask in _in(desk, Standing.TO_PUBLISH) if _signs(desk, ask.put.response)]
    if len(waiting) == 1 and (given := waiting[0].put.response) is not None:
        address = url_for("responses.sign", response_id=given.id)
        return Task(1, "answer to sign", "It is published after that.", address, "Read and sign")
    return _listed(waiting, "answers to sign", "They are published after that.", "See the asks")


def to_publish(desk: Desk) -> Task | None:
    """Return the answers that an officer puts in plain words."""
    waiting = _in(desk, Standing.TO_PUBLISH)
    words = "answer of the board to publish" if len(waiting) == 1 else _MANY_TO_PUBLISH
    return _listed(waiting, words, "Young people are waiting to hear.", "Put into plain words")


_MANY_TO_PUBLISH = "answers of the board to publish"


def to_take_up(desk: Desk) -> Task | None:
    """Return what partners and single members wrote, for an officer to take on."""
    drafts = partner_links.drafts_waiting(desk.session, desk.council)
    views = member_views.views_waiting(desk.session, desk.council)
    many = len(drafts) + len(views)
    words = "draft of a partner or a member" if many == 1 else "drafts of partners or members"
    return _listed([*drafts, *views], words, "", "See the asks")


def to_close(desk: Desk) -> Task | None:
    """Return the answers that came back twice, for whoever chairs the board they are of."""
    chairs = chairs_of(desk.session, desk.council)
    waiting = [
        ask
        for ask in _all(desk)
        if ask.to_close and (chair := chairs.get(ask.board.id)) and chair.id == desk.account.id
    ]
    detail = "Nobody but you closes it, in writing."
    if len(waiting) == 1 and (answer := waiting[0].answer) is not None:
        address = url_for("closing.close", response_id=answer.response.id)
        return Task(1, "answer that came back twice", detail, address, "Close it")
    address = url_for("papers.show_chair_page", _anchor="to-close")
    return _listed(waiting, "answers that came back twice", detail, "See them", address)


def to_name_chair(desk: Desk) -> Task | None:
    """Return the boards without a chair for whom an answer waits, for an officer to name one."""
    chairs = chairs_of(desk.session, desk.council)
    boards = {ask.board.id for ask in _all(desk) if ask.to_close} - set(chairs)
    words = "board without a chair" if len(boards) == 1 else "boards without a chair"
    address = url_for("bodies.show", _anchor="chairs")
    detail = "Answers that came back twice wait for their last word."
    return _listed(sorted(boards), words, detail, "Name who chairs", address)


def late(desk: Desk) -> Task | None:
    """Return the promises past their date."""
    waiting = _in(desk, Standing.LATE)
    words = "promise past its date" if len(waiting) == 1 else "promises past their date"
    return _listed(waiting, words, "Young people see that.", "See what is late")


def _listed(
    waiting: Sequence[object], words: str, detail: str, action: str, address: str = ""
) -> Task | None:
    if not waiting:
        return None
    return Task(len(waiting), words, detail, address or url_for("asks.show_all"), action)


def _signs(desk: Desk, given: Response | None) -> bool:
    if given is None or given.published_on is not None or given.signed_by_id is not None:
        return False
    return approval.may_sign(desk.session, desk.council, desk.account, given.author_id)


def _in(desk: Desk, standing: Standing) -> list[StandingAsk]:
    return [ask for ask in _all(desk) if ask.standing is standing]


def _all(desk: Desk) -> list[StandingAsk]:
    # Several tasks look at the same asks, and each ask takes a few looks into the database.
    if "standing_asks" not in g:
        g.standing_asks = standing_asks(desk.session, desk.council, today())
    asks: list[StandingAsk] = g.standing_asks
    return asks
