"""How long a survey takes whoever answers all of it, in seconds.

Reading: about 110 words a minute up to eleven (Hasbrouck and Tindal, "An update to compiled
oral reading fluency norms", 2017, grade 3), 150 to sixteen (grade 6), and 240 from then on
(Brysbaert, "How many words do we read per minute?", 2019). Answering: our own guess, a pick
in four seconds, a text, which may stay short, in fifteen, and a photo of a drawing in a minute.
The age is the middle of those whom the survey is for.
"""

import re
from collections.abc import Iterator

from surveys.answers import Answer
from surveys.definition import Question, Survey
from surveys.kinds import Field

READING = ((11, 110), (16, 150), (99, 240))
"""Words a minute for somebody younger than each age."""
ANSWERING = {
    Field.CARDS: 4,
    Field.SCALE: 4,
    Field.NUMBER: 6,
    Field.MONTH: 8,
    Field.PLACES: 15,
    Field.LINE: 10,
    Field.BOX: 15,
    Field.DRAWING: 60,
    Field.NOTHING: 1,
}
MOST_OPTIONS = 12

_WORD = re.compile(r"\w+")


def seconds(survey: Survey) -> float:
    """Return how long the longest of several walks takes: each picks in another way."""
    youngest, oldest = (int(age) for age in survey.ages.split("-"))
    age = (youngest + oldest) // 2
    return max(sum(_seconds(question, age) for question in walk) for walk in _walks(survey))


def _walks(survey: Survey) -> Iterator[tuple[Question, ...]]:
    for place in range(-1, MOST_OPTIONS):
        told: dict[str, Answer] = {}
        asked = []
        for question in survey.questions:
            if question.show_if is None or question.show_if.holds(told):
                asked.append(question)
                told[question.name] = _pick(question, place)
        yield tuple(asked)


def _pick(question: Question, place: int) -> Answer:
    """Return the option in this place, or for -1 all that may be picked, or the first number."""
    codes = tuple(option.code for option in question.options)
    if question.way.counts and not codes:
        limits = question.limits
        return Answer((str(limits.most if place < 0 else limits.least),))
    if not codes:
        return Answer(text="words")
    if place < 0 and question.way.several:
        return Answer(codes)
    return Answer((codes[min(max(place, 0), len(codes) - 1)],))


def _seconds(question: Question, age: int) -> float:
    texts = [question.asks, question.hint, *(option.words for option in question.own_options)]
    words = sum(len(_WORD.findall(text.to("en"))) for text in texts)
    words += 2 * len(question.way.fixed)
    a_minute = next(words_a_minute for until, words_a_minute in READING if age < until)
    return words * 60 / a_minute + ANSWERING[question.way.field]
