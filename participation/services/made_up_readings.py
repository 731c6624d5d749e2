"""Plays the ambassador of a made-up year who reads again what an officer has read."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from participation.models import Answer
from participation.services.made_up_stage import Stage
from participation.services.second_readings import own_groups, read_blind, step_aside
from surveys.pack_year import MadeUpConsultation, MadeUpSubmission

OWN_GROUP = "care-leavers"
"""Whose answers the made-up ambassador is not shown: they might know who wrote them."""
LATER = timedelta(weeks=1)


def stage_again(
    stage: Stage,
    consultation: MadeUpConsultation,
    made_up: MadeUpSubmission,
    kept: list[UUID],
    read_on: date,
) -> None:
    """Have the first answer of a submission that may be shown read again, a week later."""
    if consultation.read_again_by and made_up.show:
        who, question = consultation.read_again_by, made_up.show[0]
        codes = made_up.again.get(question, made_up.themes.get(question, ()))
        stage.on(read_on + LATER, lambda: _read_again(stage, who, kept[0], question, codes))


def _read_again(
    stage: Stage, who: str, submission_id: UUID, question: str, codes: tuple[str, ...]
) -> None:
    reader = stage.people[who]
    if own_groups(stage.session, reader) is None:
        step_aside(stage.session, stage.council, reader, (OWN_GROUP,))
    answer_id = stage.session.scalars(
        select(Answer.id).where(Answer.submission_id == submission_id, Answer.question == question)
    ).one()
    read_blind(stage.session, stage.council, reader, answer_id, codes)
