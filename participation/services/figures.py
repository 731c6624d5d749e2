"""Counts for the gate, and what the gate released: the only figures that leave the queue."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from participation.domain.disclosure.counts import Cell, Counts, Kind, Whole
from participation.domain.disclosure.gate import TOO_FEW, release, release_verdicts
from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import (
    Released,
    ReleasedRow,
    ReleasedTable,
    Withheld,
)
from participation.domain.disclosure.rounding import outweighs
from participation.domain.responses import VERDICT_WORDS, Verdict
from participation.models import (
    Answer,
    Coding,
    Consultation,
    Council,
    Origin,
    Reading,
    Response,
    Submission,
)
from participation.services.codebooks import CountableTheme, countable_themes
from participation.services.consultations import survey_of
from participation.services.ledger import FIGURES, Entry, earlier, enter
from surveys.counted import lines_for, lines_of
from surveys.definition import Question
from surveys.kinds import Field

THEMES_KEY = "themes"
THEMES_TITLE = "What people wrote about"
VERDICTS_KEY = "verdicts"
OWN_VOICE = Submission.origin != Origin.SPOKEN_FOR
"""Figures say what young people said; what someone said for a child is read, and not counted."""


def release_figures(session: Session, council: Council, consultation: Consultation) -> Entry:
    """Return the consultation's figures as released now, entered in the ledger.

    Until ten more young people have answered, the last release comes back unchanged.
    """
    base = (
        session.scalar(
            select(func.count(Submission.id)).where(
                Submission.consultation_id == consultation.id,
                Submission.council_id == council.id,
                Submission.taken_back.is_(False),
                OWN_VOICE,
            )
        )
        or 0
    )
    tables = [
        *_question_counts(session, consultation),
        *_theme_counts(session, council, consultation),
    ]
    frozen = release(base, tables, earlier(session, consultation, FIGURES))
    return enter(session, consultation, FIGURES, frozen)


def release_verdicts_of(
    session: Session,
    consultation: Consultation,
    response: Response,
    counts: Mapping[Verdict, int],
) -> Entry:
    """Return the verdicts on a response as released now, entered in the ledger."""
    subject = f"{VERDICTS_KEY}:{response.id}"
    given = Counts(
        key=VERDICTS_KEY,
        title="Did it help?",
        kind=Kind.ONE,
        cells=tuple(
            Cell(verdict.value, VERDICT_WORDS[verdict], counts[verdict]) for verdict in Verdict
        ),
        answered=sum(counts.values()),
        ordered=True,
    )
    answers = earlier(session, consultation, FIGURES)
    base = answers[-1].base if answers else None
    frozen = release_verdicts(given, base, earlier(session, consultation, subject))
    return enter(session, consultation, subject, frozen)


def withheld_words(frozen: FrozenRelease) -> str:
    """Return why there are no figures at all, or nothing when there are some."""
    return "" if frozen.base is not None else TOO_FEW


def question_tables(frozen: FrozenRelease) -> tuple[ReleasedTable | Withheld, ...]:
    """Return the tables of the questions, without that of the themes."""
    return tuple(table for table in frozen.tables if table.key != THEMES_KEY)


def theme_rows(frozen: FrozenRelease) -> tuple[ReleasedRow, ...]:
    """Return the themes that were found, most frequent first; hidden ones last, by name."""
    table = frozen.shown(THEMES_KEY)
    if table is None:
        return ()
    return tuple(sorted(table.rows, key=lambda row: (-(row.count.rounded or 0), row.label)))


def theme_count(frozen: FrozenRelease, code: str) -> Released | None:
    """Return how many young people spoke of the theme, as released, or None if withheld."""
    return next((row.count for row in theme_rows(frozen) if row.code == code), None)


def verdict_table(frozen: FrozenRelease) -> tuple[ReleasedTable | Withheld, bool]:
    """Return the verdicts as released, and whether they say that it helped.

    Only what was released decides: a verdict that may not be shown resolves nothing.
    """
    shown = frozen.shown(VERDICTS_KEY)
    if shown is None:
        too_few = "Too few young people have said whether this helped to show figures."
        return Withheld(VERDICTS_KEY, "Did it help?", too_few), False
    return shown, outweighs(shown, Verdict.HELPED)


def _question_counts(session: Session, consultation: Consultation) -> list[Counts]:
    rows = session.execute(
        select(Answer.question, Answer.codes, func.count())
        .join(Submission, Submission.id == Answer.submission_id)
        .where(
            Submission.consultation_id == consultation.id,
            Submission.taken_back.is_(False),
            OWN_VOICE,
            Answer.codes != "",
        )
        .group_by(Answer.question, Answer.codes)
    )
    survey = survey_of(consultation)
    said: dict[str, Counter[str]] = {}
    answered: Counter[str] = Counter()
    for name, codes, count in rows:
        answered[name] += count
        if name in survey.by_name:
            for line in lines_for(survey.by_name[name], codes.split()):
                said.setdefault(name, Counter())[line] += count
    return [
        _counts(question, said.get(question.name, Counter()), answered[question.name])
        for question in survey.questions
        if lines_of(question)
    ]


def _counts(question: Question, said: Counter[str], answered: int) -> Counts:
    return Counts(
        key=question.name,
        title=question.asks.to("en"),
        kind=Kind.SEVERAL if question.way.several and not question.way.ordered else Kind.ONE,
        cells=tuple(
            Cell(line.code, line.words.to("en"), said[line.code]) for line in lines_of(question)
        ),
        answered=answered,
        ordered=question.way.scaled or question.way.field in (Field.NUMBER, Field.MONTH),
        follows=(
            ()
            if question.show_if is None
            else tuple(dict.fromkeys(leaf.question for leaf in question.show_if.leaves()))
        ),
    )


def _theme_counts(session: Session, council: Council, consultation: Consultation) -> list[Counts]:
    # A set of keys is looked through faster than joined: a third less over 100,000 answers.
    own = select(Submission.id).where(Submission.consultation_id == consultation.id, OWN_VOICE)
    of_consultation = (Answer.reading == Reading.CLEARED, Answer.submission_id.in_(own))
    rows = session.execute(
        select(Coding.theme_id, func.count(Answer.submission_id.distinct()).label("many"))
        .join(Answer, Answer.id == Coding.answer_id)
        .where(*of_consultation)
        .group_by(Coding.theme_id)
    )
    counted = {row.theme_id: row.many for row in rows}
    if not counted:
        return []
    wrote = session.scalar(
        select(func.count(Answer.submission_id.distinct())).where(*of_consultation)
    )
    # Every theme that could be given, found or not: "fewer than 8" must still mean 0 to 7.
    found = countable_themes(session, council, consultation.opens_on, counted)

    def cell(one: CountableTheme) -> Cell:
        alone = counted.get(one.theme.id, 0)
        many = alone if len(one.holds) == 1 else _in_any(session, one.holds, of_consultation)
        return Cell(one.theme.code, one.theme.name, many)

    return [
        Counts(
            THEMES_KEY,
            THEMES_TITLE,
            Kind.THEMES,
            tuple(cell(one) for one in found.rows),
            answered=wrote or 0,
            became=found.became,
            wholes=tuple(Whole(cell(one), one.parts) for one in found.wholes),
        )
    ]


def _in_any(
    session: Session, themes: Iterable[UUID], of_consultation: Iterable[ColumnElement[bool]]
) -> int:
    """Return how many young people stand in one of these themes or more."""
    return (
        session.scalar(
            select(func.count(Answer.submission_id.distinct()))
            .join(Coding, Coding.answer_id == Answer.id)
            .where(Coding.theme_id.in_(themes), *of_consultation)
        )
        or 0
    )
