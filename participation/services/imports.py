"""Free text from elsewhere, brought in all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from participation.core.clock import Nation, day_of, working_days_after
from participation.core.errors import BadFile
from participation.core.keys import ReadingKeys
from participation.core.sealed import seal_original
from participation.core.types import Week
from participation.domain.safeguarding import HOURS_TO_SEE
from participation.domain.worry import worry_words_in
from participation.models import (
    Account,
    Answer,
    Coding,
    Consultation,
    Council,
    Origin,
    Reading,
    Submission,
    Waiting,
)
from participation.services.audit import note
from participation.services.consultations import survey_of
from participation.services.councils import pack_of, themes_of
from participation.services.hours import hours_of
from participation.services.imported_rows import Line, Source, read_lines
from participation.services.jobs import ask_for
from participation.services.submissions import END_OF_WORKING_DAY
from surveys.worry_words import with_shared

AT_ONCE = 500

Row = dict[str, object]


@dataclass(frozen=True)
class Imported:
    """How much came in; `worries` hold a worry word and wait for a person, attested or not."""

    answers: int
    empty: int
    codings: int
    worries: int


def import_answers(
    session: Session,
    council: Council,
    consultation: Consultation,
    keys: ReadingKeys,
    source: Source,
    now: datetime,
    reader: Account | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
    question: str = "",
) -> Imported:
    """Bring every row in as a submission of one written answer, and return how many there were.

    With a reader, that officer attests that each row was read and coded as the file says;
    without one, every row waits in the queue. A row with a worry word always waits there, as
    any other answer with one does. No words may be quoted either way until an officer clears
    them one by one for that. They answer the question of that name, else the first that asks
    for words.
    """
    question = _text_question(consultation, source, question)
    lines, empty = read_lines(source)
    theme_ids = _theme_ids(session, council, source, lines)
    intake = _Intake(session, council, consultation, keys, question, now, reader)
    for start in range(0, len(lines), AT_ONCE):
        intake.take(lines[start : start + AT_ONCE], theme_ids)
        progress(min(start + AT_ONCE, len(lines)), len(lines))
    if reader is not None:
        attested = len(lines) - intake.worries
        note(session, reader, f"attested {attested} imported answers", now, consultation.id)
    ask_for(session, council.id, "suggest", str(consultation.id), now)
    return Imported(len(lines), empty, intake.codings, intake.worries)


class _Intake:
    """Writes rows in batches, so that five thousand take seconds."""

    def __init__(
        self,
        session: Session,
        council: Council,
        consultation: Consultation,
        keys: ReadingKeys,
        question: str,
        now: datetime,
        reader: Account | None,
    ) -> None:
        self.session = session
        self.council = council
        self.consultation = consultation
        self.public = keys.reading_public
        self.question = question
        self.reader = reader
        self.week = str(Week.of(day_of(now)))
        pack = pack_of(council)
        self.worry_words = with_shared(pack.safeguarding.worry_words)
        nation = Nation(pack.safeguarding.clock.nation)
        read_by = working_days_after(day_of(now), pack.reading.read_within_days, nation)
        self.due = datetime.combine(read_by, END_OF_WORKING_DAY)
        self.worry_due = hours_of(council).after(now, HOURS_TO_SEE)
        self.codings = 0
        self.worries = 0

    def take(self, lines: Sequence[Line], theme_ids: Mapping[str, UUID]) -> None:
        """Write these rows."""
        submissions: list[Row] = []
        answers: list[Row] = []
        waiting: list[Row] = []
        codings: list[Row] = []
        for line in lines:
            submission_id, answer_id = uuid4(), uuid4()
            worry = bool(worry_words_in(line.text, self.worry_words))
            reader = None if worry else self.reader
            submissions.append(self._submission(submission_id, read=reader is not None))
            answers.append(
                self._answer(answer_id, submission_id, line.text, worry, reader is not None)
            )
            self.worries += worry
            if reader is None:
                waiting.append(self._waiting(answer_id, worry))
                continue
            codings.extend(
                self._coding(answer_id, theme_ids[theme], reader) for theme in line.themes
            )
        self.codings += len(codings)
        for table, rows in (
            (Submission, submissions),
            (Answer, answers),
            (Waiting, waiting),
            (Coding, codings),
        ):
            if rows:
                self.session.execute(insert(table), rows)

    def _waiting(self, answer_id: UUID, worry: bool) -> Row:
        due = self.worry_due if worry else self.due
        return {"answer_id": answer_id, "council_id": self.council.id, "due_hour": due}

    def _coding(self, answer_id: UUID, theme_id: UUID, reader: Account) -> Row:
        return {
            "id": uuid4(),
            "council_id": self.council.id,
            "answer_id": answer_id,
            "theme_id": theme_id,
            "coder_id": reader.id,
        }

    def _submission(self, submission_id: UUID, read: bool) -> Row:
        return {
            "id": submission_id,
            "council_id": self.council.id,
            "consultation_id": self.consultation.id,
            "week": self.week,
            "heard_week": self.week if read else None,
            "origin": Origin.IMPORTED,
            "receipt_hash": None,
        }

    def _answer(
        self, answer_id: UUID, submission_id: UUID, text: str, worry: bool, read: bool
    ) -> Row:
        return {
            "id": answer_id,
            "council_id": self.council.id,
            "submission_id": submission_id,
            "question": self.question,
            "codes": "",
            "original": None if read else seal_original(self.public, text),
            "cleared": text if read else None,
            "may_show": False,
            "worry": worry,
            "suggested": read,
            "reading": Reading.CLEARED if read else Reading.UNREAD,
        }


def _text_question(consultation: Consultation, source: Source, wanted: str) -> str:
    for question in survey_of(consultation).questions:
        if question.written and wanted in ("", question.name):
            return question.name
    raise BadFile(
        source.path.name,
        f"consultation {consultation.name}",
        "its survey asks nothing in words, so there is no place for text; choose another",
    )


def _theme_ids(
    session: Session, council: Council, source: Source, lines: Sequence[Line]
) -> dict[str, UUID]:
    themes = themes_of(session, council)
    known: dict[str, UUID] = {}
    for theme in themes:
        known[theme.code] = theme.id
        known[theme.name] = theme.id
    for line in lines:
        for theme_name in line.themes:
            if theme_name not in known:
                fix = f'there is no theme "{theme_name}" in the codebook; add it or mend the row'
                raise BadFile(source.path.name, f"row {line.number}", fix)
    return known
