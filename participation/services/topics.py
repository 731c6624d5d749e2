"""What young people ask a meeting to talk about: read, put on a list, and told what came of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.disclosure.counts import Cell, Counts, Kind
from participation.domain.disclosure.gate import release_verdicts
from participation.domain.disclosure.released import Released
from participation.models import (
    Account,
    Backing,
    Consultation,
    Council,
    Meeting,
    OpenBacking,
    Outcome,
    Topic,
)
from participation.services.always_open import NEXT_MEETING
from participation.services.audit import note
from participation.services.ledger import earlier, enter
from participation.services.meetings import meeting_of
from participation.services.taken_up import (
    Free,
    check_may_take,
    consultation_id_of,
    free_words,
    meeting_to_come,
)

LONGEST_TOPIC = 200
BY_PASS, OPEN = "backing", "open-backing"


@dataclass(frozen=True)
class TopicLine:
    """A topic as staff see it: how many want it, as last released; None while that is withheld.

    `open_to_anyone` are taps without a receipt or an invite, counted apart.
    """

    topic_id: UUID
    words: str
    meeting: Meeting
    outcome: Outcome
    reason: str
    agenda: Meeting | None
    backed_by: Released | None
    open_to_anyone: Released | None


def to_list(session: Session, council: Council) -> tuple[Free, ...]:
    """Return what was cleared and stands on no list, in the order of random keys."""
    return free_words(session, council, NEXT_MEETING, Topic)


def put_on_list(
    session: Session,
    council: Council,
    account: Account,
    answer_id: UUID,
    meeting_id: UUID,
    words: str,
    now: datetime,
) -> Topic:
    """Return the topic, put on the meeting's list in these words, for young people to see.

    Raises NotFound for an answer that is not the council's, BadInput for words that are none
    or too many, or that are the young person's own where they did not allow it, Changed when it
    stands on a list already, and Refused for a meeting that has been or whose digest has gone.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_TOPIC:
        raise BadInput(f"Write the topic in a line of at most {LONGEST_TOPIC} characters.")
    check_may_take(session, council, answer_id, NEXT_MEETING, Topic, words)
    meeting = meeting_to_come(session, council, meeting_id, day_of(now))
    topic = Topic(
        council_id=council.id,
        answer_id=answer_id,
        consultation_id=consultation_id_of(session, answer_id),
        meeting_id=meeting.id,
        words=words,
    )
    session.add(topic)
    session.flush()
    note(session, account, "put a topic on a meeting's list", now, topic.consultation_id)
    return topic


def put_on_agenda(
    session: Session,
    council: Council,
    account: Account,
    topic_id: UUID,
    meeting_id: UUID,
    now: datetime,
) -> None:
    """Tell everyone that the topic stands on the agenda of this meeting."""
    topic = _topic(session, council, topic_id)
    topic.outcome, topic.reason = Outcome.AGENDA, ""
    topic.agenda_id = meeting_of(session, council, meeting_id).id
    note(session, account, "put a topic on an agenda", now, topic.consultation_id)
    session.flush()


def leave_off(
    session: Session, council: Council, account: Account, topic_id: UUID, reason: str, now: datetime
) -> None:
    """Tell everyone that the topic is not talked about this time, and why."""
    if not reason.strip():
        raise BadInput("Write why not, as a young person would read it.")
    topic = _topic(session, council, topic_id)
    topic.outcome, topic.reason, topic.agenda_id = Outcome.NOT_NOW, reason.strip(), None
    note(session, account, "left a topic off an agenda", now, topic.consultation_id)
    session.flush()


def take_off_list(
    session: Session, council: Council, account: Account, topic_id: UUID, now: datetime
) -> None:
    """Take the topic off its list, with all that backed it; its words can be listed anew."""
    topic = _topic(session, council, topic_id)
    if topic.outcome != Outcome.WAITING:
        raise Refused("What became of this is told already, so it stays.")
    session.execute(delete(Topic).where(Topic.id == topic.id))
    note(session, account, "took a topic off a meeting's list", now, topic.consultation_id)


def topic_lines(
    session: Session, council: Council, meeting: Meeting | None = None
) -> tuple[TopicLine, ...]:
    """Return the topics of one meeting or of all, most wanted first by what was released."""
    statement = (
        select(Topic)
        .join(Meeting, Meeting.id == Topic.meeting_id)
        .where(Topic.council_id == council.id)
        .order_by(Meeting.meets_on.desc(), Topic.id)
    )
    if meeting is not None:
        statement = statement.where(Topic.meeting_id == meeting.id)
    lines = [_line(session, topic) for topic in session.scalars(statement)]
    # A stable order: of equal figures, and of those withheld, none is told to be the larger.
    return tuple(
        sorted(lines, key=lambda line: (-line.meeting.meets_on.toordinal(), -_shown(line)))
    )


def release_backings(session: Session, council: Council, meeting: Meeting) -> None:
    """Have the gate release how many want each topic of the meeting, into the ledger."""
    for topic in session.scalars(
        select(Topic).where(Topic.council_id == council.id, Topic.meeting_id == meeting.id)
    ):
        consultation = session.get_one(Consultation, topic.consultation_id)
        for subject, many in _counted(session, topic).items():
            cells = (Cell("wanted", "I want this too", many),)
            counts = Counts(BY_PASS, "Who wants it", Kind.ONE, cells, many)
            frozen = release_verdicts(counts, None, earlier(session, consultation, subject))
            enter(session, consultation, subject, frozen)


def _counted(session: Session, topic: Topic) -> dict[str, int]:
    backed = session.scalar(select(func.count(Backing.id)).where(Backing.topic_id == topic.id))
    taps = session.scalar(select(OpenBacking.taps).where(OpenBacking.topic_id == topic.id))
    return {f"{BY_PASS}:{topic.id}": backed or 0, f"{OPEN}:{topic.id}": taps or 0}


def _line(session: Session, topic: Topic) -> TopicLine:
    agenda = None if topic.agenda_id is None else session.get_one(Meeting, topic.agenda_id)
    return TopicLine(
        topic_id=topic.id,
        words=topic.words,
        meeting=session.get_one(Meeting, topic.meeting_id),
        outcome=Outcome(topic.outcome),
        reason=topic.reason,
        agenda=agenda,
        backed_by=_released(session, topic, BY_PASS),
        open_to_anyone=_released(session, topic, OPEN),
    )


def _released(session: Session, topic: Topic, kind: str) -> Released | None:
    consultation = session.get_one(Consultation, topic.consultation_id)
    told = earlier(session, consultation, f"{kind}:{topic.id}")
    table = told[-1].shown(BY_PASS) if told else None
    return None if table is None else table.rows[0].count


def _shown(line: TopicLine) -> int:
    return 0 if line.backed_by is None else line.backed_by.rounded or 0


def _topic(session: Session, council: Council, topic_id: UUID) -> Topic:
    topic = session.scalar(
        select(Topic).where(Topic.id == topic_id, Topic.council_id == council.id)
    )
    if topic is None:
        raise NotFound("That topic is gone. Its writer may have taken it back.")
    return topic
