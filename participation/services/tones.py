"""The tone of an answer: what an officer heard, and a hint that learns from it.

A hint never hides, ranks or raises an alarm. TextBlob gives it until officers have said of
200 cleared answers what they heard; from then on a model of the council's own does, and how
often each of the two was wrong stands beside it.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotSetUp
from participation.domain.theming.ordering import is_drawn
from participation.domain.tone import TextBlobTone
from participation.domain.tone_learning import (
    TONES,
    LearntTone,
    ToneDecision,
    ToneMeasure,
    learn_tone,
)
from participation.models import Answer, Council, Reading, ToneHeard
from participation.services.theming import SuggesterShelf

KIND = "tones"

_last_read: dict[Path, tuple[int, LearntTone]] = {}
"""The model of each file as it was read last, and when the file was written."""


@dataclass(frozen=True)
class ToneHint:
    """A hint at the tone of one text.

    `own` measures the council's own model, and `textblob` TextBlob, on the same texts;
    neither is there before there are 200 decisions, and then the hint is TextBlob's.
    """

    tone: str
    own: ToneMeasure | None = None
    textblob: ToneMeasure | None = None

    @property
    def is_learnt(self) -> bool:
        """Return whether the hint comes from what this council's officers said."""
        return self.own is not None


def hear(session: Session, council: Council, answer_id: UUID, tone: str) -> None:
    """Store the tone that an officer heard, in place of what was stored; "" takes it back.

    Nothing is stored of an answer that is gone. Raises BadInput for a tone that is none of
    the three.
    """
    if tone and tone not in TONES:
        raise BadInput("Choose warm, plain or sad, or leave it.")
    session.execute(
        delete(ToneHeard).where(
            ToneHeard.answer_id == answer_id, ToneHeard.council_id == council.id
        )
    )
    if tone and session.get(Answer, answer_id) is not None:
        session.add(ToneHeard(answer_id=answer_id, council_id=council.id, tone=tone))
    session.flush()


def tone_decisions(session: Session, council: Council) -> list[ToneDecision]:
    """Return every cleared text of which an officer said how it sounds."""
    rows = session.execute(
        select(Answer, ToneHeard.tone)
        .join(ToneHeard, ToneHeard.answer_id == Answer.id)
        .where(Answer.council_id == council.id, Answer.reading == Reading.CLEARED)
    )
    return [
        ToneDecision(
            answer.cleared or "",
            tone,
            str(answer.submission_id),
            answer.question,
            is_drawn(answer.id),
        )
        for answer, tone in rows
    ]


def learn(shelf: SuggesterShelf, council_id: UUID, decisions: list[ToneDecision]) -> None:
    """Fit the council's own model of tone and put it in place, whole, or take it away.

    It goes when there are fewer than 200 decisions, as after words were taken back.
    """
    path = shelf.path_of(council_id, KIND)
    learnt = learn_tone(decisions, TextBlobTone())
    if learnt is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        learnt.save(path)


def hint(shelf: SuggesterShelf, council_id: UUID, text: str, question: str = "") -> ToneHint:
    """Return the hint at the tone of a text, by the council's own model if there is one."""
    learnt = _model_in(shelf.path_of(council_id, KIND))
    if learnt is None:
        return ToneHint(TextBlobTone().read(text))
    return ToneHint(learnt.read(text, question), learnt.measure, learnt.beside)


def _model_in(path: Path) -> LearntTone | None:
    """Return the model in the file, read anew only when there is another one in it."""
    before = _last_read.pop(path, None)
    try:
        written = path.stat().st_mtime_ns
        if before is None or before[0] != written:
            before = (written, LearntTone.load(path))
    except (NotSetUp, OSError):
        return None
    _last_read[path] = before
    return before[1]
