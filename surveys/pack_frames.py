"""Lenses and codebooks: the frames that boards report by and the themes that answers join."""

from dataclasses import dataclass

from surveys.codes import Code, HeadingName, Plain
from surveys.tables import keyed


@dataclass(frozen=True)
class Heading:
    """One line of a lens."""

    code: Code
    words: Plain


@dataclass(frozen=True)
class Lens:
    """A frame that a board reports by, with where it comes from."""

    code: Code
    title: Plain
    source: Plain
    headings: tuple[Heading, ...] = keyed("heading", ())

    def names(self) -> tuple[str, ...]:
        """Return each heading as themes and questions name it: principles.7."""
        return tuple(f"{self.code}.{heading.code}" for heading in self.headings)


@dataclass(frozen=True)
class CodebookTheme:
    """A named idea: the officers' name, young people's own, and how young people put it."""

    code: Code
    name: Plain
    own_name: Plain
    description: Plain
    lenses: tuple[HeadingName, ...] = ()
    promises: tuple[Code, ...] = ()
    examples: tuple[Plain, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """A council's set of themes."""

    name: Code
    title: Plain
    themes: tuple[CodebookTheme, ...] = keyed("theme", ())
