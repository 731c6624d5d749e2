"""Said together: entered at a meeting of young people's body, signed off, published as theirs."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import NotFound, Refused
from participation.domain.together import (
    Agreed,
    OfPromise,
    PledgeVerdict,
    SaidTogether,
    check_signed,
)
from participation.models import (
    Account,
    Council,
    Meeting,
    MeetingState,
    Statement,
    StatementTheme,
    StatementVerdict,
)
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.meetings import meeting_of


def statements_of(session: Session, council: Council) -> list[Statement]:
    """Return every statement, that of the latest meeting first."""
    return list(
        session.scalars(
            select(Statement)
            .join(Meeting, Meeting.id == Statement.meeting_id)
            .where(Statement.council_id == council.id)
            .order_by(Meeting.meets_on.desc())
        )
    )


def statement_of(session: Session, council: Council, statement_id: UUID) -> Statement:
    """Return the council's statement; raises NotFound."""
    found = session.scalar(
        select(Statement).where(Statement.council_id == council.id, Statement.id == statement_id)
    )
    if found is None:
        raise NotFound("That statement is not here. Look at the list again.")
    return found


def meetings_without(session: Session, council: Council, today: date) -> list[Meeting]:
    """Return the meetings to come for which nothing has been agreed yet, the next first."""
    taken = select(Statement.meeting_id).where(Statement.council_id == council.id)
    return list(
        session.scalars(
            select(Meeting)
            .where(
                Meeting.council_id == council.id,
                Meeting.meets_on >= today,
                Meeting.state == MeetingState.PLANNED,
                Meeting.id.not_in(taken),
            )
            .order_by(Meeting.meets_on)
        )
    )


def enter_statement(
    session: Session,
    council: Council,
    account: Account,
    meeting_id: UUID,
    agreed: Agreed,
    now: datetime,
) -> Statement:
    """Return what was agreed for the meeting; until it is signed, entering it again changes it.

    Raises BadInput as `Agreed.checked` does, NotFound for a promise that is not in the pledge,
    and Refused once it was signed.
    """
    agreed = agreed.checked()
    pack = pack_of(council)
    if not set(agreed.verdicts) <= {promise.code for promise in pack.pledge.promises}:
        one, all_of_them = pack.words.promise, pack.words.pledge
        raise NotFound(f"That {one} is not in “{all_of_them}”. Open the page again.")
    meeting = meeting_of(session, council, meeting_id)
    row = session.scalar(select(Statement).where(Statement.meeting_id == meeting.id))
    if row is None:
        row = Statement(council_id=council.id, meeting_id=meeting.id, meeting=meeting)
        row.words, row.entered_by = agreed.words, account.id
        session.add(row)
    _refuse_signed(row)
    row.words, row.wanted, row.entered_by = agreed.words, agreed.wanted, account.id
    session.flush()
    _replace_parts(session, row, agreed)
    note(session, account, "entered what was said together", now)
    return row


def _replace_parts(session: Session, row: Statement, agreed: Agreed) -> None:
    for table in (StatementVerdict, StatementTheme):
        session.execute(delete(table).where(table.statement_id == row.id))
    of_row = {"council_id": row.council_id, "statement_id": row.id}
    session.add_all(
        StatementVerdict(**of_row, promise=promise, verdict=verdict)
        for promise, verdict in agreed.verdicts.items()
    )
    session.add_all(
        StatementTheme(**of_row, place=place, words=words)
        for place, words in enumerate(agreed.themes, start=1)
    )
    session.flush()


def sign_off(
    session: Session,
    council: Council,
    account: Account,
    statement_id: UUID,
    there: int,
    signed: int,
    now: datetime,
) -> None:
    """Record how many of those who were there signed; from then on the words stand as they are."""
    row = statement_of(session, council, statement_id)
    _refuse_signed(row)
    check_signed(there, signed)
    row.there, row.signed, row.signed_on = there, signed, day_of(now)
    note(session, account, "recorded who signed what was said together", now)
    session.flush()


def publish_statement(
    session: Session, council: Council, account: Account, statement_id: UUID, now: datetime
) -> None:
    """Publish a signed statement, once an officer has read that it names nobody."""
    row = statement_of(session, council, statement_id)
    if row.signed_on is None:
        raise Refused("It is not signed yet. Record how many signed it, then publish it.")
    if row.published_on is not None:
        raise Refused("It is published already.")
    row.published_on = day_of(now)
    note(session, account, "published what was said together", now)
    session.flush()


def open_again(
    session: Session, council: Council, account: Account, statement_id: UUID, now: datetime
) -> None:
    """Take the signatures off a statement that is not published, so that it can be changed."""
    row = statement_of(session, council, statement_id)
    if row.published_on is not None:
        raise Refused("It is published, so it stands. Say more at the next meeting.")
    row.there = row.signed = 0
    row.signed_on = None
    note(session, account, "opened what was said together again", now)
    session.flush()


def _refuse_signed(row: Statement) -> None:
    if row.signed_on is not None:
        raise Refused("They have signed this, so it stands as it is. Open it again to change it.")


def said_for(session: Session, council: Council, meeting: Meeting) -> SaidTogether | None:
    """Return what was published for the meeting, or None."""
    row = session.scalar(select(Statement).where(Statement.meeting_id == meeting.id))
    return None if row is None else as_said(session, council, row)


def published(session: Session, council: Council, most: int = 3) -> tuple[SaidTogether, ...]:
    """Return the statements published last, the newest first."""
    rows = session.scalars(
        select(Statement)
        .where(Statement.council_id == council.id, Statement.published_on.is_not(None))
        .order_by(Statement.published_on.desc(), Statement.signed_on.desc())
        .limit(most)
    )
    found = (as_said(session, council, row) for row in rows)
    return tuple(one for one in found if one is not None)


def as_said(
    session: Session, council: Council, row: Statement, draft: bool = False
) -> SaidTogether | None:
    """Return the statement as it is or would be published; None while it is not, unless a draft."""
    if row.published_on is None and not draft:
        return None
    pack = pack_of(council)
    return SaidTogether(
        body=pack.words.young_body,
        words=row.words,
        wanted=row.wanted,
        verdicts=tuple(
            OfPromise(promise.short, verdict)
            for promise in pack.pledge.promises
            if (verdict := verdicts_in(session, row).get(promise.code)) is not None
        ),
        themes=tuple(themes_in(session, row)),
        signed=row.signed,
        there=row.there,
        signed_on=row.signed_on or row.meeting.meets_on,
    )


def verdicts_in(session: Session, row: Statement) -> dict[str, PledgeVerdict]:
    """Return the statement's verdicts by the code of their promise."""
    rows = session.scalars(select(StatementVerdict).where(StatementVerdict.statement_id == row.id))
    return {one.promise: PledgeVerdict(one.verdict) for one in rows}


def themes_in(session: Session, row: Statement) -> Sequence[str]:
    """Return what matters most, the first first."""
    return session.scalars(
        select(StatementTheme.words)
        .where(StatementTheme.statement_id == row.id)
        .order_by(StatementTheme.place)
    ).all()
