"""The door itself: one thing heard, one transaction, and what is said to it.

Nothing is kept between two messages. What is unfinished is found again from the chat's name.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bots import (
    answering,
    drawing,
    looking,
    numbered,
    opened,
    reaching,
    subscribing,
    taking,
    tongues,
    words,
)
from bots.adapter import Heard, Kind, Replies, Said
from bots.ahead import Ahead
from bots.buttons import Tap, Verb, tap_of
from bots.commands import command_in
from bots.obeying import obey
from bots.visit import Scope, Visit
from participation.core.catalogues import languages
from participation.core.chat_keys import ChatKeys
from participation.core.clock import day_of
from participation.core.errors import BadInput, ParticipationError, Refused
from participation.core.keys import YoungKeys
from participation.core.ports import Clock
from participation.core.speech import said as _
from participation.core.speech import speaking
from participation.models.database import Database
from participation.services import asides, chat_choices, conversations
from participation.services.chat_switches import councils_on
from participation.services.chats import chat_secret

log = logging.getLogger("participation.bots")

TAPS: Mapping[Verb, Callable[[Visit, Tap], Replies]] = {
    Verb.ABOUT: lambda visit, tap: answering.offer(visit, "".join(tap.parts)),
    Verb.BEGIN: answering.begin,
    Verb.BEGIN_AFRESH: answering.begin,
    Verb.NOT_NOW: answering.not_now,
    Verb.CARRY_ON: answering.carry_on,
    Verb.SEND: answering.send,
    Verb.JOURNEY: looking.show_journey,
    Verb.VERDICT: looking.judge,
    Verb.WRITTEN_DOWN: looking.written_down,
    Verb.LANGUAGE: tongues.take,
    Verb.FORGET: taking.forget,
    Verb.TAKE_BACK: taking.begin,
    Verb.TAKEN_BACK: taking.take,
    Verb.REACH: reaching.begin,
    Verb.WRITE: reaching.go_on,
    Verb.UNASK: opened.unask,
    Verb.TELL_ME: subscribing.tell_me,
}
"""What each button does; every other one belongs to a question."""
BESIDE = frozenset({Verb.REACH, Verb.WRITE, Verb.UNASK, Verb.LANGUAGE, Verb.WRITTEN_DOWN})
"""What can be tapped while a request to be reached is being written."""


@dataclass(frozen=True, repr=False)
class Talk:
    """All that the chat works with; it holds the young people's keys and no other."""

    database: Database
    keys: YoungKeys
    chat_key: bytes
    clock: Clock
    scope: Scope
    ahead: Ahead | None = None

    def answer(self, heard: Heard) -> Replies:
        """Return what is said to one thing that was heard; it never raises."""
        try:
            with self.database.writing() as session:
                replies = self.answer_in(session, heard)
        except Exception as error:
            replies = broken(error)
        # Each commit stands apart in the log, so none may stay there.
        self.database.forget_log()
        return replies

    def answer_where_on(self, session: Session, heard: Heard) -> Replies:
        """Return what `answer_in` does, for the councils that have this channel on right now."""
        councils = councils_on(session, self.scope.channel.name)
        scope = replace(self.scope, councils=councils)
        return replace(self, scope=scope).answer_in(session, heard)

    def answer_in(self, session: Session, heard: Heard) -> Replies:
        """Return what is said to it, as part of the caller's transaction.

        Raises OperationalError when the database fails, to be tried again, and nothing else:
        all other work is undone, and the chat is told that something broke.
        """
        try:
            return self._answered(session, heard)
        except OperationalError:
            raise
        except Exception as error:
            return broken(error)

    def forget(self, chat: str) -> bool:
        """Forget all that the chat holds, and return whether answers were not sent."""
        keys, secret = ChatKeys(self.chat_key), chat_secret(self.chat_key, chat)
        with self.database.writing() as session:
            unsent = conversations.exists(session, secret, day_of(self.clock.now()))
            conversations.forget(session, secret)
            asides.forget(session, secret)
            chat_choices.forget(session, keys, chat)
        self.database.forget_log()
        return unsent

    def _answered(self, session: Session, heard: Heard) -> Replies:
        visit, buttons = self._visit(session, heard), self.scope.channel.buttons
        typed, heard = heard, heard if buttons else numbered.read_from(visit, heard)
        try:
            with session.begin_nested(), speaking(visit.language):
                replies = hear(visit, heard)
        except ParticipationError as error:
            # What it had changed is undone.
            visit = replace(visit)
            with session.begin_nested(), speaking(visit.language):
                replies = after(visit, error)
        if buttons:
            return replies
        with speaking(visit.language):
            return numbered.write_out(visit, replies, typed, heard.kind is Kind.REPEATED)

    def _visit(self, session: Session, heard: Heard) -> Visit:
        secret = chat_secret(self.chat_key, heard.chat)
        now, keys = self.clock.now(), ChatKeys(self.chat_key)
        known = (heard.chat, keys, heard.tongue, self.ahead)
        return Visit(session, self.scope, self.keys, secret, now, *known)


def broken(error: Exception) -> Replies:
    """Return that something broke; the kind of the error alone is logged."""
    # Its text could hold what somebody wrote.
    log.error("an answer in chat failed with %s", type(error).__name__)
    return Replies((Said(_(words.BROKEN)),))


def hear(visit: Visit, heard: Heard) -> Replies:
    """Return what is said to it: commands go before any answer."""
    if heard.kind is Kind.GROUP:
        return Replies((Said(_(words.GROUP)),), leave=True)
    if heard.kind is Kind.BUTTON:
        return _tapped(visit, heard)
    if heard.kind is Kind.PICTURE:
        return drawing.take(visit, heard)
    if heard.kind is Kind.PHOTO and drawing.wanted(visit):
        return _with_help(visit, heard, drawing.fetch(heard))
    if heard.kind is not Kind.TEXT:
        other = words.NOT_TEXT.get(heard.kind, words.NOT_TEXT[Kind.OTHER])
        if heard.kind is not Kind.EDITED and drawing.wanted(visit):
            other = words.NOT_A_PHOTO
        return _with_help(visit, heard, visit.again(_(other)))
    asked = command_in(heard.text, _spoken(visit))
    return _typed(visit, heard) if asked is None else obey(visit, asked)


def _spoken(visit: Visit) -> tuple[str, ...]:
    """Return the languages whose bare words count as commands: all, while nothing is begun."""
    begun = visit.turn() is not None or visit.aside.writing is not None
    return (visit.language,) if begun else languages()


def after(visit: Visit, error: ParticipationError) -> Replies:
    """Return the error's own sentence and a way on, once its transaction is undone."""
    if isinstance(error, Refused):
        return Replies((visit.help(error.message), *visit.others()))
    return visit.again(error.message)


def _tapped(visit: Visit, heard: Heard) -> Replies:
    tap = tap_of(heard.text)
    if tap is None:
        raise BadInput(_(words.OLD_BUTTON))
    replies = TAPS.get(tap.verb, answering.tap)(visit, tap)
    if tap.verb in BESIDE or not reaching.forget(visit):
        return replies
    # What is typed next belongs to what was tapped, and nobody may wait to be reached in vain.
    return replace(replies, said=(Said(_(words.NOT_ASKED)), *replies.said))


def _typed(visit: Visit, heard: Heard) -> Replies:
    writing, turn = visit.aside.writing, visit.turn()
    if writing is not None:
        return reaching.say(visit, writing, heard)
    if heard.replying_to.startswith(_(words.TYPE_TO_TAKE_BACK)):
        return taking.look_up(visit, heard.text)
    told = looking.receipt_in(visit, heard)
    if told is not None:
        return told
    if turn is not None:
        return answering.say(visit, turn, heard)
    return _with_help(visit, heard, visit.again(_(words.NOT_HEARD)))


def _with_help(visit: Visit, heard: Heard, replies: Replies) -> Replies:
    """Return the replies, after help when what nobody will read holds a worry word."""
    if not visit.worries(heard.text):
        return replies
    return replace(replies, said=(visit.help(_(words.UNREAD)), *replies.said))
