"""The survey workshop: what is still being written, until it is published."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import Changed, NotFound, Refused
from participation.models import Account, Council, SurveyDraft, SurveyVersion
from participation.services.audit import note
from participation.services.consultations import publish_survey
from participation.services.councils import pack_of
from participation.services.readiness import refuse_unready
from surveys.definition import Survey
from surveys.editing import checked, name_for
from surveys.loader import family_of, load_survey, survey_names
from surveys.words import Words

SOMEBODY_ELSE = (
    "Somebody else changed this survey while you were working on it. Nothing of theirs was "
    "lost. Look at it again, then make your change."
)

NOT_NAMES = frozenset({"new", "form"})
"""What stands in the place of a name in the addresses of the workshop."""


@dataclass(frozen=True)
class Draft:
    """A survey in the workshop; `published` is the number of the version that says the same."""

    survey: Survey
    edition: int
    changed_on: date
    published: int | None

    @property
    def name(self) -> str:
        """The name of the survey."""
        return self.survey.name


def drafts_of(session: Session, council: Council) -> list[Draft]:
    """Return the council's surveys in the workshop, in the order of their names."""
    rows = session.scalars(
        select(SurveyDraft).where(SurveyDraft.council_id == council.id).order_by(SurveyDraft.name)
    )
    return [_draft(row) for row in rows]


def draft_named(session: Session, council: Council, name: str) -> Draft:
    """Return the council's survey of this name in the workshop; raises NotFound."""
    return _draft(_row(session, council, name))


def start_draft(
    session: Session, council: Council, account: Account, title: str, source: Survey, now: datetime
) -> Draft:
    """Return a new draft of this title that asks what the source asks.

    It is of its source's family, or begins one, so that versions for other ages can join it.
    """
    taken = {
        *NOT_NAMES,
        *survey_names(council.name),
        *(draft.name for draft in drafts_of(session, council)),
    }
    words = source.title if title == source.title.to("en") else Words.english(title)
    name = name_for(title, taken)
    survey = replace(source, name=name, title=words, family=source.family or name)
    row = SurveyDraft(
        council_id=council.id,
        name=survey.name,
        definition=survey.to_json(),
        changed_on=day_of(now),
    )
    session.add(row)
    session.flush()
    note(session, account, "began a survey", now, words=survey.name)
    return _draft(row)


def change_draft(
    session: Session,
    council: Council,
    name: str,
    edition: int,
    change: Callable[[Survey], Survey],
    today: date,
) -> Draft:
    """Return the draft after the change; raises Changed if somebody was there before.

    Whatever the change raises leaves the draft as it was.
    """
    row = _row(session, council, name, locked=True)
    if row.edition != edition:
        raise Changed(SOMEBODY_ELSE)
    row.definition = change(Survey.from_json(row.definition)).to_json()
    row.edition += 1
    row.changed_on = today
    row.published = None
    session.flush()
    return _draft(row)


def discard_draft(
    session: Session, council: Council, account: Account, name: str, now: datetime
) -> None:
    """Delete the draft; what was published of it stays where it is asked."""
    session.delete(_row(session, council, name, locked=True))
    note(session, account, "threw a survey's draft away", now, words=name)


def publish_draft(
    session: Session, council: Council, account: Account, name: str, edition: int, now: datetime
) -> SurveyVersion:
    """Return the version that can be opened from now on; raises Refused if it is not ready."""
    row = _row(session, council, name, locked=True)
    if row.edition != edition:
        raise Changed(SOMEBODY_ELSE)
    survey = checked(Survey.from_json(row.definition))
    if not survey.questions:
        raise Refused("This survey asks nothing yet. Add a question first.")
    refuse_unready(survey)
    version = publish_survey(session, council, survey)
    row.published = version.number
    note(session, account, "published a survey", now, words=f"{name}, version {version.number}")
    return version


def published_surveys(session: Session, council: Council) -> list[Survey]:
    """Return what the workshop published last of each of its surveys, in order of their names."""
    drafts = {draft.name for draft in drafts_of(session, council)}
    versions = session.scalars(
        select(SurveyVersion)
        .where(SurveyVersion.council_id == council.id, SurveyVersion.survey.in_(drafts))
        .order_by(SurveyVersion.survey, SurveyVersion.number)
    )
    newest = {version.survey: version.definition for version in versions}
    return [Survey.from_json(definition) for definition in newest.values()]


def surveys_to_open(session: Session, council: Council) -> list[Survey]:
    """Return what the workshop published, then the surveys of the council's own pack."""
    pack = pack_of(council)
    here = set(survey_names(pack.name))
    shipped = [load_survey(name, pack.name) for name in pack.surveys if name in here]
    return [*published_surveys(session, council), *shipped]


def versions_of(session: Session, council: Council, survey: Survey) -> tuple[Survey, ...]:
    """Return the versions of the survey for other ages, the council's own before those shipped."""
    if survey.family is None:
        return ()
    own = [draft.survey for draft in drafts_of(session, council) if draft.name != survey.name]
    return (
        *(other for other in own if other.family == survey.family),
        *family_of(survey, council.name),
    )


def blank(title: str) -> Survey:
    """Return a survey that asks nothing yet."""
    return Survey("blank", Words.english(title), Words.english(""), minutes=1, ages="11-17")


def _row(session: Session, council: Council, name: str, *, locked: bool = False) -> SurveyDraft:
    statement = select(SurveyDraft).where(
        SurveyDraft.council_id == council.id, SurveyDraft.name == name
    )
    row = session.scalar(statement.with_for_update() if locked else statement)
    if row is None:
        raise NotFound("There is no survey of that name in the workshop. Look in the list.")
    return row


def _draft(row: SurveyDraft) -> Draft:
    return Draft(Survey.from_json(row.definition), row.edition, row.changed_on, row.published)
