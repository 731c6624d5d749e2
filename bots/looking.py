"""Looking again: the path of what was sent, a verdict on an answer, and the wall."""

from dataclasses import replace

from bots import opened, telling, together, words
from bots.adapter import Heard, Replies, Rows, Said
from bots.buttons import Tap, Verb, button, bytes_of
from bots.visit import Visit
from participation.core.errors import BadInput
from participation.core.speech import said as _
from participation.domain.receipts import Receipt, Unlocked, read_receipt, unlock, unlock_typed
from participation.domain.responses import Verdict
from participation.services import chats, journeys, reactions
from participation.services.councils import council_named
from participation.services.journeys import Journey
from participation.services.statements import published
from participation.services.wall import wall
from participation.services.words_back import words_back


def ask_for_words(visit: Visit, rest: str) -> Replies:
    """Ask for the five words, or look them up when they were typed with the command."""
    if rest:
        return look_up(visit, rest)
    return Replies((visit.asks_for_words(words.TYPE_RECEIPT),))


def look_up(visit: Visit, typed: str) -> Replies:
    """Show the path of the receipt that was typed, and take the typed words away."""
    unlocked = unlock_typed(visit.keys.pepper, typed)
    return _shown(visit, read_receipt(typed), unlocked, _told(visit, unlocked))


def receipt_in(visit: Visit, heard: Heard) -> Replies | None:
    """Return the path when the text is a receipt, None when it is something else.

    Five words of the list can be an answer as well, so while a survey is being answered only
    a receipt that is known counts as one, unless we had asked for it.
    """
    if heard.replying_to.startswith(_(words.TYPE_RECEIPT)):
        return look_up(visit, heard.text)
    receipt = read_receipt(heard.text)
    if receipt is None:
        return None
    unlocked = unlock(visit.keys.pepper, receipt)
    told = _told(visit, unlocked)
    if told is None and visit.turn() is not None:
        request = opened.look_up(visit, receipt, unlocked)
        return None if request is None else Replies((request, *_unsent(visit)), delete=True)
    return _shown(visit, receipt, unlocked, told)


def _told(visit: Visit, unlocked: Unlocked) -> Journey | None:
    return journeys.journey_with(visit.session, unlocked, visit.today)


def _shown(
    visit: Visit, receipt: Receipt | None, unlocked: Unlocked, told: Journey | None
) -> Replies:
    if receipt is None or told is None:
        request = None if receipt is None else opened.look_up(visit, receipt, unlocked)
        said = request or Said(_(words.NO_SUCH_RECEIPT))
        return Replies((said, *_unsent(visit)), delete=True)
    return Replies((*_path(visit, told, receipt, unlocked), *_unsent(visit)), delete=True)


def _path(visit: Visit, told: Journey, receipt: Receipt, unlocked: Unlocked) -> tuple[Said, ...]:
    sealed = chats.seal_receipt(visit.secret, receipt)
    wrote = bool(words_back(visit.session, unlocked))
    return telling.journey(told, sealed, visit.today, wrote, visit.scope.address)


def show_journey(visit: Visit, tap: Tap) -> Replies:
    """Show the path of the receipt that the button carries."""
    receipt = receipt_of(visit, tap)
    unlocked = unlock(visit.keys.pepper, receipt)
    told = _told(visit, unlocked)
    if told is None:
        return Replies((Said(_(words.NO_SUCH_RECEIPT)),))
    path, *cards = _path(visit, told, receipt, unlocked)
    # What would go if it were taken back gives way to the path again.
    return Replies((replace(path, edit=len(tap.parts) > 1), *cards, *_unsent(visit)))


def written_down(visit: Visit, tap: Tap) -> Replies:
    """Take the five words out of the chat: emptied first, for one too old to be deleted."""
    emptied = Said(_(words.TAKEN_AWAY), edit=True)
    come_back = _("Type /journey here, or go to:")
    offers = telling.tell_me(tap.parts[0]) if tap.parts else ()
    said = Said(f"{_(words.TAKEN_AWAY)} {come_back} {visit.scope.address}/journey", offers)
    return Replies((emptied, said), delete=True)


def judge(visit: Visit, tap: Tap) -> Replies:
    """Store the receipt's verdict on the answer and show it on the card."""
    receipt = receipt_of(visit, tap)
    if len(tap.parts) < 3 or not tap.parts[2].isdecimal():
        raise BadInput(_(words.OLD_BUTTON))
    mark, place = tap.parts[1], int(tap.parts[2])
    unlocked = unlock(visit.keys.pepper, receipt)
    told = _told(visit, unlocked)
    cards = () if told is None else told.cards
    card = next((c for c in cards if c.answer and telling.answer_mark(c.answer) == mark), None)
    if told is None or card is None or card.answer is None or place >= len(Verdict):
        raise BadInput(_(words.OLD_BUTTON))
    response, verdict = card.answer.response, list(Verdict)[place]
    reactions.react(visit.session, unlocked, response.id, verdict)
    told.verdicts[response.id] = verdict
    sealed = bytes_of(tap.parts[0])
    said = telling.card_to_judge(told, card, sealed, visit.today, edit=True)
    return Replies((said,), note=_(words.VERDICT_TAKEN))


def show_wall(visit: Visit) -> Replies:
    """Show the newest of what went to each council's meetings."""
    said = []
    for name in visit.scope.councils:
        council = council_named(visit.session, name)
        cards = wall(visit.session, council, visit.today)
        address = f"{visit.scope.address}/wall/{council.name}"
        title = f"{council.title}: {_('You said, we did')}"
        agreed = together.texts(published(visit.session, council, 1), visit.scope.channel)
        said.append(
            telling.wall(cards, title, address, visit.today, agreed)
            if cards or agreed
            else Said(f"{council.title}\n{_(words.NO_WALL)}")
        )
    return Replies((*said, *_unsent(visit)))


def receipt_of(visit: Visit, tap: Tap) -> Receipt:
    """Return the receipt that the button carries; raises BadInput for a button from before."""
    receipt = chats.open_receipt(visit.secret, bytes_of("".join(tap.parts[:1])))
    if receipt is None:
        raise BadInput(_(words.OLD_BUTTON))
    return receipt


def _unsent(visit: Visit) -> tuple[Said, ...]:
    """Return the way back to a survey that is being answered, if one is."""
    rows: Rows = ((button(_("Carry on"), Verb.CARRY_ON),),)
    return (Said(_(words.CARRY_ON), rows),) if visit.turn() is not None else ()
