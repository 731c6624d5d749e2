"""Changes to a survey that is still being written: pure, each gives a new survey.

A change that would break another question is refused with what to change first.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from participation.core.errors import BadFile, BadInput
from surveys.codes import RESERVED
from surveys.condition_tree import AnyOf, Is, Leaf, Node, OneOf
from surveys.conditions import Condition
from surveys.definition import Question, Survey
from surveys.loader import check_survey
from surveys.options import Option
from surveys.pictures import LIBRARY
from surveys.tables import Place
from surveys.words import NO_WORDS, Words

LONGEST_NAME = 40


def name_for(text: str, taken: Iterable[str]) -> str:
    """Return a name made from the text that no other has: small letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]
    if not name or name[0].isdigit() or name in RESERVED:
        name = f"q-{name}".strip("-")
    used, number, found = set(taken), 2, name
    while found in used:
        found, number = f"{name}-{number}", number + 1
    return found


def with_question(survey: Survey, question: Question) -> Survey:
    """Return the survey with this question in the place of the one of its name, or at the end."""
    if question.name in survey.by_name:
        return checked(
            replace(
                survey,
                questions=tuple(
                    question if each.name == question.name else each for each in survey.questions
                ),
            )
        )
    return checked(replace(survey, questions=(*survey.questions, question)))


def with_copies(survey: Survey, questions: Iterable[Question]) -> Survey:
    """Return the survey with these questions of others at its end.

    A copy keeps its name, so that answers compare, unless the survey has that name already;
    it asks everyone, since what its condition named may not be here.
    """
    for question in questions:
        name = name_for(question.name, survey.by_name)
        survey = with_question(survey, replace(question, name=name, show_if=None))
    return survey


def without_question(survey: Survey, name: str) -> Survey:
    """Return the survey without the question; raises BadInput if another depends on it."""
    dependent = next((each for each in survey.questions if name in _named_by(each)), None)
    if dependent is not None:
        raise BadInput(
            f'"{dependent.asks.to("en")}" is asked only after a certain answer to this one. '
            "Change that first."
        )
    return replace(survey, questions=tuple(q for q in survey.questions if q.name != name))


def moved(survey: Survey, name: str, by: int) -> Survey:
    """Return the survey with the question so many places further on, or back.

    Raises BadInput when it would then stand before a question that it waits for.
    """
    questions = list(survey.questions)
    place = next((at for at, each in enumerate(questions) if each.name == name), None)
    if place is None:
        return survey
    question = questions.pop(place)
    questions.insert(max(0, place + by), question)
    try:
        return checked(replace(survey, questions=tuple(questions)))
    except BadFile as fault:
        raise BadInput(
            "A question that waits for the answer to another has to come after it. "
            "Change when it is asked first."
        ) from fault


def options_from(lines: Sequence[str], before: Sequence[Option]) -> tuple[Option, ...]:
    """Return an option for each line, in English; what stood there before keeps its code.

    A line that was only reworded keeps its code too while as many lines stand as before, so
    that earlier answers still count under it. Raises BadInput for a line that stands twice.
    """
    if len({line.casefold() for line in lines}) < len(lines):
        raise BadInput("Write each choice only once.")
    known = {option.words.to("en"): option for option in before}
    same_length = len(lines) == len(before)
    made: list[Option] = []
    for place, line in enumerate(lines):
        option = known.get(line)
        if option is None and same_length and before[place].words.to("en") not in lines:
            option = replace(before[place], words=in_english(before[place].words, line))
        if option is None:
            taken = [each.code for each in (*before, *made)]
            option = Option(name_for(line, taken), Words.english(line))
        made.append(option)
    return tuple(made)


def pictured_options(given: Mapping[str, str], before: Sequence[Option]) -> tuple[Option, ...]:
    """Return an option for each picture that has words, those that stood there before first.

    The words stand under the code of an option, or under the file of a picture that is new.
    Raises BadInput for words that stand twice.
    """
    typed = {key: " ".join(text.split()) for key, text in given.items() if text.strip()}
    if len({text.casefold() for text in typed.values()}) < len(typed):
        raise BadInput("Give each picture words of its own.")
    made = [
        replace(option, words=in_english(option.words, typed[option.code]))
        for option in before
        if option.code in typed
    ]
    for file in (file for file in LIBRARY if file in typed):
        taken = [each.code for each in (*before, *made)]
        code = name_for(typed[file], taken)
        made.append(Option(code, Words.english(typed[file]), picture=Words.english(file)))
    return tuple(made)


def in_english(words: Words, text: str) -> Words:
    """Return the words with this text in English, the other languages as they were."""
    others = tuple(entry for entry in words.entries if entry[0] != "en")
    return Words((("en", text), *others))


def in_language(words: Words, language: str, text: str) -> Words:
    """Return the words with this text in the language, without the language if it is empty."""
    if not text:
        return Words(tuple(entry for entry in words.entries if entry[0] != language))
    return Words(tuple({**dict(words.entries), language: text}.items()))


def with_picture(picture: Words, file: str) -> Words:
    """Return the picture with this file in English; none at all when no file is chosen."""
    return in_english(picture, file) if file else NO_WORDS


def asked_after(chosen: Iterable[tuple[str, str]]) -> Condition | None:
    """Return the condition that one of these answers was given, each a question and a code."""
    by_question: dict[str, list[str]] = {}
    for question, code in chosen:
        by_question.setdefault(question, []).append(code)
    rules: list[Node] = [
        OneOf(question, tuple(codes)) if len(codes) > 1 else Is(question, tuple(codes))
        for question, codes in by_question.items()
    ]
    if not rules:
        return None
    return Condition(rules[0] if len(rules) == 1 else AnyOf(tuple(rules)))


def chosen_in(condition: Condition | None) -> frozenset[tuple[str, str]] | None:
    """Return the answers that the condition waits for, or None if it says more than that."""
    if condition is None:
        return frozenset()
    tree = condition.tree
    parts = tree.parts if isinstance(tree, AnyOf) else (tree,)
    leaves = [part for part in parts if isinstance(part, Is | OneOf)]
    if len(leaves) != len(parts):
        return None
    return frozenset((leaf.question, code) for leaf in leaves for code in leaf.codes)


def checked(survey: Survey) -> Survey:
    """Return the survey; raises BadFile, saying where, if it could not be asked as it stands."""
    if survey.questions:
        check_survey(survey, Place("the survey"))
    return survey


def _named_by(question: Question) -> set[str]:
    leaves: Iterable[Leaf] = question.show_if.leaves() if question.show_if else ()
    return {leaf.question for leaf in leaves}
