"""Who agrees with whom on each theme: the machine, officers and ambassadors.

The machine's side is what it had proposed before the officer decided. An officer has seen
that by then, so their agreement is kinder than between two people who could not see each
other's themes: a page that shows it says so.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    delete,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.agreement import Agreement, Pair, Readings, TooLittle, agreement
from participation.domain.policy import Role
from participation.domain.theming.ordering import HALF
from participation.models import (
    Account,
    Answer,
    Coding,
    Council,
    CrossCoding,
    CrossReading,
    Reading,
    Suggestion,
)
from participation.services.codebooks import split_themes
from participation.services.councils import themes_of


def read_again(
    session: Session, council: Council, account: Account, answer_id: UUID, codes: Sequence[str]
) -> None:
    """Store the themes that a second person gave a cleared answer, in place of their last ones.

    Raises NotFound for an answer that is not cleared, Refused for who gave it its themes, and
    BadInput for a theme that the council does not have. The first themes stay as they are.
    """
    answer = session.scalar(
        select(Answer).where(
            Answer.id == answer_id,
            Answer.council_id == council.id,
            Answer.reading == Reading.CLEARED,
        )
    )
    if answer is None:
        raise NotFound("That answer is gone. Its writer may have taken it back.")
    first = session.scalar(
        select(Coding.id).where(Coding.answer_id == answer_id, Coding.coder_id == account.id)
    )
    if first is not None:
        raise Refused("You gave this answer its themes. Somebody else has to read it again.")
    theme_ids = {theme.code: theme.id for theme in themes_of(session, council)}
    if not set(codes) <= set(theme_ids):
        raise BadInput("One of those themes is not in your codebook. Choose from the list.")
    session.execute(
        delete(CrossReading).where(
            CrossReading.answer_id == answer_id, CrossReading.coder_id == account.id
        )
    )
    reading = CrossReading(council_id=council.id, answer_id=answer_id, coder_id=account.id)
    session.add(reading)
    session.flush()
    session.add_all(
        CrossCoding(council_id=council.id, cross_reading_id=reading.id, theme_id=theme_ids[code])
        for code in dict.fromkeys(codes)
    )
    session.flush()


def agreements(
    session: Session, council: Council, pair: Pair
) -> Mapping[str, Agreement | TooLittle]:
    """Return by the code of each theme how far the two agree, or why that cannot be said yet."""
    count, by_first, by_second, by_both = _counted(session, *_sides(council, pair))
    found = {}
    for theme in themes_of(session, council):
        both = by_both.get(theme.id, 0)
        only_first = by_first.get(theme.id, 0) - both
        only_second = by_second.get(theme.id, 0) - both
        neither = count - both - only_first - only_second
        found[theme.code] = agreement(Readings(both, only_first, only_second, neither))
    return found


def _counted(
    session: Session, read: CTE, first: Select[UUID, UUID], second: Select[UUID, UUID]
) -> tuple[int, dict[UUID, int], dict[UUID, int], dict[UUID, int]]:
    """Return how many both have read, and by theme how often the first, the second, and both.

    In one statement, so that what both have read is looked up once.
    """
    one, other = first.subquery(), second.subquery()
    both = one.join(
        other, and_(one.c.read_id == other.c.read_id, one.c.theme_id == other.c.theme_id)
    )
    parts = (
        select(literal(0), one.c.theme_id, func.count()).group_by(one.c.theme_id),
        select(literal(1), other.c.theme_id, func.count()).group_by(other.c.theme_id),
        select(literal(2), one.c.theme_id, func.count()).select_from(both).group_by(one.c.theme_id),
        select(literal(3), null(), func.count()).select_from(read),
    )
    by_theme: list[dict[UUID, int]] = [{}, {}, {}]
    count = 0
    for part, theme_id, many in session.execute(union_all(*parts)):
        if part < len(by_theme):
            by_theme[part][theme_id] = many
        else:
            count = many
    by_first, by_second, by_both = by_theme
    return count, by_first, by_second, by_both


def _sides(council: Council, pair: Pair) -> tuple[CTE, Select[UUID, UUID], Select[UUID, UUID]]:
    """Return what both have read, and what each gave, as the read one's key with a theme's.

    Left aside is where either had a theme that was split since: of its parts that says nothing.
    """
    split = split_themes(council)
    cleared = (
        Answer.council_id == council.id,
        Answer.reading == Reading.CLEARED,
        Answer.id.not_in(select(Coding.answer_id).where(Coding.theme_id.in_(split))),
    )
    if pair is not Pair.MACHINE:
        role = Role.AMBASSADOR if pair is Pair.AMBASSADOR else Role.OFFICER
        read = _crossed(cleared, role, split)
        again = select(read.c.read_id, CrossCoding.theme_id).join(
            CrossCoding, CrossCoding.cross_reading_id == read.c.read_id
        )
        return read, _given(Coding, read), again
    # Only what chance had read: what the machine doubted most was bound to come out worse.
    proposed = select(Suggestion.answer_id).where(Suggestion.theme_id.in_(split))
    asked = (*cleared, Answer.suggested, Answer.id < HALF, Answer.id.not_in(proposed))
    read = select(Answer.id.label("read_id"), Answer.id.label("answer_id")).where(*asked).cte()
    return read, _given(Suggestion, read), _given(Coding, read)


def _crossed(cleared: Sequence[ColumnElement[bool]], role: Role, split: Select[UUID]) -> CTE:
    """Return what somebody in that role has read again."""
    return (
        select(CrossReading.id.label("read_id"), CrossReading.answer_id)
        .join(Answer, Answer.id == CrossReading.answer_id)
        .join(Account, Account.id == CrossReading.coder_id)
        .where(
            *cleared,
            Account.role == role,
            CrossReading.id.not_in(
                select(CrossCoding.cross_reading_id).where(CrossCoding.theme_id.in_(split))
            ),
        )
        .cte()
    )


def _given(table: type[Suggestion] | type[Coding], read: CTE) -> Select[UUID, UUID]:
    return select(read.c.read_id, table.theme_id).join(table, table.answer_id == read.c.answer_id)
