"""Councils: loaded from a pack, each apart from the others."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import NotFound, Refused
from participation.core.speech import said
from participation.models import Board, Council, Theme, ThemeExample
from surveys.packs import Codebook, CouncilPack, load_codebook, load_council_pack


@dataclass(frozen=True)
class CouncilAdded:
    """What a pack brought in."""

    title: str
    themes: int
    boards: int


def add_council(session: Session, pack: CouncilPack, codebook: Codebook) -> Council:
    """Return the new council, with its boards and its codebook; raises Refused if it is there."""
    if session.scalar(select(Council.id).where(Council.name == pack.name)) is not None:
        raise Refused(f"The council {pack.name} is already here. Change it on the staff pages.")
    council = Council(name=pack.name, title=pack.title, pack=pack.to_json())
    session.add(council)
    session.flush()
    session.add_all(
        Board(council_id=council.id, code=board.code, name=board.name) for board in pack.boards
    )
    _add_codebook(session, council, pack, codebook)
    session.flush()
    return council


def add_shipped_council(session: Session, name: str) -> Council:
    """Return the new council from a shipped pack; raises BadFile for a pack that is wrong."""
    pack = load_council_pack(name)
    return add_council(session, pack, load_codebook(pack.codebook))


def _add_codebook(
    session: Session, council: Council, pack: CouncilPack, codebook: Codebook
) -> None:
    themes = [
        Theme(
            council_id=council.id,
            code=entry.code,
            name=entry.name,
            own_name=entry.own_name,
            description=entry.description,
            promise=pack.theme_promises.get(entry.code, ""),
            lenses=" ".join(entry.lenses),
        )
        for entry in codebook.themes
    ]
    session.add_all(themes)
    session.flush()
    session.add_all(
        ThemeExample(council_id=council.id, theme_id=theme.id, text=example)
        for theme, entry in zip(themes, codebook.themes, strict=True)
        for example in entry.examples
    )


def council_named(session: Session, name: str) -> Council:
    """Return the council; raises NotFound if there is none of that name."""
    council = session.scalar(select(Council).where(Council.name == name))
    if council is None:
        raise NotFound(said("We can't find that council here. Check the link or the name."))
    return council


def all_councils(session: Session) -> list[Council]:
    """Return every council, by title."""
    return list(session.scalars(select(Council).order_by(Council.title)))


@lru_cache(maxsize=64)
def _read_pack(text: str) -> CouncilPack:
    return CouncilPack.from_json(text)


def pack_of(council: Council) -> CouncilPack:
    """Return the council's words and settings."""
    return _read_pack(council.pack)


def themes_of(session: Session, council: Council) -> list[Theme]:
    """Return the themes that the council's answers may be given, by name; none that is retired."""
    return list(
        session.scalars(
            select(Theme)
            .where(Theme.council_id == council.id, Theme.retired_on.is_(None))
            .order_by(Theme.name)
        )
    )


def theme_coded(session: Session, council: Council, code: str) -> Theme:
    """Return the council's theme of that code, a retired one too; raises NotFound."""
    theme = session.scalar(select(Theme).where(Theme.council_id == council.id, Theme.code == code))
    if theme is None:
        raise NotFound("That theme is not in your codebook. Choose one from the list.")
    return theme
