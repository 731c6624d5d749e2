"""Challenge cards in a chat: what was asked, who has answered, and how each ended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from participation.core.speech import counted
from participation.core.speech import said as _
from participation.domain.responses import long_date
from participation.models import CardEnd
from participation.services.told_cards import ToldCard

SHOWN = 6


def cards_text(cards: Sequence[ToldCard], today: date, address: str) -> str:
    """Return the cards that are due last, each with what came back and what did not.

    Where there are more, all of them stand at the address.
    """
    texts = ["\n\n".join(filter(None, _parts(card, today))) for card in cards[:SHOWN]]
    if len(cards) > SHOWN:
        texts.append(f"{_('All of it is on the web:')} {address}")
    return "\n\n\n".join(texts)


def _parts(card: ToldCard, today: date) -> Iterator[str]:
    yield f"{_('You said')}\n“{card.words}”"
    yield "\n".join(_returns(card))
    if card.end is CardEnd.CHANGED:
        yield f"{_('This was changed')}\n{card.plain}"
    elif card.end is CardEnd.CANNOT:
        cannot = _("Can't, because")
        yield f"{cannot}\n{card.plain}"
    else:
        words = {"board": card.board, "day": long_date(card.due_on)}
        if card.due_on >= today:
            yield _("This goes to the %(board)s on %(day)s. The answer will stand here.", **words)
        else:
            yield _("This went to the %(board)s on %(day)s. The answer will stand here.", **words)
    if card.is_late(today):
        days = (today - card.due_on).days
        yield counted("This is %(num)s day late.", "This is %(num)s days late.", days)


def _returns(card: ToldCard) -> Iterable[str]:
    none = _("No answer yet") if card.end is CardEnd.OPEN else _("They didn't answer")
    return (f"{each.who}: {each.answer or none}" for each in card.returns)
