"""What was heard off line: on paper, at a meeting, on a visit, through somebody who speaks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, Refused
from participation.core.keys import ReadingKeys
from participation.core.pictures import Picture
from participation.core.sealed import public_half
from participation.core.types import Week
from participation.domain.receipts import Unlocked
from participation.domain.responses import long_date
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.models import Account, Consultation, Council, Origin
from participation.services.audit import note
from participation.services.consultations import may_still_finish, survey_of, when_read
from participation.services.hours import hours_of
from participation.services.invites import consultation_of_invite, spend
from participation.services.jobs import ask_for
from participation.services.submissions import (
    Arrival,
    store_answers,
    submission_with,
    time_to_read,
)
from surveys import engine
from surveys.definition import Survey

NOT_ASKED = "This is not asked after the answers above. Empty it, or check the answers above."


@dataclass(frozen=True)
class Heard:
    """What one young person answered, by the name of the question; what is not there was left out.

    `words` say what "something else" is, or what somebody drew or wrote in a box. `may_show`
    names the questions whose words may be shown, and `code` is the one-time code where the
    consultation takes them. `pictures` are photos of what was drawn or written, which a person
    types up.
    """

    given: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str] = field(default_factory=dict)
    may_show: frozenset[str] = frozenset()
    code: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)


class NotClear(BadInput):
    """Some replies cannot be used; `faults` has a sentence for each, by the question's name."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("Some answers cannot be stored as they stand. Nothing was stored.")
        self.faults = faults


def hear(
    session: Session,
    council: Council,
    account: Account,
    consultation: Consultation,
    keys: ReadingKeys,
    heard: Heard,
    now: datetime,
    unlocked: Unlocked | None = None,
) -> None:
    """Store one young person's answers; their words wait to be read like all others.

    `unlocked` is of the receipt that is handed to them, where one is; what is stored under it
    already is not stored again.

    Raises NotClear when replies cannot be used, Refused before the consultation opens, when it
    has ended or its code was spent, BadInput when nothing was answered.
    """
    if unlocked is not None:
        # Of the same form sent twice at one moment the second waits here, and finds the first.
        its_council = select(Council.id).where(Council.id == council.id)
        session.execute(its_council.with_for_update(key_share=True))
        if submission_with(session, unlocked.stored) is not None:
            return
    if day_of(now) < consultation.opens_on:
        day = long_date(consultation.opens_on)
        raise Refused(f"This consultation opens on {day}. Enter what was answered from then on.")
    if not may_still_finish(consultation, day_of(now)):
        raise Refused("This consultation has ended, so nothing can be added to it.")
    answered = answers_in(survey_of(consultation), heard)
    if consultation.by_invite:
        found, invite = consultation_of_invite(session, keys.invites, heard.code)
        if found.id != consultation.id:
            raise Refused("That code belongs to another consultation. Check the slip.")
        spend(session, invite)
    arrival = _arrival(session, council, heard, unlocked, now)
    store_answers(session, keys.reading_public, council, consultation.id, answered, arrival)
    ask_for(session, council.id, "suggest", str(consultation.id), now)
    note(session, account, "entered answers heard off line", now, consultation.id)


def _arrival(
    session: Session, council: Council, heard: Heard, unlocked: Unlocked | None, now: datetime
) -> Arrival:
    when = when_read(session, council, day_of(now))
    return Arrival(
        week=Week.of(day_of(now)),
        origin=Origin.HEARD,
        receipt_hash=None if unlocked is None else unlocked.stored,
        word_key=None if unlocked is None else public_half(unlocked.secret),
        due=time_to_read(when),
        worry_due=hours_of(council).after(now, HOURS_TO_SEE),
        pictures={name: picture.jpeg for name, picture in heard.pictures.items()},
    )


def answers_in(survey: Survey, heard: Heard) -> tuple[engine.Answered, ...]:
    """Return the answers as the survey takes them; raises NotClear or BadInput."""
    faults: dict[str, str] = {}
    asked: set[str] = set()
    state, step = engine.begin(survey, "en")
    while isinstance(step, engine.Ask):
        name = step.question.name
        asked.add(name)
        values = heard.given.get(name, ()) if _is_said(heard, name) else (engine.SKIP,)
        if name in heard.pictures:
            values = (heard.pictures[name].mark,)
        reply = engine.Given(name, values, heard.words.get(name, ""))
        state, step = engine.advance(survey, state, reply)
        if isinstance(step, engine.Ask) and step.question.name == name:
            faults[name] = step.error
            state, step = engine.advance(survey, state, engine.Given(name, (engine.SKIP,)))
            if isinstance(step, engine.Ask) and step.question.name == name:
                break  # an answer is needed here: what comes after hangs on it
    else:
        given = (name for name in survey.by_name if name in heard.given or name in heard.words)
        unasked = (name for name in given if _is_said(heard, name))
        faults |= {name: NOT_ASKED for name in unasked if name not in asked}
    if faults:
        raise NotClear(faults)
    state, step = engine.advance(survey, state, engine.ShowWords(tuple(sorted(heard.may_show))))
    answered = engine.answers_to_send(survey, state)
    if not answered:
        raise BadInput("There is no answer yet. Enter at least one.")
    return answered


def _is_said(heard: Heard, name: str) -> bool:
    return bool(any(heard.given.get(name, ())) or heard.words.get(name, "").strip())
