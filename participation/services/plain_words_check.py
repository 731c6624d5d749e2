"""How plain the words of an answer are, before they are published."""

from dataclasses import dataclass
from hashlib import sha256

from surveys.readability import reading_age, sentences_of

EASY = 11
"""The age up to which words are plain enough for most who were asked."""
YOUNGEST_TOLD = 6


@dataclass(frozen=True)
class PlainCheck:
    """The age at which the words can be read, and the sentences that ask for more than EASY.

    The age is that of the hardest sentence: whoever stumbles there stops reading.
    """

    words: str
    age: int
    hard: tuple[tuple[str, int], ...]

    @property
    def mark(self) -> str:
        """Return what tells these words from others."""
        return sha256(self.words.encode()).hexdigest()[:16]

    @property
    def is_plain(self) -> bool:
        """Return whether most who were asked can read all of it."""
        return self.age <= EASY


def check_words(words: str) -> PlainCheck:
    """Return what the check finds in the words."""
    ages = [(sentence, round(reading_age(sentence))) for sentence in sentences_of(words)]
    hard = tuple((sentence, age) for sentence, age in ages if age > EASY)
    return PlainCheck(words, max([YOUNGEST_TOLD, *(age for _, age in ages)]), hard)
