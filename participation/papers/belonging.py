"""Where a consultation's themes belong: the headings that the board reports by."""

from collections.abc import Iterator

from participation.domain.digest import ThemeSection
from participation.papers.blocks import Block, Detail, Entries, Heading, Tone, Words


def belonging(themes: tuple[ThemeSection, ...]) -> Iterator[Block]:
    """Yield each lens with its headings and the themes under them; nothing without headings."""
    lenses: dict[str, dict[str, list[str]]] = {}
    for theme in themes:
        for heading in theme.headings:
            lens, words = lens_and_words(heading)
            lenses.setdefault(lens, {}).setdefault(words, []).append(theme.theme)
    if lenses:
        yield Heading(3, "Where these themes belong")
    for lens, headings in lenses.items():
        if lens:
            yield Words(lens, Tone.LEAD)
        yield Entries(tuple(Detail(words, "; ".join(names)) for words, names in headings.items()))


def lens_and_words(heading: str) -> tuple[str, str]:
    """Return the lens and the words of a heading written "Leaving care (Ten questions)"."""
    words, bracket, lens = heading.rpartition(" (")
    return (lens[:-1], words) if bracket and lens.endswith(")") else ("", heading)
