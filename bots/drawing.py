"""A question that is answered with a photo of what was drawn or written, in chat."""

from bots import words
from bots.adapter import Heard, Replies, Said
from bots.visit import Visit
from participation.core.pictures import Picture
from participation.core.speech import said as _
from participation.services.conversations import Turn
from surveys.definition import Question
from surveys.engine import Ask, NotTaken
from surveys.validation import answer_in_words


def wanted(visit: Visit) -> bool:
    """Return whether a photo is what is asked for now."""
    return _asked(visit) is not None and visit.scope.channel.pictures


def fetch(heard: Heard) -> Replies:
    """Have the photo fetched, and say of words under it that they are not kept."""
    said = (Said(_(words.ONLY_THE_PICTURE)),) if heard.text.strip() else ()
    return Replies(said, fetch=True)


def take(visit: Visit, heard: Heard) -> Replies:
    """Keep the picture as the answer and ask on, or say why it could not be used.

    Nothing is said when somebody has gone on in the meantime.
    """
    found = _asked(visit)
    if found is None:
        return Replies()
    _turn, question = found
    if heard.why:
        refused = NotTaken(question.name, _(heard.why))
        return Replies((visit.step(visit.held.reply(refused)),))
    after = visit.held.draw(question.name, Picture(heard.jpeg))
    said = answer_in_words(question, after.state.answers[question.name], after.state.language)
    return Replies((visit.step(after, _("You said: %(words)s", words=said)),))


def _asked(visit: Visit) -> tuple[Turn, Question] | None:
    turn = visit.turn()
    if turn is None or visit.aside.writing is not None or not isinstance(turn.step, Ask):
        return None
    return (turn, turn.step.question) if turn.step.question.way.draws else None
