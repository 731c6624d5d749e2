"""What ambassadors propose for the codebook: a theme, or young people's own name for one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.models import Account, Council, Theme, ThemeProposal
from participation.services.audit import note
from participation.services.codebook_editing import (
    LONGEST_NAME,
    LONGEST_TEXT,
    check_free,
    one_line,
    rename_in_own_words,
    standing_theme,
)
from participation.services.codebook_record import states

MOST_WAITING = 50


@dataclass(frozen=True)
class Proposed:
    """What waits for an officer; without a theme's code it is a theme of its own."""

    key: UUID
    who: str
    own_name: str
    description: str
    code: str
    theme: str


def propose(
    session: Session,
    council: Council,
    account: Account,
    own_name: str,
    description: str,
    code: str = "",
) -> None:
    """Put it before the officers: another own name for the theme, or a theme that is missing.

    Raises BadInput by its field for what is empty, too long or taken, Refused when too much
    waits.
    """
    name, meaning = one_line(own_name), description.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"Write a name of at most {LONGEST_NAME} characters.", "own_name")
    if len(meaning) > LONGEST_TEXT or (not code and not meaning):
        raise BadInput(
            f"Say what it is about, in at most {LONGEST_TEXT} characters.", "description"
        )
    standing = states(session, council)
    check_free(standing, name, code, "own_name")
    if code:
        standing_theme(standing, code)
    waiting = select(func.count()).where(ThemeProposal.council_id == council.id)
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise Refused("Many proposals wait already. Ask an officer to look at them first.")
    theme_id = session.scalar(
        select(Theme.id).where(Theme.council_id == council.id, Theme.code == code)
    )
    session.add(
        ThemeProposal(
            council_id=council.id,
            account_id=account.id,
            theme_id=theme_id,
            own_name=name,
            description=meaning,
        )
    )
    session.flush()


def proposed(session: Session, council: Council) -> list[Proposed]:
    """Return what waits, by name."""
    rows = session.execute(
        select(ThemeProposal, Account.name, Theme)
        .join(Account, Account.id == ThemeProposal.account_id)
        .outerjoin(Theme, Theme.id == ThemeProposal.theme_id)
        .where(ThemeProposal.council_id == council.id)
        .order_by(ThemeProposal.own_name, ThemeProposal.id)
    )
    return [
        Proposed(
            row.id,
            who,
            row.own_name,
            row.description,
            "" if theme is None else theme.code,
            "" if theme is None else theme.own_name,
        )
        for row, who, theme in rows
    ]


def accept_name(
    session: Session, council: Council, account: Account, key: UUID, now: datetime
) -> None:
    """Give the theme the name that was proposed; raises as `change_theme` does."""
    row = proposal_of(session, council, key)
    theme = None if row.theme_id is None else session.get_one(Theme, row.theme_id)
    if theme is None:
        raise NotFound("That is a new theme. Write it into the codebook instead.")
    rename_in_own_words(session, council, account, theme.code, row.own_name, now)
    session.delete(row)
    session.flush()


def settle(session: Session, council: Council, account: Account, key: UUID, now: datetime) -> None:
    """Take the proposal off the list, for it was taken up or is not wanted."""
    session.delete(proposal_of(session, council, key))
    note(session, account, "settled a proposed theme", now)
    session.flush()


def proposal_of(session: Session, council: Council, key: UUID) -> ThemeProposal:
    """Return the proposal; raises NotFound once it is settled."""
    row = session.scalar(
        select(ThemeProposal).where(ThemeProposal.council_id == council.id, ThemeProposal.id == key)
    )
    if row is None:
        raise NotFound("Somebody has settled that proposal already.")
    return row
