"""Where a theme goes beside its board, as a council sets it: housing, health and others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from surveys.codes import Code, Plain, refuse_twice, refuse_unknown
from surveys.pack_board import AtLeastOne
from surveys.tables import Place

BodyKind = Literal[
    "housing", "health", "police", "school", "scrutiny", "safeguarding", "panel", "other"
]


@dataclass(frozen=True)
class Body:
    """A body that hears of what concerns it, beside the board.

    A `champion` is a member who speaks up for a topic: the themes that go to them, and the
    promises of those themes.
    """

    code: Code
    name: Plain
    kind: BodyKind = "other"
    champion: bool = False


@dataclass(frozen=True)
class Route:
    """Themes, and the bodies to which an ask about one of them goes as well."""

    themes: Annotated[tuple[Code, ...], AtLeastOne]
    to: Annotated[tuple[Code, ...], AtLeastOne]


def check_routing(
    bodies: Sequence[Body],
    routes: Sequence[Route],
    rungs: Collection[str],
    themes: Collection[str],
    place: Place,
) -> None:
    """Raise BadFile for a body named twice, or a route that names what is not there."""
    codes = [body.code for body in bodies]
    refuse_twice([*codes, *rungs], "bodies and rungs", place)
    for number, route in enumerate(routes, 1):
        here = place.inside(f"route {number}")
        for theme in route.themes:
            refuse_unknown(theme, themes, "theme", here)
        for code in route.to:
            refuse_unknown(code, codes, "body", here)
