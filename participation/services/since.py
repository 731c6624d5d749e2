"""What a digest starts with: what its meeting finds changed since the last one."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.responses import long_date
from participation.domain.since import Before, EarlierAsk, PledgeLine, Stands
from participation.models import (
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    Meeting,
    MeetingState,
)
from participation.services.consultations import survey_of
from participation.services.exempt_items import taken_openly
from participation.services.figures import question_tables, theme_count
from participation.services.ledger import entry
from participation.services.standings import Standing, StandingAsk, is_in_writing, standing_asks
from surveys.packs import CouncilPack

STANDS = {
    Standing.NO_ANSWER: Stands.NO_ANSWER,
    Standing.TO_PUBLISH: Stands.NO_ANSWER,
    Standing.LATE: Stands.LATE,
    Standing.PROMISED: Stands.PROMISED,
    Standing.KEPT: Stands.DONE,
    Standing.CANNOT: Stands.CANNOT,
}


def last_meeting(session: Session, digest: Digest) -> date | None:
    """Return the day on which the digest's board met last before its meeting, if it did."""
    return session.scalar(
        select(func.max(Meeting.meets_on)).where(
            Meeting.board_id == digest.meeting.board_id,
            Meeting.meets_on < digest.meeting.meets_on,
            Meeting.state == MeetingState.PLANNED,
        )
    )


def earlier_asks(
    session: Session, council: Council, pack: CouncilPack, digest: Digest, today: date
) -> tuple[EarlierAsk, ...]:
    """Return the asks of the board's earlier meetings, newest first, as they stand today.

    Nothing is told of an ask that is kept from the public but its neutral title and where it
    stands.
    """
    since = last_meeting(session, digest)
    shorts = {promise.code: promise.short for promise in pack.pledge.promises}
    return tuple(
        _earlier(ask, shorts, digest.meeting, since)
        for ask in standing_asks(session, council, today)
        if ask.put.meeting.board_id == digest.meeting.board_id
        and ask.put.meeting.meets_on < digest.meeting.meets_on
    )


def _earlier(
    ask: StandingAsk, shorts: dict[str, str], meeting: Meeting, since: date | None
) -> EarlierAsk:
    stands = STANDS[ask.standing]
    if ask.neutral:
        return EarlierAsk(ask.neutral, "", stands, f"{stands}.")
    response = None if ask.answer is None else ask.answer.response
    published = None if response is None else response.published_on
    is_new = since is not None and published is not None and published >= since
    fell = is_in_writing(ask) and published is not None and (is_new or since is None)
    due = None if response is None or stands is not Stands.PROMISED else response.due_on
    return EarlierAsk(
        ask.words,
        shorts.get(ask.put.ask.promise, ""),
        stands,
        _told(ask, stands),
        is_new=is_new,
        is_due=due is not None and due <= meeting.meets_on,
        instead_of=ask.put.meeting.meets_on if fell else None,
    )


def _told(ask: StandingAsk, stands: Stands) -> str:
    days = f"{ask.days} day" if ask.days == 1 else f"{ask.days} days"
    if ask.answer is None:
        kept = "Answered, and not told to young people yet. " * (
            ask.standing is Standing.TO_PUBLISH
        )
        after = "the meeting" if ask.put.where.meeting else "the day to answer in writing"
        return f"{kept}{stands}, {days} after {after}." if ask.days else f"{kept}{stands}."
    if stands is not Stands.LATE:
        return f"{ask.answer.headline}."
    because = ask.answer.response.late_reason
    return f"{ask.answer.headline}. {days} late" + (f", because: {because}" if because else ".")


def earlier_release(
    session: Session, digest: Digest, taken: DigestConsultation
) -> tuple[FrozenRelease | None, str, bool]:
    """Return what the board's last paper released of the consultation, and that paper's meeting.

    None when it is the very same release. The third says that no paper held it before. A paper
    that kept it from the public is passed over: its figures would stand in the public twin.
    """
    row = session.execute(
        select(DigestConsultation.release_id, Meeting.meets_on)
        .join(Digest, Digest.id == DigestConsultation.digest_id)
        .join(Meeting, Meeting.id == Digest.meeting_id)
        .where(
            DigestConsultation.consultation_id == taken.consultation_id,
            Digest.sent_on.is_not(None),
            Meeting.board_id == digest.meeting.board_id,
            Meeting.meets_on < digest.meeting.meets_on,
            taken_openly(),
        )
        .order_by(Meeting.meets_on.desc())
        .limit(1)
    ).first()
    if row is None:
        return None, "", True
    if row.release_id == taken.release_id:
        return None, "", False
    return entry(session, row.release_id).frozen, long_date(row.meets_on), False


def before(frozen: FrozenRelease | None, meeting: str, code: str) -> Before | None:
    """Return the theme's figure as the earlier paper had it, if there was one."""
    return None if frozen is None else Before(theme_count(frozen, code), meeting)


def pledge_lines(
    pack: CouncilPack, consultation: Consultation, frozen: FrozenRelease
) -> tuple[PledgeLine, ...]:
    """Return what the consultation says of each promise that it asks about."""
    survey = survey_of(consultation)
    shorts = {promise.code: promise.short for promise in pack.pledge.promises}
    promises = {
        question.name: question.promise
        for question in survey.questions
        if question.way.names_promise and question.promise in shorts
    }
    return tuple(
        PledgeLine(shorts[promise], table)
        for table in question_tables(frozen)
        if (promise := promises.get(table.key)) is not None
    )
