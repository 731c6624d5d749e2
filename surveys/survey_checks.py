"""Refuses a survey that could not be asked as it stands, at its first fault."""

from surveys.codes import is_picture, refuse_twice, refuse_unknown
from surveys.condition_tree import AtLeast, AtMost, HasAnswer, Leaf
from surveys.definition import Question, Survey
from surveys.kinds import WAYS
from surveys.limits import Limits
from surveys.pictures import picture_fault
from surveys.tables import Place
from surveys.words import Words

MOST_QUESTIONS = 200
MOST_TO_ORDER = 8


def check_survey(survey: Survey, place: Place) -> None:
    """Raise BadFile if the survey could not be asked as it stands."""
    if not survey.questions:
        raise place.bad("add at least one [[question]]")
    if len(survey.questions) > MOST_QUESTIONS:
        raise place.bad(f"{len(survey.questions)} questions are too many; {MOST_QUESTIONS} at most")
    if not survey.title.languages:
        raise place.inside("title").bad("write a title")
    refuse_twice((question.name for question in survey.questions), "questions", place)
    earlier: dict[str, Question] = {}
    for number, question in enumerate(survey.questions, 1):
        _check_question(question, earlier, place.inside(f"question {number} ({question.name})"))
        earlier[question.name] = question


def _check_question(question: Question, earlier: dict[str, Question], place: Place) -> None:
    if not question.asks.languages:
        raise place.inside("asks").bad("write what is asked")
    _check_options(question, place)
    _check_what_fits(question, place)
    _check_limits(question, place.inside("limits"))
    _check_picture(question.picture, place)
    _check_picture(question.easy_picture, place)
    if question.show_if is not None:
        for leaf in question.show_if.leaves():
            _check_leaf(leaf, earlier, place.inside("show_if"))


def _check_options(question: Question, place: Place) -> None:
    own, way = question.own_options, question.way
    if way.own_options and len(own) < 2:
        raise place.bad(
            f'a question of kind "{question.kind}" needs two [[question.option]] or more'
        )
    if own and not way.own_options:
        raise place.bad(
            f'a question of kind "{question.kind}" has no options of its own; leave out'
        )
    if way.ordered and len(own) > MOST_TO_ORDER:
        raise place.bad(f"{len(own)} things are too many to put in order; {MOST_TO_ORDER} at most")
    refuse_twice((option.code for option in question.options), "options", place)
    for option in own:
        if not option.words.languages:
            raise place.bad(f'write the words of the option "{option.code}"')
        if way.pictured != bool(option.picture.languages):
            fix = "name a picture, as in" if way.pictured else 'use kind "pictures", or leave out'
            raise place.bad(f'the option "{option.code}": {fix} picture = {{ en = "house.svg" }}')
        _check_picture(option.picture, place)


def _check_what_fits(question: Question, place: Place) -> None:
    way = question.way
    if way.names_promise and question.promise is None:
        raise place.bad('name the promise that it asks about, as in promise = "listen"')
    if way.rates != bool(question.rates):
        fix = 'say what it rates, rates = "review" or rates = "place"'
        raise place.bad(fix if way.rates else "leave out rates; only a rating has it")
    if question.something_else and not way.takes_other:
        raise place.bad("leave out something_else; it is for choices in your own words")
    if question.mix and not way.takes_other:
        raise place.bad("leave out mix; it is for choices in your own words, never for a scale")
    if (question.low.languages or question.high.languages) and not way.counts:
        raise place.bad("leave out low and high; they are the ends of a scale")
    if question.required and way.free:
        why = "not everybody has a camera" if way.draws else "a page is only read"
        raise place.bad(f"leave out required; {why}")


def _check_limits(question: Question, place: Place) -> None:
    limits, way = question.limits, question.way
    for name in sorted(limits.set - way.limits):
        taking = sorted(kind for kind, other in WAYS.items() if name in other.limits)
        raise place.bad(f"leave out {name}; it is for questions of kind {', '.join(taking)}")
    missing = sorted(way.must - limits.set)
    if missing:
        raise place.bad(f"say how far an answer may go: add {' and '.join(missing)}")
    if "least" in way.must and (limits.least or 0) >= (limits.most or 0):
        raise place.bad("make most larger than least")
    if "earliest" in way.must and (limits.earliest or "") > (limits.latest or ""):
        raise place.bad("make latest later than earliest")
    _check_bands(limits, place)


def _check_bands(limits: Limits, place: Place) -> None:
    if tuple(sorted(set(limits.bands))) != limits.bands:
        raise place.bad("write each of the bands once, smallest first")
    if not limits.bands:
        return
    first = limits.least or 0 if limits.earliest is None else int(limits.earliest[:4])
    last = limits.most or 0 if limits.latest is None else int(limits.latest[:4])
    if limits.bands[0] != first or limits.bands[-1] > last:
        raise place.bad(f"begin the bands at {first} and end them by {last}")


def _check_picture(picture: Words, place: Place) -> None:
    for _, name in picture.entries:
        fault = picture_fault(name) if is_picture(name) else "call it something like house.svg"
        if fault:
            raise place.bad(f'the picture "{name}": {fault}')


def _check_leaf(leaf: Leaf, earlier: dict[str, Question], place: Place) -> None:
    refuse_unknown(leaf.question, earlier, "earlier question", place)
    asked, name = earlier[leaf.question], leaf.question
    if isinstance(leaf, HasAnswer) and not asked.way.informs:
        return
    if asked.way.informs:
        raise place.bad(f'"{name}" is only read, so nothing can hang on it')
    if isinstance(leaf, AtLeast | AtMost):
        if not asked.way.counts:
            raise place.bad(f'"{name}" is not answered with a number; write "{name} answered"')
        return
    if not asked.options or asked.way.ordered:
        how = "in words" if asked.written else "with a number or a list"
        also = f' or "{name} at least 3"' if asked.way.counts else ""
        how = "with a picture" if asked.way.draws else how
        raise place.bad(f'"{name}" is answered {how}; write "{name} answered"{also}')
    for code in leaf.codes:
        refuse_unknown(code, (o.code for o in asked.options), f"answer to {name}", place)
