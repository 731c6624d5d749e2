"""Text for people, in one or more languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from surveys.tables import Place, ReadsItself

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Words(ReadsItself):
    """The same words in each language they were written in, the first being the main one."""

    entries: tuple[tuple[str, str], ...]

    @classmethod
    def english(cls, text: str) -> "Words":
        """Return words that are written in English only."""
        return cls((("en", text),))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that these words are written in, main one first."""
        return tuple(language for language, text in self.entries if text)

    def to(self, language: str) -> str:
        """Return the words in this language, or the nearest, or in the main language."""
        written = {name: text for name, text in self.entries if text}
        return (
            written.get(language)
            or written.get(language.partition("-")[0])
            or next(iter(written.values()), "")
        )

    @classmethod
    def read_from(cls, value: object, place: Place) -> "Words":
        """Return the words of a table such as { en = "Hello" }; raises BadFile."""
        if not isinstance(value, Mapping) or not value:
            raise place.bad('write the words for each language, as in { en = "Hello" }')
        for language, text in value.items():
            if _LANGUAGE.fullmatch(str(language)) is None:
                raise place.bad(f'"{language}" is not a language code; use one such as en or cy')
            if not isinstance(text, str):
                raise place.bad(f"the words for {language} should be text in quotes")
        return cls(tuple((str(language), str(text)) for language, text in value.items()))

    def plain(self) -> object:
        """Return the table that these words are read from."""
        return dict(self.entries)


NO_WORDS = Words(())
