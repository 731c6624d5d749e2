"""Changing the codebook: a theme added, edited or retired, each a new version."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.models import Account, Council
from participation.services.codebook_record import (
    ChangeKind,
    ThemeState,
    record,
    retired,
    states,
)
from participation.services.councils import pack_of
from participation.services.jobs import ask_for
from surveys.packs import lenses_of

MOST_THEMES = 250
MOST_EXAMPLES = 50
LONGEST_NAME = 80
LONGEST_TEXT = 1000
LONGEST_EXAMPLE = 300


@dataclass(frozen=True)
class Wording:
    """All that an officer may write about a theme."""

    name: str
    own_name: str
    description: str
    promise: str = ""
    lenses: tuple[str, ...] = ()
    lead: str = ""
    examples: tuple[str, ...] = ()


def hold(session: Session, council: Council) -> dict[str, ThemeState]:
    """Return how every theme stands; nobody else changes the codebook until this is stored."""
    session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    return states(session, council)


def add_theme(
    session: Session, council: Council, account: Account, wording: Wording, now: datetime
) -> str:
    """Add the theme and return its code.

    Raises BadInput, naming the field, for a name that another theme has and for what is too
    long; Refused when the codebook is full.
    """
    standing = hold(session, council)
    if len(offered(standing)) >= MOST_THEMES:
        raise Refused(f"A codebook holds at most {MOST_THEMES} themes. Merge or retire some first.")
    state = new_theme(council, wording, standing)
    record(session, council, account, ChangeKind.ADDED, standing, [state], now)
    learn_anew(session, council, now)
    return state.code


def new_theme(
    council: Council, wording: Wording, standing: dict[str, ThemeState], part_of: str = ""
) -> ThemeState:
    """Return a theme so worded, under a code of its own; raises BadInput as `add_theme` does."""
    wording = _checked(council, wording, standing, "")
    bare = ThemeState(_code(wording.name, standing), "", "", "", "", (), "", (), part_of=part_of)
    return _worded(bare, wording)


def change_theme(
    session: Session, council: Council, account: Account, code: str, wording: Wording, now: datetime
) -> None:
    """Make the theme stand as it is worded; its codings and all that was told of it stay.

    Raises NotFound, Refused for a retired one, and BadInput as `add_theme` does. Nothing is
    recorded where nothing changes.
    """
    standing = hold(session, council)
    state = standing_theme(standing, code)
    new = _worded(state, _checked(council, wording, standing, code))
    if new != state:
        record(session, council, account, ChangeKind.CHANGED, standing, [new], now)
        learn_anew(session, council, now)


def rename_in_own_words(
    session: Session, council: Council, account: Account, code: str, own_name: str, now: datetime
) -> None:
    """Give the theme another name of young people's own; raises as `change_theme` does."""
    change_theme(
        session,
        council,
        account,
        code,
        replace(wording_of(standing_theme(states(session, council), code)), own_name=own_name),
        now,
    )


def retire(session: Session, council: Council, account: Account, code: str, now: datetime) -> None:
    """Neither suggest nor offer the theme any more; its codings, figures and asks stay.

    Raises Refused for the last one that is offered.
    """
    standing = hold(session, council)
    state = standing_theme(standing, code)
    if len(offered(standing)) == 1:
        raise Refused("This is the only theme. Add another one before you retire it.")
    gone = retired(state, day_of(now))
    record(session, council, account, ChangeKind.RETIRED, standing, [gone], now)
    learn_anew(session, council, now)


def offered(standing: dict[str, ThemeState]) -> list[ThemeState]:
    """Return the themes that answers may be given, by name."""
    kept = (state for state in standing.values() if not state.retired_on)
    return sorted(kept, key=lambda state: state.name)


def standing_theme(standing: dict[str, ThemeState], code: str) -> ThemeState:
    """Return the theme of that code; raises NotFound, and Refused for one that is retired."""
    state = standing.get(code)
    if state is None:
        raise NotFound("That theme is not in your codebook. Choose one from the list.")
    if state.merged_into:
        other = standing[state.merged_into].name
        raise Refused(f"“{state.name}” was merged into “{other}”. Change that one.")
    if state.retired_on:
        raise Refused(f"“{state.name}” is retired. Undo that first to change it.")
    return state


def wording_of(state: ThemeState) -> Wording:
    """Return what is written about the theme."""
    return Wording(
        state.name,
        state.own_name,
        state.description,
        state.promise,
        state.lenses,
        state.lead,
        state.examples,
    )


def learn_anew(session: Session, council: Council, now: datetime) -> None:
    """Have the machine fit its suggestions to the codebook as it now is."""
    ask_for(session, council.id, "suggest", str(council.id), now)


def _worded(state: ThemeState, wording: Wording) -> ThemeState:
    return replace(
        state,
        name=wording.name,
        own_name=wording.own_name,
        description=wording.description,
        promise=wording.promise,
        lenses=wording.lenses,
        lead=wording.lead,
        examples=wording.examples,
    )


def _checked(
    council: Council, wording: Wording, standing: dict[str, ThemeState], code: str
) -> Wording:
    name, own_name = one_line(wording.name), one_line(wording.own_name)
    tidy = replace(
        wording,
        name=name or own_name,
        own_name=own_name or name,
        description=wording.description.strip(),
        lead=one_line(wording.lead),
        examples=tuple(sorted({one_line(text) for text in wording.examples} - {""})),
        lenses=tuple(dict.fromkeys(wording.lenses)),
    )
    _check_lengths(tidy)
    was = standing.get(code)
    if was is None or tidy.name != was.name:
        check_free(standing, tidy.name, code, "name")
    if was is None or tidy.own_name != was.own_name:
        check_free(standing, tidy.own_name, code, "own_name")
    _check_frames(council, tidy, () if was is None else was.lenses)
    return tidy


def check_free(standing: dict[str, ThemeState], name: str, code: str, field: str = "") -> None:
    """Raise BadInput if another theme that is offered goes by the name, in papers or in young."""
    for other in offered(standing):
        taken = {same_name(other.name), same_name(other.own_name)}
        if other.code != code and same_name(name) in taken:
            raise BadInput(
                f"Another theme is called “{name}” already. Choose another name, or merge the two.",
                field,
            )


def _check_frames(council: Council, wording: Wording, had: tuple[str, ...]) -> None:
    pack = pack_of(council)
    promises = {promise.code for promise in pack.pledge.promises}
    if wording.promise and wording.promise not in promises:
        one, all_of_them = pack.words.promise, pack.words.pledge
        told = f"That {one} is not in “{all_of_them}”. Choose one from the list."
        raise BadInput(told, "promise")
    headings = {name for lens in lenses_of(pack) for name in lens.names()}
    if not set(wording.lenses) <= headings | set(had):
        raise BadInput("You do not report by that heading. Choose from the list.", "lenses")


def _check_lengths(wording: Wording) -> None:
    if not wording.name:
        raise BadInput("Give the theme a name.", "name")
    for field, text in (("name", wording.name), ("own_name", wording.own_name)):
        if len(text) > LONGEST_NAME:
            raise BadInput(f"Use at most {LONGEST_NAME} characters for a name.", field)
    if not wording.description:
        raise BadInput("Say in a sentence what the theme means.", "description")
    if len(wording.description) > LONGEST_TEXT:
        raise BadInput(f"Use at most {LONGEST_TEXT} characters.", "description")
    if len(wording.lead) > LONGEST_NAME:
        raise BadInput(f"Use at most {LONGEST_NAME} characters.", "lead")
    if len(wording.examples) > MOST_EXAMPLES:
        raise BadInput(f"Keep at most {MOST_EXAMPLES} example phrases.", "examples")
    if any(len(text) > LONGEST_EXAMPLE for text in wording.examples):
        raise BadInput(f"Use at most {LONGEST_EXAMPLE} characters for a phrase.", "examples")


def one_line(text: str) -> str:
    """Return the text without breaks and spare spaces."""
    return " ".join(text.split())


def same_name(name: str) -> str:
    """Return what two names have in common that a reader would take for one."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", name).casefold()).strip()


def _code(name: str, taken: Iterable[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "theme"
    used, code, number = set(taken), stem, 1
    while code in used:
        number += 1
        code = f"{stem}-{number}"
    return code
