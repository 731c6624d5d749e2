"""A survey's texts in another language: each beside ours, and put back where it belongs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from surveys.definition import Question, Survey
from surveys.editing import checked, in_language
from surveys.options import Option
from surveys.words import Words

EASY = "easy"
PARTS = {
    "asks": "The question",
    "hint": "The hint",
    "low": "What 0 means",
    "high": "What 10 means",
    EASY: "The Easy Read words",
}
"""What the words of a question are, in the order in which they are read."""


@dataclass(frozen=True)
class Text:
    """One text of a survey under a key of its own; `question` is empty for the whole survey."""

    key: str
    question: str
    what: str
    words: Words

    @property
    def ours(self) -> str:
        """The words that are to be translated."""
        return self.words.to("en")

    def in_(self, language: str) -> str:
        """Return what stands there in this very language, or nothing."""
        return dict(self.words.entries).get(language, "")


def texts_of(survey: Survey) -> tuple[Text, ...]:
    """Return every text that somebody wrote for this survey, in the order in which it is asked."""
    whole = (("title", "The title", survey.title), ("about", "What it is about", survey.about))
    found = [Text(key, "", what, words) for key, what, words in whole]
    for question in survey.questions:
        found += _of_question(question)
    return tuple(text for text in found if text.words.languages)


def missing_in(survey: Survey, language: str) -> tuple[Text, ...]:
    """Return the texts that are not there in this language."""
    return tuple(text for text in texts_of(survey) if not text.in_(language))


def left_behind(before: Survey, after: Survey) -> tuple[str, ...]:
    """Return the languages in which a text stands as it was although our words are new."""
    old = {text.key: text for text in texts_of(before)}
    new = [text for text in texts_of(after) if text.key in old]
    return tuple(
        language
        for language in after.languages
        if any(
            text.ours != old[text.key].ours
            and text.in_(language)
            and text.in_(language) != text.ours
            and text.in_(language) == old[text.key].in_(language)
            for text in new
        )
    )


def with_translation(survey: Survey, language: str, typed: Mapping[str, str]) -> Survey:
    """Return the survey with these texts in the language, each by its key.

    Keys that are not typed stay as they were; an empty text is taken out, unless it is the
    only one that stands there.
    """

    def put(key: str, words: Words) -> Words:
        if key not in typed or not words.languages:
            return words
        between = "\n" if key.endswith(f".{EASY}") else " "
        put_in = in_language(words, language, cleaned(typed[key], between))
        return put_in if put_in.languages else words

    return checked(
        replace(
            survey,
            title=put("title", survey.title),
            about=put("about", survey.about),
            questions=tuple(_translated(question, put) for question in survey.questions),
        )
    )


def cleaned(text: str, between: str = "\n") -> str:
    """Return the text without needless space, its lines joined by this."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return between.join(line for line in lines if line)


def _of_question(question: Question) -> Iterator[Text]:
    name = question.name
    for part, what in PARTS.items():
        yield Text(f"{name}.{part}", name, what, getattr(question, part))
    what = "The words of a picture" if question.way.pictured else "A choice"
    for option in question.own_options:
        yield Text(_key(name, option), name, what, option.words)


def _translated(question: Question, put: Callable[[str, Words], Words]) -> Question:
    name = question.name
    return replace(
        question,
        asks=put(f"{name}.asks", question.asks),
        hint=put(f"{name}.hint", question.hint),
        low=put(f"{name}.low", question.low),
        high=put(f"{name}.high", question.high),
        easy=put(f"{name}.easy", question.easy),
        own_options=tuple(
            replace(option, words=put(_key(name, option), option.words))
            for option in question.own_options
        ),
    )


def _key(name: str, option: Option) -> str:
    return f"{name}.option.{option.code}"
