"""Consultations: a survey version open to some groups between two dates."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.clock import Nation, working_days_after
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.speech import marked, said
from participation.domain.open_days import OpenState, open_state
from participation.domain.responses import long_date
from participation.models import (
    Board,
    Consultation,
    Council,
    Digest,
    Meeting,
    Stage,
    SurveyVersion,
)
from participation.services.asking_again import check_may_ask
from participation.services.councils import pack_of
from participation.services.readiness import refuse_unready
from surveys.definition import Survey

LINK_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LINK_LENGTH = 8
LEAST_COVER = 2
GRACE_DAYS = 7
"""How long somebody who had begun may still finish after a consultation closes."""

WRONG_LINK = marked(
    "This link doesn't work. Check the letters, scan the code again, "
    "or ask the person who gave it to you."
)


@dataclass(frozen=True)
class Opening:
    """What is decided when a consultation is opened."""

    name: str
    title: str
    groups: tuple[str, ...]
    opens_on: date
    closes_on: date
    by_invite: bool = False
    thanks: str = ""
    stage: Stage = Stage.DRAFT
    themes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class WhenRead:
    """Who reads what was sent, by when, and when to look again."""

    readers: tuple[str, ...]
    read_by: date
    meeting_on: date | None
    board: str

    @property
    def look_again(self) -> str:
        """Return when to look again, in words."""
        if self.meeting_on is None:
            return said("in a few weeks")
        day = long_date(self.meeting_on)
        return said("after the %(board)s on %(day)s", board=self.board, day=day)


def publish_survey(session: Session, council: Council, survey: Survey) -> SurveyVersion:
    """Return the published version of this very text, a new one if the text is new."""
    definition = survey.to_json()
    latest = session.scalar(
        select(SurveyVersion)
        .where(SurveyVersion.council_id == council.id, SurveyVersion.survey == survey.name)
        .order_by(SurveyVersion.number.desc())
        .limit(1)
    )
    if latest is not None and latest.definition == definition:
        return latest
    version = SurveyVersion(
        council_id=council.id,
        survey=survey.name,
        number=1 if latest is None else latest.number + 1,
        definition=definition,
    )
    session.add(version)
    session.flush()
    return version


def open_consultation(
    session: Session, council: Council, version: SurveyVersion, opening: Opening
) -> Consultation:
    """Return the new consultation with its open link; raises BadInput for dates or a name.

    Raises Refused while the council's pack names fewer than two readers or two safeguarding
    contacts: somebody must be there when one of them is not. Raises Refused also while an
    earlier ask waits and no reason is given, for a group that was asked enough this term, and
    for a survey with a grave fault.
    """
    _check_cover(council)
    _check_opening(session, council, version, opening)
    consultation = Consultation(
        council_id=council.id,
        name=opening.name,
        title=opening.title,
        survey_version_id=version.id,
        version=version,
        link="".join(secrets.choice(LINK_LETTERS) for _ in range(LINK_LENGTH)),
        groups=" ".join(opening.groups),
        by_invite=opening.by_invite,
        thanks=opening.thanks.strip(),
        stage=opening.stage,
        themes=" ".join(opening.themes),
        reason=opening.reason.strip(),
        opens_on=opening.opens_on,
        closes_on=opening.closes_on,
    )
    session.add(consultation)
    session.flush()
    return consultation


def _check_opening(
    session: Session, council: Council, version: SurveyVersion, opening: Opening
) -> None:
    refuse_unready(survey_of_version(version))
    if opening.closes_on < opening.opens_on:
        raise BadInput(
            "The closing date is before the opening date. Choose a later one.", "closes_on"
        )
    if opening.thanks.strip() and not opening.by_invite:
        raise BadInput(
            "A thank-you needs one-time codes: with a link, one could answer often.", "thanks"
        )
    if consultation_of_name(session, council, opening.name) is not None:
        raise BadInput(f"There is already a consultation called {opening.name}. Choose another.")
    known = {group.code for group in pack_of(council).groups}
    unknown = [group for group in opening.groups if group not in known]
    if unknown:
        raise BadInput(
            f"There is no group called {unknown[0]}. Use one of {sorted(known)}.", "groups"
        )
    check_may_ask(
        session,
        council,
        version.survey,
        opening.themes,
        opening.groups,
        opening.opens_on,
        opening.reason,
    )


def _check_cover(council: Council) -> None:
    pack = pack_of(council)
    if len(set(pack.reading.readers)) < LEAST_COVER:
        raise Refused(
            "Nothing can be opened yet: name at least two readers under [reading] in your "
            "council's pack, so that somebody reads when one of them is away."
        )
    if len(set(pack.safeguarding.contacts)) < LEAST_COVER:
        raise Refused(
            "Nothing can be opened yet: name at least two safeguarding contacts under "
            "[safeguarding] in your council's pack, a lead and a deputy."
        )


def consultation_of_name(session: Session, council: Council, name: str) -> Consultation | None:
    """Return the council's consultation of that name, or None."""
    return session.scalar(
        select(Consultation).where(Consultation.council_id == council.id, Consultation.name == name)
    )


def consultation_named(session: Session, council: Council, name: str) -> Consultation:
    """Return the council's consultation of that name; raises NotFound."""
    consultation = consultation_of_name(session, council, name)
    if consultation is None:
        raise NotFound(f"There is no consultation called {name}. Check the name in the list.")
    return consultation


def consultation_at(session: Session, link: str) -> Consultation:
    """Return the consultation behind an open link; raises NotFound for a wrong one."""
    consultation = session.scalar(
        select(Consultation).where(Consultation.link == link.strip().lower())
    )
    if consultation is None:
        raise NotFound(said(WRONG_LINK))
    return consultation


def check_may_begin(consultation: Consultation, today: date) -> None:
    """Raise Refused unless the consultation is open today."""
    state = open_state(consultation.opens_on, consultation.closes_on, today)
    if state is OpenState.LATER:
        raise Refused(
            said(
                "This opens on %(day)s. Come back then with the same link.",
                day=long_date(consultation.opens_on),
            )
        )
    if state is OpenState.CLOSED:
        raise Refused(
            said(
                "This closed on %(day)s. "
                "You can still see what came of it, or talk to someone now.",
                day=long_date(consultation.closes_on),
            )
        )


def may_still_finish(consultation: Consultation, today: date) -> bool:
    """Return whether somebody who had begun may still send."""
    return (today - consultation.closes_on).days <= GRACE_DAYS


def consultations_of(session: Session, council: Council) -> list[Consultation]:
    """Return the council's consultations, newest first."""
    return list(
        session.scalars(
            select(Consultation)
            .where(Consultation.council_id == council.id)
            .order_by(Consultation.opens_on.desc(), Consultation.name)
        )
    )


def open_consultations(session: Session, council: Council, today: date) -> list[Consultation]:
    """Return the council's consultations that are open today."""
    return [
        consultation
        for consultation in consultations_of(session, council)
        if open_state(consultation.opens_on, consultation.closes_on, today) is OpenState.OPEN
    ]


@lru_cache(maxsize=128)
def _read_survey(definition: str) -> Survey:
    return Survey.from_json(definition)


def survey_of(consultation: Consultation) -> Survey:
    """Return the survey that the consultation asks, as it was published."""
    return survey_of_version(consultation.version)


def survey_of_version(version: SurveyVersion) -> Survey:
    """Return the survey of this version."""
    return _read_survey(version.definition)


_ASKED: dict[UUID, Survey] = {}
_MOST_ASKED = 128


def survey_at(session: Session, version: UUID) -> Survey:
    """Return the survey of the version with this key, read once: its text never changes."""
    survey = _ASKED.get(version)
    if survey is None:
        survey = survey_of_version(session.get_one(SurveyVersion, version))
        if len(_ASKED) >= _MOST_ASKED:
            _ASKED.clear()
        _ASKED[version] = survey
    return survey


def when_read(session: Session, council: Council, today: date) -> WhenRead:
    """Return who reads what is sent today, by when, and the next meeting it can reach."""
    pack = pack_of(council)
    meeting = session.scalar(
        select(Meeting)
        .outerjoin(Digest, Digest.meeting_id == Meeting.id)
        .where(Meeting.council_id == council.id, Meeting.meets_on > today)
        .where(func.coalesce(Digest.sent_on, Meeting.meets_on) > today)
        .order_by(Meeting.meets_on)
        .limit(1)
    )
    first_board = session.scalar(select(Board).where(Board.council_id == council.id).limit(1))
    board = meeting.board if meeting is not None else first_board
    nation = Nation(pack.safeguarding.clock.nation)
    return WhenRead(
        readers=tuple(pack.reading.readers),
        read_by=working_days_after(today, pack.reading.read_within_days, nation),
        meeting_on=None if meeting is None else meeting.meets_on,
        board=pack.words.board if board is None else board.name,
    )
