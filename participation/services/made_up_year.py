"""Plays a made-up council's year through the service's own functions, day by day."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import SetClock, day_of
from participation.core.keys import ReadingKeys
from participation.core.types import Week
from participation.domain.redaction import find, mask
from participation.domain.responses import Reply, ResponseKind, Verdict
from participation.domain.safeguarding import FlagDecision, FlagState
from participation.models import (
    Answer,
    Council,
    Origin,
    Reading,
)
from participation.services import (
    clearing,
    consultations,
    digests,
    flags,
    follow_ups,
    meetings,
    reactions,
    responses,
    staff,
)
from participation.services.allow_list import words_of_nobody
from participation.services.councils import pack_of
from participation.services.made_up_board import (
    keep_back,
    stage_plan,
    stage_sight,
    stage_statement,
    stage_wording,
)
from participation.services.made_up_cards import stage_cards
from participation.services.made_up_readings import stage_again
from participation.services.made_up_stage import WEDNESDAY, Stage
from participation.services.meeting_totals import NewTotals, set_totals
from participation.services.submissions import END_OF_WORKING_DAY, Arrival, store_answers
from surveys.engine import Answered
from surveys.loader import load_survey
from surveys.pack_year import (
    MadeUpAsk,
    MadeUpConsultation,
    MadeUpMeeting,
    MadeUpResponse,
    MadeUpSubmission,
    Year,
    YearPart,
)

READ_AFTER_DAYS = 2
LEFT_TO_DECIDE = timedelta(weeks=30)
DECIDED_BECAUSE = "We do not know who wrote this, so every worker asked their own young people."


def play(
    session: Session,
    council: Council,
    keys: ReadingKeys,
    year: Year,
    today: date,
    first_receipt: bytes | None = None,
) -> None:
    """Play the whole year up to today, in the order in which it happened.

    The year's very first submission is given the hash of a receipt, so that somebody can try
    it; of the others nobody holds one.
    """
    clock = SetClock(datetime.combine(today, time(12), tzinfo=UTC))
    people = {account.handle: account for account in staff.accounts_of(session, council)}
    stage = Stage(session, council, keys, clock, today, people, first_receipt)
    for part in year.parts:
        _stage_consultation(stage, part)
    for meeting in year.meetings:
        _stage_meeting(stage, meeting)
    stage_cards(stage, year.dealt)
    stage_plan(stage, year.plan)
    for day, _, action in sorted(stage.events, key=lambda event: event[:2]):
        clock.set_day(day)
        action()
    session.flush()


def _stage_consultation(stage: Stage, part: YearPart) -> None:
    made_up = part.consultation
    opens = stage.day(made_up.opens_weeks_ago) - timedelta(days=WEDNESDAY)
    closes = stage.day(made_up.closes_weeks_ago) + timedelta(days=4)
    survey = load_survey(made_up.survey, stage.council.name)

    def open_it() -> None:
        version = consultations.publish_survey(stage.session, stage.council, survey)
        opening = consultations.Opening(
            made_up.name, made_up.title, made_up.groups, opens, max(closes, opens)
        )
        stage.consultations[made_up.name] = consultations.open_consultation(
            stage.session, stage.council, version, opening
        )

    stage.on(opens, open_it)
    for submission in part.submissions:
        _stage_submission(stage, made_up, submission)


def _stage_submission(stage: Stage, of: MadeUpConsultation, made_up: MadeUpSubmission) -> None:
    name, day = of.name, stage.day(made_up.weeks_ago)
    kept: list[UUID] = []

    def send() -> None:
        answered = tuple(
            Answered(question, answer.values, answer.text, question in made_up.show)
            for question, answer in made_up.answers.items()
        )
        due = datetime.combine(day + timedelta(days=7), END_OF_WORKING_DAY)
        receipt_hash, stage.first_receipt = stage.first_receipt, None
        key = store_answers(
            stage.session,
            stage.keys.reading_public,
            stage.council,
            stage.consultations[name].id,
            answered,
            Arrival(Week.of(day), Origin.SAID, receipt_hash, due),
        )
        kept.append(key)
        stage.submissions.setdefault(name, []).append(key)

    stage.on(day, send)
    if not made_up.unread:
        read_on = min(day + timedelta(days=READ_AFTER_DAYS), stage.today)
        stage.on(read_on, lambda: _read(stage, kept[0], made_up))
        stage_again(stage, of, made_up, kept, read_on)


def _read(stage: Stage, submission_id: UUID, made_up: MadeUpSubmission) -> None:
    answers = stage.session.scalars(
        select(Answer).where(
            Answer.submission_id == submission_id, Answer.reading == Reading.UNREAD
        )
    ).all()
    for answer in answers:
        if answer.question in made_up.flag:
            _flag(stage, answer.id)
            continue
        said = made_up.answers[answer.question].text or ""
        masked = mask(said, find(said, words_of_nobody(stage.session, stage.council)))
        decision = clearing.Decision(masked, made_up.themes.get(answer.question, ()))
        clearing.clear(stage.session, stage.council, stage.officer, answer.id, decision, stage.now)


def _flag(stage: Stage, answer_id: UUID) -> None:
    args = (stage.session, stage.council)
    flags.flag(*args, stage.officer, stage.keys, answer_id, stage.now)
    if stage.today - day_of(stage.now) < LEFT_TO_DECIDE:
        return
    lead = stage.people["safeguarding-lead"]
    line = next(line for line in flags.flags(*args) if line.state == FlagState.NEW)
    decided = flags.Decided(FlagDecision.CHECK_ON_GROUP, DECIDED_BECAUSE)
    flags.decide(*args, lead, stage.keys, line.flag_id, decided, stage.now)
    check = follow_ups.Check("The team managers", day_of(stage.now) + timedelta(weeks=1))
    follow_ups.begin_check(*args, lead, stage.keys, line.flag_id, check, stage.now)
    flags.close(*args, lead, line.flag_id, stage.now)


def _stage_meeting(stage: Stage, made_up: MadeUpMeeting) -> None:
    meets_on = stage.day(made_up.weeks_ago)
    stage.meetings[made_up.code] = meetings.plan_meeting(
        stage.session, stage.council, made_up.board, meets_on, _focus(stage, made_up)
    )
    if made_up.totals:
        entered_on = stage.meetings[made_up.code].papers_due_on - timedelta(weeks=1)
        stage.on(min(entered_on, stage.today), lambda: _enter_totals(stage, made_up))
    stage_statement(stage, made_up)
    if made_up.state == "planned":
        return
    stage.on(stage.meetings[made_up.code].papers_due_on, lambda: _take(stage, made_up))
    for ask in made_up.asks:
        if ask.response is not None:
            _stage_response(stage, ask, ask.response)


def _enter_totals(stage: Stage, made_up: MadeUpMeeting) -> None:
    totals = NewTotals(
        made_up.totals.get("complaints", ""),
        made_up.totals.get("compliments", ""),
        made_up.totals.get("lessons", ""),
        made_up.learnt,
    )
    meeting = stage.meetings[made_up.code]
    set_totals(stage.session, stage.council, stage.officer, meeting, totals, stage.now)


def _focus(stage: Stage, made_up: MadeUpMeeting) -> str:
    promises = {promise.code: promise.short for promise in pack_of(stage.council).pledge.promises}
    return promises.get(made_up.focus, made_up.focus)


def _take(stage: Stage, made_up: MadeUpMeeting) -> None:
    digest = digests.build_digest(
        stage.session,
        stage.council,
        stage.officer,
        stage.meetings[made_up.code],
        [stage.consultations[name] for name in made_up.takes],
        stage.now,
    )
    digests.set_framing(stage.session, digest, made_up.framing)
    for ask in made_up.asks:
        new = digests.NewAsk(
            stage.consultations[ask.consultation].id, ask.theme or "", ask.promise or "", ask.words
        )
        stage.asks[ask.code] = digests.put_ask(stage.session, stage.council, digest, new)
        keep_back(stage, digest, ask)
    digests.send_digest(stage.session, stage.council, stage.officer, digest, stage.now)


def _stage_response(stage: Stage, ask: MadeUpAsk, made_up: MadeUpResponse) -> None:
    def answer() -> None:
        reply = Reply(
            ResponseKind(made_up.kind),
            made_up.words,
            None if made_up.due_weeks_ago is None else stage.day(made_up.due_weeks_ago),
            made_up.shown_by,
            made_up.decider,
            made_up.challenge,
        )
        by = stage.people[made_up.author]
        stage.given[ask.code] = responses.record_response(
            stage.session, stage.council, by, stage.asks[ask.code].id, reply, stage.now
        )

    stage.on(stage.day(made_up.answered_weeks_ago), answer)
    stage_wording(stage, ask.code, made_up)
    if made_up.published_weeks_ago is None:
        return
    published_on = stage.day(made_up.published_weeks_ago)
    stage.on(published_on, lambda: _publish(stage, ask, made_up))
    reacted_on = min(published_on + timedelta(days=5), stage.today)
    stage.on(reacted_on, lambda: _react(stage, ask, made_up))
    stage_sight(stage, ask.code, made_up)


def _publish(stage: Stage, ask: MadeUpAsk, made_up: MadeUpResponse) -> None:
    responses.publish_response(
        stage.session,
        stage.council,
        stage.officer,
        stage.given[ask.code].id,
        made_up.plain,
        stage.now,
    )


def _react(stage: Stage, ask: MadeUpAsk, made_up: MadeUpResponse) -> None:
    response = stage.given[ask.code]
    verdicts = [Verdict(name) for name, many in made_up.verdicts.items() for _ in range(many)]
    for submission_id, verdict in zip(stage.submissions[ask.consultation], verdicts, strict=False):
        reactions.react_as(stage.session, response, submission_id, verdict)
    for name, many in made_up.open_taps.items():
        for _ in range(many):
            reactions.tap(stage.session, response.id, Verdict(name))
