"""Surveys being answered, sealed under a secret that only the young person's side holds."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.orm import Session, lazyload

from participation.core.errors import NotFound, Refused
from participation.core.keys import YoungKeys
from participation.core.sealed import (
    conversation_id,
    new_secret,
    open_conversation,
    seal_conversation,
)
from participation.core.speech import marked, said
from participation.domain.worry import worry_words_in
from participation.models import Consultation, Conversation, Council
from participation.services.consultations import (
    check_may_begin,
    consultation_at,
    may_still_finish,
    survey_at,
    survey_of,
)
from participation.services.councils import pack_of
from participation.services.invites import consultation_of_invite
from surveys import engine
from surveys.definition import Survey
from surveys.worry_words import with_shared

NOTHING_KEPT = marked(
    "We can't find what you had started. It may be too old, already sent, or deleted. "
    "You can start again with the same link."
)

_Stands = Select[bytes, Consultation, Council]

ORDERS = 10_000
"""In how many orders mixed choices may be shown; it stands in the sealed conversation alone."""


class Support(StrEnum):
    """Who else has a hand in a conversation: nobody, or somebody with or for its owner.

    `HANDED` is a conversation that its helper has handed over: its owner goes on alone.
    """

    NOBODY = "nobody"
    WITH = "with"
    HANDED = "handed"
    FOR = "for"


@dataclass(frozen=True)
class Turn:
    """Where a conversation stands: what it asks now, and all that was said so far.

    `version` is the survey version that was begun, and `invite` the hash of the invite that
    opened it; both are kept under the conversation's own seal.
    """

    council: Council
    consultation: Consultation
    survey: Survey
    state: engine.State
    step: engine.Step
    version: UUID
    invite: bytes | None = None
    support: Support = Support.NOBODY


@dataclass(frozen=True)
class Begun:
    """A new conversation; the secret goes to the browser or chat and is not kept here."""

    secret: bytes
    turn: Turn


def begin(
    session: Session, link: str, today: date, language: str = "en", secret: bytes | None = None
) -> Begun:
    """Return a new conversation behind the open link.

    A chat hands in a secret made from its own key. Raises NotFound for a wrong link and
    Refused when the consultation is not open, or open to invites only.
    """
    consultation = consultation_at(session, link)
    if consultation.by_invite:
        raise Refused(said("This one needs the code from your card. Type it on the first page."))
    return _begin(session, consultation, None, today, language, secret)


def begin_by_invite(
    session: Session, keys: YoungKeys, code: str, today: date, language: str = "en"
) -> Begun:
    """Return a new conversation that an invite opens; the invite is spent when it is sent."""
    consultation, invite = consultation_of_invite(session, keys.invites, code)
    return _begin(session, consultation, invite, today, language, None)


def _begin(
    session: Session,
    consultation: Consultation,
    invite: bytes | None,
    today: date,
    language: str,
    secret: bytes | None,
) -> Begun:
    check_may_begin(consultation, today)
    council = session.get_one(Council, consultation.council_id)
    secret = secret or new_secret()
    session.execute(delete(Conversation).where(Conversation.id == conversation_id(secret)))
    survey = survey_of(consultation)
    state, step = engine.begin(survey, language, secrets.randbelow(ORDERS))
    session.add(
        Conversation(
            id=conversation_id(secret),
            council_id=council.id,
            consultation_id=consultation.id,
            sealed=_sealed(secret, Kept(state, consultation.survey_version_id, invite)),
            expires_on=today + timedelta(days=pack_of(council).retention.unfinished_days),
        )
    )
    session.flush()
    turn = Turn(council, consultation, survey, state, step, consultation.survey_version_id, invite)
    return Begun(secret, turn)


def current(session: Session, secret: bytes, today: date, hold: bool = False) -> Turn:
    """Return where the conversation stands; raises NotFound when nothing is kept of it.

    With `hold` nobody else changes it until the transaction ends.
    """
    return _turn(session, secret, today, _STANDS_STILL if hold else _STANDS)


def exists(session: Session, secret: bytes, today: date) -> bool:
    """Return whether something is kept under the secret."""
    kept = select(Conversation.id).where(
        Conversation.id == conversation_id(secret), Conversation.expires_on >= today
    )
    return session.scalar(kept) is not None


def reply(session: Session, secret: bytes, given: engine.Reply, today: date) -> Turn:
    """Return where the conversation stands after the reply, which is kept as it was given.

    Raises NotFound when nothing is kept of it and Refused when the consultation has closed.
    """
    return go_on(session, secret, _turn(session, secret, today, _STANDS_STILL), given, today)


def go_on(session: Session, secret: bytes, turn: Turn, given: engine.Reply, today: date) -> Turn:
    """Return where the conversation that is held at this turn stands after the reply.

    Raises what `reply` raises but NotFound.
    """
    if not may_still_finish(turn.consultation, today):
        raise Refused(
            said("This has closed, so it can't be sent any more. You can still talk to us.")
        )
    state, step = engine.advance(turn.survey, turn.state, given)
    return _kept(session, secret, replace(turn, state=state, step=step))


def speak(session: Session, secret: bytes, language: str, today: date) -> None:
    """Ask on in this language; raises nothing when nothing is kept of the conversation."""
    try:
        turn = _turn(session, secret, today, _STANDS_STILL)
    except NotFound:
        return
    _kept(session, secret, replace(turn, state=replace(turn.state, language=language)))


def note_support(session: Session, secret: bytes, support: Support, today: date) -> None:
    """Keep who else has a hand in the conversation; raises NotFound when nothing is kept of it."""
    turn = _turn(session, secret, today, _STANDS_STILL)
    _kept(session, secret, replace(turn, support=support))


def worrying(turn: Turn) -> frozenset[str]:
    """Return the questions whose words, kept or only typed, hold a worry word.

    A reason to show help at once, and no more: nothing of it is stored before it is sent.
    """
    written = {name: [draft.typed] for name, draft in turn.state.drafts.items()}
    for name, answer in turn.state.answers.items():
        written.setdefault(name, []).append(answer.text or "")
    listed = with_shared(pack_of(turn.council).safeguarding.worry_words)
    return frozenset(
        name
        for name, texts in written.items()
        if name in turn.survey.by_name and (words := "\n".join(texts).strip())
        if worry_words_in(words, listed)
    )


def forget(session: Session, secret: bytes) -> None:
    """Delete what is kept of the conversation."""
    session.execute(delete(Conversation).where(Conversation.id == conversation_id(secret)))


def forget_expired(session: Session, today: date, council_id: UUID) -> int:
    """Delete the council's conversations that have expired and return how many there were."""
    expired = session.scalars(
        select(Conversation.id).where(
            Conversation.council_id == council_id, Conversation.expires_on < today
        )
    ).all()
    session.execute(delete(Conversation).where(Conversation.id.in_(expired)))
    return len(expired)


_STANDS = (
    select(Conversation.sealed, Consultation, Council)
    .join(Consultation, Consultation.id == Conversation.consultation_id)
    .join(Council, Council.id == Conversation.council_id)
    .where(Conversation.id == bindparam("key"), Conversation.expires_on >= bindparam("today"))
    # What they began is what they finish, whatever those are asked who begin now: its own
    # version is read by the key that is sealed, and not the one that is asked today.
    .options(lazyload(Consultation.version))
)
_STANDS_STILL = _STANDS.with_for_update(of=Conversation)
_KEEP = (
    update(Conversation)
    .where(Conversation.id == bindparam("key"))
    .values(sealed=bindparam("text"))
    .execution_options(synchronize_session=False)
)


def _turn(session: Session, secret: bytes, today: date, stands: _Stands) -> Turn:
    found = session.execute(stands, {"key": conversation_id(secret), "today": today}).first()
    if found is None:
        raise NotFound(said(NOTHING_KEPT))
    sealed, consultation, council = found
    kept = Kept.read(open_conversation(secret, sealed))
    survey = survey_at(session, kept.version)
    step = engine.current(survey, kept.state)
    version, invite, support = kept.version, kept.invite, kept.support
    return Turn(council, consultation, survey, kept.state, step, version, invite, support)


def _kept(session: Session, secret: bytes, turn: Turn) -> Turn:
    sealed = _sealed(secret, Kept(turn.state, turn.version, turn.invite, turn.support))
    session.execute(_KEEP, {"key": conversation_id(secret), "text": sealed})
    return turn


@dataclass(frozen=True)
class Kept:
    """What is sealed of a conversation: where it is, and which survey version and invite it has."""

    state: engine.State
    version: UUID
    invite: bytes | None
    support: Support = Support.NOBODY

    @classmethod
    def read(cls, text: str) -> "Kept":
        """Return what `write` wrote."""
        held = json.loads(text)
        invite = None if held["invite"] is None else bytes.fromhex(held["invite"])
        state, version = engine.State.from_json(held["state"]), UUID(held["version"])
        return cls(state, version, invite, Support(held["support"]))

    def write(self) -> str:
        """Return it as text."""
        invite = None if self.invite is None else self.invite.hex()
        held = {"state": self.state.to_json(), "version": self.version.hex, "invite": invite}
        return json.dumps({**held, "support": self.support}, ensure_ascii=False)


def _sealed(secret: bytes, kept: Kept) -> bytes:
    return seal_conversation(secret, kept.write())
