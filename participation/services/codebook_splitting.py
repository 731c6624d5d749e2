"""Splitting a theme into parts, and giving each of its answers a part: a person does both.

Nothing moves by itself. The theme keeps its codings until somebody has read each answer again,
and figures go on telling it as one for as long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.types import ClearedText
from participation.models import Account, Answer, Coding, Council, Reading, Theme
from participation.services.audit import note
from participation.services.clearing import cleared_words
from participation.services.codebook_carrying import carry, themes_by_code
from participation.services.codebook_editing import (
    MOST_THEMES,
    Wording,
    hold,
    learn_anew,
    new_theme,
    offered,
    same_name,
    standing_theme,
)
from participation.services.codebook_record import ChangeKind, ThemeState, record, retired
from participation.services.codebooks import split_themes

FEWEST_PARTS, MOST_PARTS = 2, 4
AT_ONCE = 10
"""Answers that are shown on one page to be given a part."""


@dataclass(frozen=True)
class ToPlace:
    """A cleared answer of a split theme that waits for a part."""

    answer_id: UUID
    words: ClearedText


def split(
    session: Session,
    council: Council,
    account: Account,
    code: str,
    wordings: Sequence[Wording],
    now: datetime,
) -> tuple[str, ...]:
    """Retire the theme, put these parts in its place, and return their codes.

    Its answers wait to be given a part. Raises BadInput for fewer than two parts or more than
    four, and for a name that is taken, its own too; the field is that of `add_theme` with the
    number of the part, as in "name_1". Raises NotFound and Refused as `change_theme` does.
    """
    standing = hold(session, council)
    whole = standing_theme(standing, code)
    if not FEWEST_PARTS <= len(wordings) <= MOST_PARTS:
        raise BadInput("Name at least two parts, and at most four.", "name_2")
    if len(offered(standing)) + len(wordings) > MOST_THEMES + 1:
        raise Refused(f"A codebook holds at most {MOST_THEMES} themes. Merge or retire some first.")
    gone = retired(whole, day_of(now))
    after = [gone]
    for at, wording in enumerate(wordings, start=1):
        so_far = standing | {state.code: state for state in after}
        after.append(_part(council, wording, so_far, whole, at))
    record(session, council, account, ChangeKind.SPLIT, standing, after, now)
    learn_anew(session, council, now)
    return tuple(state.code for state in after[1:])


def parts_of(standing: Mapping[str, ThemeState], code: str) -> list[ThemeState]:
    """Return the parts of a theme that is split, by name; none where it is not.

    Raises NotFound for a theme that is not in the codebook.
    """
    if code not in standing:
        raise NotFound("That theme is not in your codebook. Choose one from the list.")
    whole = standing[code]
    if not whole.retired_on or whole.merged_into:
        return []
    parts = (s for s in standing.values() if s.part_of == code and s.merged_into != code)
    return sorted(parts, key=lambda state: state.name)


def to_place(session: Session, council: Council, code: str) -> list[ToPlace]:
    """Return the next answers of the split theme that wait for a part, in an order of chance."""
    statement = _waiting(council).where(Theme.code == code)
    keys = session.scalars(
        statement.with_only_columns(Answer.id).order_by(Answer.id).limit(AT_ONCE)
    ).all()
    words = cleared_words(session, council, keys)
    return [ToPlace(key, words[key]) for key in keys if key in words]


def left_to_place(session: Session, council: Council) -> dict[str, int]:
    """Return by code how many cleared answers of each split theme wait for a part."""
    statement = _waiting(council).with_only_columns(Theme.code, func.count(Answer.id))
    return dict(session.execute(statement.group_by(Theme.code)).all())


def place(
    session: Session,
    council: Council,
    account: Account,
    code: str,
    chosen: Mapping[UUID, Sequence[str]],
    now: datetime,
) -> int:
    """Give each answer these parts in place of the theme, and return how many were given them.

    No part at all means that the answer fits none. What somebody else has given a part
    meanwhile, or its writer has taken back, is passed over. Raises BadInput for what is no part
    of the theme that is offered.
    """
    standing = hold(session, council)
    parts = [state.code for state in parts_of(standing, code) if not state.retired_on]
    if not {part for codes in chosen.values() for part in codes} <= set(parts):
        raise BadInput("That is no part of this theme any more. Look at its parts again.")
    statement = _waiting(council).where(Theme.code == code, Answer.id.in_(list(chosen)))
    keys = session.scalars(statement.with_only_columns(Answer.id)).all()
    themes = themes_by_code(session, council.id, (code, *parts))
    _give(session, account, themes.pop(code), themes, {key: chosen[key] for key in keys})
    if keys:
        note(session, account, "gave answers the parts of a theme", now)
        learn_anew(session, council, now)
    session.flush()
    return len(keys)


def _give(
    session: Session,
    account: Account,
    whole: Theme,
    parts: Mapping[str, Theme],
    chosen: Mapping[UUID, Sequence[str]],
) -> None:
    had = {
        (key, theme_id)
        for key, theme_id in session.execute(
            select(Coding.answer_id, Coding.theme_id).where(Coding.answer_id.in_(chosen))
        )
    }
    session.execute(delete(Coding).where(Coding.theme_id == whole.id, Coding.answer_id.in_(chosen)))
    session.add_all(
        Coding(
            council_id=whole.council_id,
            answer_id=key,
            theme_id=parts[code].id,
            coder_id=account.id,
        )
        for key, codes in chosen.items()
        for code in dict.fromkeys(codes)
        if (key, parts[code].id) not in had
    )


def put_together(
    session: Session,
    council: Council,
    standing: Mapping[str, ThemeState],
    before: Mapping[str, ThemeState],
    now: datetime,
) -> list[ThemeState]:
    """Give the whole the codings of its parts, and return how all of them stand then.

    `before` is how the whole stood before it was split.
    """
    (whole,) = before.values()
    parts = parts_of(standing, whole.code)
    rows = themes_by_code(session, council.id, [whole.code, *(part.code for part in parts)])
    for part in parts:
        carry(session, rows[part.code], rows[whole.code])
    return [whole, *(retired(part, day_of(now), merged_into=whole.code) for part in parts)]


def _part(
    council: Council,
    wording: Wording,
    standing: dict[str, ThemeState],
    whole: ThemeState,
    at: int,
) -> ThemeState:
    taken = {same_name(whole.name), same_name(whole.own_name)}
    for field, name in (("name", wording.name), ("own_name", wording.own_name)):
        if same_name(name) in taken:
            raise BadInput(
                f"Give the part a name of its own: figures that were told mean all of "
                f"“{whole.name}” by that name.",
                f"{field}_{at}",
            )
    try:
        part = new_theme(council, wording, standing, whole.code)
    except BadInput as error:
        raise BadInput(error.message, f"{error.field or 'name'}_{at}") from error
    return replace(part, promise=whole.promise, lenses=whole.lenses, lead=whole.lead)


def _waiting(council: Council) -> Select[UUID]:
    return (
        select(Answer.id)
        .join(Coding, Coding.answer_id == Answer.id)
        .join(Theme, Theme.id == Coding.theme_id)
        .where(
            Theme.council_id == council.id,
            Theme.id.in_(split_themes(council)),
            Answer.reading == Reading.CLEARED,
        )
    )
