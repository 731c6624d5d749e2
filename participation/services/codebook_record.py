"""The record of a codebook's changes: each a numbered version, with who and when.

A coding does not name its version: beside the hour of a change that would tell when the answer
was read. What a theme meant at any version can be read from the record.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from participation.core.clock import hour_of
from participation.core.errors import NotFound
from participation.models import Account, CodebookChange, Council, Theme, ThemeExample
from participation.services.audit import note

FIRST_VERSION = 1
"""The codebook as it came with the council."""


class ChangeKind(StrEnum):
    """What was done to the codebook, in the words of its record."""

    ADDED = "Added"
    CHANGED = "Changed"
    MERGED = "Merged"
    SPLIT = "Split"
    RETIRED = "Retired"
    TAKEN_BACK = "Undone"


@dataclass(frozen=True)
class ThemeState:
    """All that the codebook says of a theme at one version."""

    code: str
    name: str
    own_name: str
    description: str
    promise: str
    lenses: tuple[str, ...]
    lead: str
    examples: tuple[str, ...]
    retired_on: str = ""
    merged_into: str = ""
    part_of: str = ""


@dataclass(frozen=True)
class Version:
    """One change; `before` lacks a theme that it added."""

    number: int
    who: str
    hour: datetime
    kind: ChangeKind
    before: Mapping[str, ThemeState]
    after: Mapping[str, ThemeState]
    takes_back: int | None


def states(session: Session, council: Council) -> dict[str, ThemeState]:
    """Return how every theme stands, retired ones too, by code."""
    themes = session.scalars(select(Theme).where(Theme.council_id == council.id)).all()
    codes = {theme.id: theme.code for theme in themes}
    phrases: dict[str, list[str]] = {theme.code: [] for theme in themes}
    for theme_id, text in session.execute(
        select(ThemeExample.theme_id, ThemeExample.text)
        .where(ThemeExample.council_id == council.id)
        .order_by(ThemeExample.text)
    ):
        phrases[codes[theme_id]].append(text)
    return {
        theme.code: ThemeState(
            code=theme.code,
            name=theme.name,
            own_name=theme.own_name,
            description=theme.description,
            promise=theme.promise,
            lenses=tuple(theme.lenses.split()),
            lead=theme.lead,
            examples=tuple(sorted(phrases[theme.code])),
            retired_on="" if theme.retired_on is None else theme.retired_on.isoformat(),
            merged_into="" if theme.merged_into_id is None else codes[theme.merged_into_id],
            part_of="" if theme.part_of_id is None else codes[theme.part_of_id],
        )
        for theme in themes
    }


def put(session: Session, council: Council, state: ThemeState) -> None:
    """Make the theme stand so, a new one if there was none of that code."""
    themes = {
        theme.code: theme
        for theme in session.scalars(select(Theme).where(Theme.council_id == council.id))
    }
    theme = themes.get(state.code)
    if theme is None:
        theme = Theme(council_id=council.id, code=state.code)
        session.add(theme)
    theme.name, theme.own_name = state.name, state.own_name
    theme.description, theme.promise = state.description, state.promise
    theme.lenses, theme.lead = " ".join(state.lenses), state.lead
    theme.retired_on = date.fromisoformat(state.retired_on) if state.retired_on else None
    theme.merged_into_id = themes[state.merged_into].id if state.merged_into else None
    theme.part_of_id = themes[state.part_of].id if state.part_of else None
    session.flush()
    session.execute(delete(ThemeExample).where(ThemeExample.theme_id == theme.id))
    session.add_all(
        ThemeExample(council_id=council.id, theme_id=theme.id, text=text) for text in state.examples
    )
    session.flush()


def record(
    session: Session,
    council: Council,
    account: Account,
    kind: ChangeKind,
    before: Mapping[str, ThemeState],
    after: Sequence[ThemeState],
    now: datetime,
    carried: bytes | None = None,
    takes_back: int | None = None,
) -> CodebookChange:
    """Make the themes stand as `after` says and return the change, the next version.

    `before` may hold every theme; those that do not change are left out of the record.
    """
    for state in after:
        put(session, council, state)
    change = CodebookChange(
        council_id=council.id,
        number=version_now(session, council) + 1,
        account_id=account.id,
        hour=hour_of(now),
        kind=kind,
        before=_to_json(before[state.code] for state in after if state.code in before),
        after=_to_json(after),
        carried=carried,
        takes_back=takes_back,
    )
    session.add(change)
    note(session, account, "changed the codebook", now)
    session.flush()
    return change


def version_now(session: Session, council: Council) -> int:
    """Return the number of the codebook's version as it stands."""
    newest = select(func.max(CodebookChange.number)).where(CodebookChange.council_id == council.id)
    return session.scalar(newest) or FIRST_VERSION


def versions(session: Session, council: Council) -> list[Version]:
    """Return every change of the codebook, newest first."""
    rows = session.execute(
        select(CodebookChange, Account.name)
        .join(Account, Account.id == CodebookChange.account_id)
        .where(CodebookChange.council_id == council.id)
        .order_by(CodebookChange.number.desc())
    )
    return [
        Version(
            change.number,
            who,
            change.hour,
            ChangeKind(change.kind),
            from_json(change.before),
            from_json(change.after),
            change.takes_back,
        )
        for change, who in rows
    ]


def codebook_at(session: Session, council: Council, number: int) -> dict[str, ThemeState]:
    """Return the codebook as that version had it; raises NotFound for one that never was."""
    if not FIRST_VERSION <= number <= version_now(session, council):
        raise NotFound("There is no version of that number. Look through the list of changes.")
    found = states(session, council)
    for version in versions(session, council):
        if version.number > number:
            for code in version.after:
                found.pop(code, None)
            found.update(version.before)
    return found


def from_json(text: str) -> dict[str, ThemeState]:
    """Return the states of a record, by code."""
    kept = [
        ThemeState(**{**row, "lenses": tuple(row["lenses"]), "examples": tuple(row["examples"])})
        for row in json.loads(text)
    ]
    return {state.code: state for state in kept}


def retired(state: ThemeState, day: date, merged_into: str = "") -> ThemeState:
    """Return the theme as it stands once it is retired."""
    return replace(state, retired_on=day.isoformat(), merged_into=merged_into)


def _to_json(given: Iterable[ThemeState]) -> str:
    rows = [asdict(state) for state in given]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)
