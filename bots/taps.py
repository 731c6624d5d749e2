"""What a tapped button means to the survey that is being answered."""

from bots.buttons import Tap, Verb
from bots.words import OLD_BUTTON
from participation.core.errors import BadInput
from participation.core.speech import said as _
from participation.services.conversations import Turn
from surveys.definition import Question
from surveys.engine import SKIP, Ask, Back, Given, GoTo, Reply, ShowWords
from surveys.options import OTHER

ANSWERING = frozenset({Verb.PICK, Verb.SKIP, Verb.DONE})


def question_of(tap: Tap, turn: Turn) -> Question:
    """Return the question that the button belongs to.

    Raises BadInput when the button is of another survey, or of a question that this walk has
    not come to: it is from before.
    """
    link, place, *_rest = (*tap.parts, "", "")
    names = list(turn.survey.by_name)
    if link != turn.consultation.link or not place.isdecimal() or int(place) >= len(names):
        raise BadInput(_(OLD_BUTTON))
    name = names[int(place)]
    asked_now = isinstance(turn.step, Ask) and turn.step.question.name == name
    if not asked_now and (name not in turn.state.answers or tap.verb is Verb.BACK):
        raise BadInput(_(OLD_BUTTON))
    return turn.survey.by_name[name]


def replies_to(tap: Tap, turn: Turn) -> tuple[Reply, ...]:
    """Return the replies that the tap stands for; raises BadInput for a button from before."""
    question = question_of(tap, turn)
    name = question.name
    match tap.verb:
        case Verb.PICK:
            return (Given(name, (_code(tap, question),)),)
        case Verb.SKIP:
            return _left_out(turn, name)
        case Verb.TOGGLE:
            # Kept as an answer at once, and the question stays open until Done.
            return (_toggled(tap, question, turn), GoTo(name))
        case Verb.DONE:
            chosen = _chosen(question, turn)
            return (Given(name, chosen, _words(turn, name, chosen)),)
        case Verb.CHANGE:
            return (GoTo(name),)
        case Verb.SHOW_WORDS:
            return (ShowWords(tuple(set(turn.state.show) ^ {name})),)
        case Verb.BACK:
            return (Back(),)
        case _:
            raise BadInput(_(OLD_BUTTON))


def _left_out(turn: Turn, name: str) -> tuple[Reply, ...]:
    """Leave the question out; one that was answered and gone on from is asked again instead.

    Its button still stands above a typed answer, and a slip of the thumb must not lose that.
    """
    answer = turn.state.answers.get(name)
    here = isinstance(turn.step, Ask) and turn.step.question.name == name
    if here or answer is None or answer.left_out:
        return (Given(name, (SKIP,)),)
    return (GoTo(name),)


def _toggled(tap: Tap, question: Question, turn: Turn) -> Given:
    chosen, code = _chosen(question, turn), _code(tap, question)
    after: tuple[str, ...]
    if question.way.ordered:
        after = tuple(one for one in chosen if one != code)
        after = after if code in chosen else (*after, code)
    elif question.way.several:
        codes = set(chosen) ^ {code}
        after = tuple(option.code for option in question.options if option.code in codes)
    else:
        after = () if code in chosen else (code,)
    nothing = (SKIP,) if question.may_skip else ()
    return Given(question.name, after or nothing, _words(turn, question.name, after))


def _words(turn: Turn, name: str, chosen: tuple[str, ...]) -> str:
    """Return what "something else" was said to be, while it is chosen."""
    answer = turn.state.answers.get(name)
    return (answer.text or "") if answer is not None and OTHER in chosen else ""


def _chosen(question: Question, turn: Turn) -> tuple[str, ...]:
    step, answer = turn.step, turn.state.answers.get(question.name)
    if isinstance(step, Ask) and step.question.name == question.name:
        return chosen_in(step)
    return () if answer is None else answer.values


def chosen_in(step: Ask) -> tuple[str, ...]:
    """Return the options that its message shows as chosen.

    A tapped reply that could not be used counts; a typed one leaves what was ticked before.
    """
    codes = {option.code for option in step.question.options}
    found = tuple(code for code in step.chosen if code in codes)
    if found or not any(step.raw) or step.given is None:
        return found
    return tuple(code for code in step.given.values if code in codes)


def _code(tap: Tap, question: Question) -> str:
    number = tap.parts[2] if len(tap.parts) > 2 else ""
    if not number.isdecimal() or int(number) >= len(question.options):
        raise BadInput(_(OLD_BUTTON))
    return question.options[int(number)].code
