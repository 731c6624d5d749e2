"""How much reading a consultation brings, told before it is opened."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.models import Answer, Council, Reading, Submission

MINUTES_A_TEXT = 1.3
"""To read one text, mask it and give it themes: 140 texts in three hours."""
STEP = 10


@dataclass(frozen=True)
class Workload:
    """The texts that one consultation brought on average, to the nearest ten, at least ten."""

    texts: int

    def __str__(self) -> str:
        """Return the figures as an officer reads them."""
        hours = max(1, round(self.texts * MINUTES_A_TEXT / 60))
        return f"about {self.texts} texts, about {hours} {'hour' if hours == 1 else 'hours'}"


def usual_workload(session: Session, council: Council) -> Workload | None:
    """Return what the council's consultations brought so far, or None when none had a text."""
    texts, consultations = session.execute(
        select(func.count(Answer.id), func.count(Submission.consultation_id.distinct()))
        .join(Submission, Submission.id == Answer.submission_id)
        .where(Answer.council_id == council.id, Answer.reading != Reading.NO_WORDS)
    ).one()
    if not texts:
        return None
    return Workload(max(STEP, round(texts / consultations / STEP) * STEP))
