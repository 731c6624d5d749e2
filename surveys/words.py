"""Text for people, in one or more languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from participation.core.speech import said, speaking
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
        return dict(self.entries).get(self.written_in(language), "")

    def written_in(self, language: str) -> str:
        """Return the language in which these words are shown to somebody who reads this one."""
        near = (language, language.partition("-")[0])
        return next((name for name in near if name in self.languages), self.main)

    def is_in(self, language: str) -> bool:
        """Return whether they are there in this language or in the nearest, not in the main one."""
        return bool({language, language.partition("-")[0]} & set(self.languages))

    @property
    def main(self) -> str:
        """The language that these words were written in first."""
        return next(iter(self.languages), "")

    def ways(self, language: str) -> tuple[str, ...]:
        """Return the words in each language in which somebody may type them."""
        return tuple(text for _, text in self.entries if text)

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


@dataclass(frozen=True)
class FixedWords(Words):
    """Words of the service itself, written in English; its catalogues hold the other languages."""

    def to(self, language: str) -> str:
        """Return the words in this language, or in English."""
        with speaking(language):
            return said(self.entries[0][1])

    def written_in(self, language: str) -> str:
        """Return the language itself: a message that is missing is told by a test."""
        return language

    def ways(self, language: str) -> tuple[str, ...]:
        """Return the words in English and in this language."""
        return (self.entries[0][1], self.to(language))


NO_WORDS = Words(())
