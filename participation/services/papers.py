"""A digest made ready to be written down: frozen figures and words that are cleared today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.types import ClearedText
from participation.domain.digest import (
    AskedTopic,
    AskLine,
    ConsultationSection,
    Occasion,
    ReleasedDigest,
    ReturningAnswer,
    ThemeSection,
)
from participation.domain.disclosure.released import ReleasedRow
from participation.domain.exempt_item import ExemptItem
from participation.models import (
    Consultation,
    Council,
    Digest,
    DigestConsultation,
    DigestReturn,
    Response,
    Theme,
)
from participation.services.consultations import survey_of
from participation.services.councils import pack_of
from participation.services.digest_cards import cards_in
from participation.services.digests import asks_on
from participation.services.exempt_items import exempt_in
from participation.services.figures import (
    question_tables,
    theme_rows,
    verdict_table,
    withheld_words,
)
from participation.services.ledger import entry
from participation.services.meeting_changes import answered_at
from participation.services.meeting_totals import totals_of
from participation.services.plans import plan_for_paper
from participation.services.quotes import quoted_words
from participation.services.reports import report_of
from participation.services.responses import told
from participation.services.since import (
    before,
    earlier_asks,
    earlier_release,
    last_meeting,
    pledge_lines,
)
from participation.services.statements import said_for
from participation.services.topics import topic_lines
from surveys.packs import CouncilPack, headings_of


def released_digest(
    session: Session, council: Council, digest: Digest, link: str, today: date
) -> ReleasedDigest:
    """Return all that its members' paper may hold, as it stands today.

    Figures come from the ledger as they were frozen; words that were taken back since are
    gone from every later rendering.
    """
    pack = pack_of(council)
    exempt = exempt_in(session, council, digest)
    return ReleasedDigest(
        occasion=_occasion(council, pack, digest),
        framing=digest.framing,
        consultations=_consultations(session, council, pack, digest, exempt),
        asks=_asks(session, pack, digest, exempt),
        last_met=last_meeting(session, digest),
        earlier=earlier_asks(session, council, pack, digest, today),
        returning=_returns(session, digest, exempt, today),
        exempt=tuple(dict.fromkeys(exempt.values())),
        link=link,
        together=said_for(session, council, digest.meeting),
        plan=plan_for_paper(session, council, exempt, today),
        report=report_of(session, council, digest),
        topics=tuple(
            AskedTopic(line.words, line.backed_by)
            for line in topic_lines(session, council, digest.meeting)
        ),
        cards=cards_in(session, council, digest, exempt),
        cards_title="" if pack.cards is None else pack.cards.title,
        totals=totals_of(session, digest.meeting, exempt),
    )


def _occasion(council: Council, pack: CouncilPack, digest: Digest) -> Occasion:
    meeting = digest.meeting
    where = answered_at(meeting)
    return Occasion(
        council=council.title,
        board=meeting.board.name,
        young_body=pack.words.young_body,
        meeting_on=meeting.meets_on,
        focus=meeting.focus,
        papers_due=meeting.papers_due_on,
        instead=None if where.meeting is meeting else where.on,
        instead_at="" if where.meeting is None else where.meeting.board.name,
    )


def _consultations(
    session: Session,
    council: Council,
    pack: CouncilPack,
    digest: Digest,
    exempt: Mapping[UUID, ExemptItem],
) -> tuple[ConsultationSection, ...]:
    rows = session.scalars(
        select(DigestConsultation)
        .join(Consultation, Consultation.id == DigestConsultation.consultation_id)
        .where(DigestConsultation.digest_id == digest.id)
        .order_by(Consultation.opens_on, Consultation.name)
    ).all()
    return tuple(
        replace(
            _consultation(session, council, pack, digest, taken),
            exempt=exempt.get(taken.consultation_id),
        )
        for taken in rows
    )


def _consultation(
    session: Session,
    council: Council,
    pack: CouncilPack,
    digest: Digest,
    taken: DigestConsultation,
) -> ConsultationSection:
    consultation = session.get_one(Consultation, taken.consultation_id)
    frozen = entry(session, taken.release_id).frozen
    earlier, paper, is_new = earlier_release(session, digest, taken)
    themes = {
        theme.code: theme
        for theme in session.scalars(select(Theme).where(Theme.council_id == council.id))
    }
    sections = tuple(
        replace(
            _theme(session, council, pack, digest, consultation, row, themes[row.code]),
            before=before(earlier, paper, row.code),
        )
        for row in theme_rows(frozen)
        if row.code in themes
    )
    return ConsultationSection(
        title=consultation.title,
        asked=survey_of(consultation).about.to("en"),
        base=frozen.base,
        tables=question_tables(frozen),
        themes=sections,
        withheld=withheld_words(frozen),
        statement=taken.statement,
        pledge=pledge_lines(pack, consultation, frozen),
        is_new=is_new,
    )


def _theme(
    session: Session,
    council: Council,
    pack: CouncilPack,
    digest: Digest,
    consultation: Consultation,
    row: ReleasedRow,
    theme: Theme,
) -> ThemeSection:
    shorts = {promise.code: promise.short for promise in pack.pledge.promises}
    return ThemeSection(
        theme=row.label,
        description=theme.description,
        count=row.count,
        headings=headings_of(pack, theme.lenses.split()),
        quotes=_quotes(session, council, digest, theme.id, consultation),
        promise=shorts.get(theme.promise, ""),
    )


def _quotes(
    session: Session, council: Council, digest: Digest, theme_id: UUID, consultation: Consultation
) -> tuple[ClearedText, ...]:
    return tuple(
        words for _, words in quoted_words(session, council, digest, theme_id, consultation)
    )


def _asks(
    session: Session, pack: CouncilPack, digest: Digest, exempt: Mapping[UUID, ExemptItem]
) -> tuple[AskLine, ...]:
    promises = {promise.code: promise.words for promise in pack.pledge.promises}
    lines = []
    for ask in asks_on(session, digest):
        theme = None if ask.theme_id is None else session.get_one(Theme, ask.theme_id)
        lines.append(
            AskLine(
                number=ask.number,
                words=ask.words,
                theme="" if theme is None else theme.name,
                promise=promises.get(ask.promise, ""),
                consultation=session.get_one(Consultation, ask.consultation_id).title,
                exempt=exempt.get(ask.id),
            )
        )
    return tuple(lines)


def _returns(
    session: Session, digest: Digest, exempt: Mapping[UUID, ExemptItem], today: date
) -> tuple[ReturningAnswer, ...]:
    rows = session.scalars(
        select(DigestReturn)
        .join(Response, Response.id == DigestReturn.response_id)
        .where(DigestReturn.digest_id == digest.id)
        .order_by(Response.published_on, Response.id)
    ).all()
    return tuple(
        replace(_returning(session, row, today), exempt=exempt.get(row.response_id)) for row in rows
    )


def _returning(session: Session, row: DigestReturn, today: date) -> ReturningAnswer:
    response = session.get_one(Response, row.response_id)
    standing = told(response, today)
    verdicts, resolved = verdict_table(entry(session, row.release_id).frozen)
    return ReturningAnswer(
        ask=response.ask.words,
        kind=standing.kind,
        headline=standing.headline,
        answer=response.plain,
        published_on=response.published_on or response.answered_on,
        days_late=standing.days_late,
        verdicts=verdicts,
        resolved=resolved,
    )
