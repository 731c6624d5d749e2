"""What to mend in a survey before young people are asked: each fault with its question and fix.

A survey that reads from its file can be asked; this is about whether it should be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from surveys.definition import Question, Survey
from surveys.families import differences
from surveys.identity import asks_for, place_named
from surveys.kinds import Kind
from surveys.minutes import seconds
from surveys.reach import dead_ends, unreachable
from surveys.readability import reading_age, sentences_of
from surveys.translating import missing_in, texts_of
from surveys.words import FixedWords, Words

READABLE = ((8, 8), (11, 11), (16, 12), (99, 14))
"""The reading age that a sentence may ask for, when the youngest is younger than each age."""
EASIEST = READABLE[0][1]
"""The reading age of Easy Read, whoever it is for."""
LEEWAY = 0.5
"""Minutes that a survey may take over its promise, which is in whole minutes."""
MOST_SHOWN = 60
TRANSLATE = "Translate them, or whoever reads that language is asked in another."
MOST_MISSING = 5
"""How many missing translations into one language are told each by itself."""


@dataclass(frozen=True)
class Fault:
    """Something to mend; `question` is empty when it is about the whole survey.

    While a `grave` one stands nobody may be asked; the others are for an officer to judge.
    """

    question: str
    fault: str
    fix: str
    grave: bool = False


def faults(survey: Survey, family: Sequence[Survey] = ()) -> tuple[Fault, ...]:
    """Return every fault, in the order of the questions, those of the whole survey first.

    `family` are its versions for other ages, whose shared questions must stay comparable.
    """
    placed = (*_way_faults(survey), *_translation_faults(survey))
    found = [*_of_the_whole(survey), *_of_the_family(survey, family)]
    found += [fault for fault in placed if not fault.question]
    for question in survey.questions:
        found += [fault for fault in placed if fault.question == question.name]
        found += _of_question(question, survey)
    return tuple(found)


def grave_faults(survey: Survey) -> tuple[Fault, ...]:
    """Return the faults with which nobody may be asked."""
    return tuple(fault for fault in faults(survey) if fault.grave)


def _of_the_whole(survey: Survey) -> Iterator[Fault]:
    if all(question.way.informs for question in survey.questions):
        yield Fault("", "Nothing can be answered.", "Add a question.", grave=True)
    needed = seconds(survey) / 60
    if needed > survey.minutes + LEEWAY:
        yield Fault(
            "",
            f"It takes about {needed:.1f} minutes, and {survey.minutes} are promised.",
            f"Take questions out, shorten them, or promise {ceil(needed - LEEWAY)} minutes.",
        )
    yield from _words_faults(survey.title, "", "the title", age_allowed(survey))
    yield from _words_faults(survey.about, "", "the words about it", age_allowed(survey))


def _of_the_family(survey: Survey, family: Sequence[Survey]) -> Iterator[Fault]:
    for other in family:
        for name, what in differences(survey, other):
            yield Fault(
                name,
                f"It has {what} than in {other.name}, so the answers do not compare.",
                "Make them the same, or give this question another name.",
            )


def _way_faults(survey: Survey) -> Iterator[Fault]:
    for question in unreachable(survey):
        fix = "Mend its show_if, or take it out."
        yield Fault(question.name, "No answers lead here.", fix, grave=True)
    for question in dead_ends(survey):
        yield Fault(
            question.name,
            "Somebody for whom no answer is true cannot go on.",
            'Take out required, or add something_else = true or an answer such as "None of these".',
            grave=True,
        )


def _translation_faults(survey: Survey) -> Iterator[Fault]:
    for language in survey.languages:
        missing = missing_in(survey, language)
        if len(missing) > MOST_MISSING:
            many = f"{len(missing)} of {len(texts_of(survey))}"
            yield Fault("", f"{many} texts are missing in {language}.", TRANSLATE)
            continue
        for text in missing:
            ours = _shortened(text.ours)
            what = f'There is no translation of "{ours}" into {language}.'
            yield Fault(text.question, what, TRANSLATE)


def _of_question(question: Question, survey: Survey) -> Iterator[Fault]:
    name = question.name
    for what in asks_for(question):
        fix = "Nobody may be asked who they are. Ask without it."
        yield Fault(name, f"It asks for {what}.", fix, grave=True)
    yield from _rating_faults(question, survey)
    if question.kind is Kind.SCALE and not (question.low.languages and question.high.languages):
        yield Fault(
            name, "Nobody knows what 0 and 10 mean.", "Write low and high: the words at both ends."
        )
    for words, what in _texts(question):
        yield from _words_faults(words, name, what, age_allowed(survey))
    yield from _words_faults(question.easy, name, "the Easy Read words", EASIEST)
    if not question.easy.languages and any(each.easy.languages for each in survey.questions):
        yield Fault(
            name,
            "It has no Easy Read words, and others have.",
            "Write them, or whoever asks for Easy Read is asked in the plain words.",
        )


def _rating_faults(question: Question, survey: Survey) -> Iterator[Fault]:
    place = place_named(question)
    if place:
        yield Fault(
            question.name,
            f'It rates "{place}" by its name.',
            "Rate kinds of places and never one place: ask which kind first, then how it is there.",
            grave=True,
        )
    kinds = any(one.kind is Kind.PLACE for one in survey.questions)
    if question.rates == "place" and not kinds:
        yield Fault(
            question.name,
            "It rates where somebody lives without asking which kind of place it is.",
            'Add a question of kind "place" before it.',
            grave=True,
        )


def _texts(question: Question) -> Iterator[tuple[Words, str]]:
    yield question.asks, "the question"
    yield question.hint, "the hint"
    yield question.low, "the words at 0"
    yield question.high, "the words at 10"
    for option in question.options:
        yield option.words, f'the answer "{option.code}"'


def hardest_age(question: Question) -> int:
    """Return for about what age, in whole years, the hardest sentence of the question can be read.

    Its choices are left out. English only.
    """
    said = (sentences_of(words.to("en")) for words in (question.asks, question.hint))
    return round(max((reading_age(sentence) for each in said for sentence in each), default=0))


def age_allowed(survey: Survey) -> int:
    """Return the reading age that a sentence may ask of the youngest whom the survey is for."""
    youngest = int(survey.ages.partition("-")[0])
    return next(age for until, age in READABLE if youngest < until)


def _words_faults(words: Words, name: str, what: str, most: int) -> Iterator[Fault]:
    if isinstance(words, FixedWords) or not words.languages:
        return
    for sentence in sentences_of(words.to("en")) if "en" in words.languages else ():
        age = reading_age(sentence)
        if age > most:
            yield Fault(
                name,
                f'This reads like something for {age:.0f}, in {what}: "{_shortened(sentence)}"',
                f"Make it shorter and plainer, for a reading age of {most}.",
            )


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= MOST_SHOWN else f"{sentence[:MOST_SHOWN].rstrip()} …"
