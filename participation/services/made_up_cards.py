"""Plays the challenge cards of a made-up year: said, read, put, returned, told, finished."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from participation.core.clock import day_of
from participation.core.types import Week
from participation.models import Answer, CardEnd, CardReturn, Consultation, Origin
from participation.services import cards, clearing, consultations
from participation.services.card_returns import finish_card, return_answer, tell_return
from participation.services.card_takers import name_taker
from participation.services.made_up_stage import Stage
from participation.services.submissions import END_OF_WORKING_DAY, Arrival, store_answers
from surveys.engine import Answered
from surveys.loader import load_survey
from surveys.pack_cards import QUESTION, SURVEY, TO
from surveys.pack_year import Dealt, MadeUpCard, MadeUpReturn

STILL_OPEN = timedelta(weeks=26)


def stage_cards(stage: Stage, dealt: Dealt) -> None:
    """Have each card played on its days, in a survey that stands open to everybody."""
    if not dealt.cards:
        return
    first = stage.day(max(card.weeks_ago for card in dealt.cards)) - timedelta(days=1)
    stage.on(first, lambda: _open(stage, dealt))
    for card in dealt.cards:
        _stage_card(stage, card)


def _open(stage: Stage, dealt: Dealt) -> None:
    survey = load_survey(SURVEY, stage.council.name)
    version = consultations.publish_survey(stage.session, stage.council, survey)
    name, title = f"{SURVEY}-all-year", survey.title.to("en")
    until = stage.today + STILL_OPEN
    opening = consultations.Opening(name, title, (), day_of(stage.now), until)
    stage.consultations[SURVEY] = consultations.open_consultation(
        stage.session, stage.council, version, opening
    )
    for who, handle in dealt.takers.items():
        taker = stage.people[handle].id
        name_taker(stage.session, stage.council, stage.officer, who, taker, stage.now)


def _stage_card(stage: Stage, made_up: MadeUpCard) -> None:
    kept: list[UUID] = []
    stage.on(stage.day(made_up.weeks_ago), lambda: kept.append(_say(stage, made_up)))
    if made_up.due is None:
        return
    due = made_up.due
    put: list[UUID] = []
    stage.on(
        stage.day(made_up.put_weeks_ago),
        lambda: put.append(_put(stage, made_up, kept[0], stage.meetings[due].id)),
    )
    for given in made_up.returns:
        _stage_return(stage, given, put)
    if made_up.end != "open":
        stage.on(stage.day(made_up.ended_weeks_ago), lambda: _finish(stage, made_up, put[0]))


def _say(stage: Stage, made_up: MadeUpCard) -> UUID:
    """Return the key of the answer that asks, sent and cleared."""
    consultation: Consultation = stage.consultations[SURVEY]
    answered = (
        Answered(TO, made_up.to, None, False),
        Answered(QUESTION, (), made_up.words, True),
    )
    due = datetime.combine(day_of(stage.now) + timedelta(days=7), END_OF_WORKING_DAY)
    submission_id = store_answers(
        stage.session,
        stage.keys.reading_public,
        stage.council,
        consultation.id,
        answered,
        Arrival(Week.of(day_of(stage.now)), Origin.SAID, None, due),
    )
    answer_id = stage.session.scalars(
        select(Answer.id).where(Answer.submission_id == submission_id, Answer.question == QUESTION)
    ).one()
    decision = clearing.Decision(made_up.words, ())
    clearing.clear(stage.session, stage.council, stage.officer, answer_id, decision, stage.now)
    return answer_id


def _put(stage: Stage, made_up: MadeUpCard, answer_id: UUID, meeting_id: UUID) -> UUID:
    new = cards.NewCard(made_up.words, made_up.to, meeting_id)
    return cards.put_card(stage.session, stage.council, stage.officer, answer_id, new, stage.now).id


def _stage_return(stage: Stage, given: MadeUpReturn, put: list[UUID]) -> None:
    def of_it() -> UUID:
        return stage.session.scalars(
            select(CardReturn.id).where(
                CardReturn.card_id == put[0], CardReturn.addressee == given.who
            )
        ).one()

    args = (stage.session, stage.council, stage.officer)
    stage.on(
        stage.day(given.weeks_ago),
        lambda: return_answer(*args, of_it(), given.words, stage.now),
    )
    if given.told_weeks_ago is not None:
        stage.on(
            stage.day(given.told_weeks_ago),
            lambda: tell_return(*args, of_it(), given.plain, stage.now),
        )


def _finish(stage: Stage, made_up: MadeUpCard, card_id: UUID) -> None:
    args = (stage.session, stage.council, stage.officer, card_id, CardEnd(made_up.end))
    finish_card(*args, made_up.plain, stage.now)
