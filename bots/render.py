"""A step of a survey as a message with buttons."""

import unicodedata

from bots.adapter import Capabilities, Rows, Said, units
from bots.buttons import Verb, button, letters_of
from bots.rows import in_rows, is_cut
from bots.taps import chosen_in
from bots.words import HARD, NO_NEED, SEEN_BY, SEND_BY_BUTTON, SEND_PHOTO, THANKS
from participation.core.speech import held_apart
from participation.core.speech import said as _
from participation.services.conversations import Turn
from participation.services.councils import pack_of
from surveys.answers import Answer
from surveys.definition import Question
from surveys.kinds import Field, Kind
from surveys.measures import EXAMPLE, in_words, span_of
from surveys.options import OTHER, SKIP_WORDS, Option
from surveys.reading import folded
from surveys.sentences import (
    IN_ORDER,
    NO_PICTURES_HERE,
    TYPE_MONTH,
    TYPE_NUMBER,
    TYPE_ORDER,
    TYPE_OTHER,
    TYPE_WORDS,
)
from surveys.steps import Ask, Check, Line
from surveys.validation import answer_in_words

FACES = {"very-happy": "😀", "happy": "🙂", "ok": "😐", "sad": "🙁", "very-sad": "😢"}
SOUND_HARD = frozenset({"sad", "very-sad", "not-kept", "very-bad"})
IN_A_ROW = {Kind.YESNO: 3, Kind.PLEDGE: 2, Kind.SCALE: 6}
LONGEST_SHOWN = (300, 120, 40)
"""Letters of a written answer on the check message, fewer when there are many answers.

All of it stands further up the chat, and one message must hold the buttons and what they change.
"""
ROOM = 3500
"""UTF-16 units of the check message: 4,096 less room for the sentences around it."""


def asked(turn: Turn, step: Ask, channel: Capabilities, lead: str = "") -> Said:
    """Return the question with its buttons, after a sentence that leads to it, if any."""
    question, language = step.question, step.language
    asks = question.asks.to(language)
    if question.kind is Kind.PLEDGE:
        asks = f"{pack_of(turn.council).words.pledge}: “{asks}”"
    body = [_("%(number)s of %(of)s", number=step.number, of=step.of), asks]
    body += [question.hint.to(language)] if question.hint.to(language) else []
    body += _listed(step, channel)
    body += _how(question, language, channel)
    if question.way.typed and step.given is not None:
        said = answer_in_words(question, step.given, language)
        body.append(_("You said: %(words)s", words=_shortened(said, LONGEST_SHOWN[0])))
    text = "\n\n".join(part for part in (lead, step.error, "\n".join(body).strip()) if part)
    return Said(text, (*_options(turn, step, channel), *_ways_on(turn, step)))


def _listed(step: Ask, channel: Capabilities) -> list[str]:
    """Return the choices in full where a button would cut one short."""
    if not _needs_list(step, channel):
        return []
    words = [option.words.to(step.language) for option in step.question.options]
    if step.question.way.ordered:
        return ["", *(f"– {each}" for each in words), ""]
    return ["", *(f"{number}. {each}" for number, each in enumerate(words, 1)), ""]


def _needs_list(step: Ask, channel: Capabilities) -> bool:
    shown = [option.words.to(step.language) for option in step.question.options]
    return channel.buttons and any(is_cut(f"☐ {words}") for words in shown)


def _how(question: Question, language: str, channel: Capabilities) -> list[str]:
    """Return what to do where the buttons do not say it."""
    ends = (("0", question.low.to(language)), ("10", question.high.to(language)))
    body = [f"{number}: {words}" for number, words in ends if words]
    match question.way.field:
        case Field.BOX | Field.LINE:
            body.append(_(TYPE_WORDS))
        case Field.NUMBER:
            least, most = span_of(question.limits)
            body.append(_("A number from %(least)s to %(most)s.", least=least, most=most))
            body.append(_(TYPE_NUMBER))
        case Field.MONTH:
            body.append(_(TYPE_MONTH, example=in_words(EXAMPLE, language)))
        case Field.DRAWING:
            photo = [_(SEND_PHOTO), _(SEEN_BY)]
            body += photo if channel.pictures else [_(NO_PICTURES_HERE)]
        case Field.PLACES:
            body.append(_(TYPE_ORDER if channel.buttons else IN_ORDER))
        case _:
            body += [_(TYPE_OTHER)] if question.something_else else []
    return body


def answered(turn: Turn, question: Question, answer: Answer) -> Said:
    """Return the question folded to one line with its answer, in the place of its buttons."""
    language = turn.state.language
    words = answer_in_words(question, answer, language)
    return Said(f"{question.asks.to(language)}\n{onward(words)}", edit=True)


def read(turn: Turn, page: Question) -> Said:
    """Return a page of information without its button, in its own place."""
    language = turn.state.language
    told = (page.asks.to(language), page.hint.to(language))
    return Said("\n".join(filter(None, told)), edit=True)


def understood(turn: Turn, question: Question, answer: Answer, typed: str) -> str:
    """Return what a typed choice was taken for, nothing where it stands as it was typed."""
    words = answer_in_words(question, answer, turn.state.language)
    if question.way.typed or answer.left_out or folded(words) == folded(typed):
        return ""
    return _("You said: %(words)s", words=words)


def onward(words: str) -> str:
    """Return the words after an arrow that points at them, whichever way they are written."""
    ways = (unicodedata.bidirectional(letter) for letter in words)
    first = next((way for way in ways if way in {"L", "R", "AL"}), "L")
    return f"{'→' if first == 'L' else '←'} {words}"


def thanks_for(answer: Answer) -> str:
    """Return the few words that we say to an answer before we ask on; often none."""
    if answer.left_out:
        return _(NO_NEED)
    if answer.text is not None:
        return _(THANKS)
    return _(HARD) if set(answer.values) & SOUND_HARD else ""


def checked(turn: Turn, check: Check, nonce: bytes, channel: Capabilities, lead: str = "") -> Said:
    """Return every answer, with what can be done with each, and Send, which carries the nonce."""
    names = list(turn.survey.by_name)
    link = turn.consultation.link
    numbered = list(enumerate(check.lines, 1))
    changes = [
        button(
            _("Change %(number)s", number=number),
            Verb.CHANGE,
            link,
            names.index(line.question.name),
        )
        for number, line in numbered
    ]
    shows = [
        (button(_show_label(number, line), Verb.SHOW_WORDS, link, names.index(line.question.name)),)
        for number, line in numbered
        if line.may_show is not None
    ]
    send = button(_("Send my answers"), Verb.SEND, letters_of(nonce))
    ways_on = [(button(_("Carry on"), Verb.CARRY_ON),)] if isinstance(turn.step, Ask) else []
    text = _check_text(turn, check, channel, lead, bool(shows))
    return Said(text, (*shows, *in_rows(changes, 3), (send,), *ways_on))


def send_now(nonce: bytes) -> Rows:
    """Return the one button that sends what was said so far."""
    return ((button(_("Send what I've said"), Verb.SEND, letters_of(nonce)),),)


def _check_text(turn: Turn, check: Check, channel: Capabilities, lead: str, words: bool) -> str:
    parts = [lead, check.error, _("This is what you said. Nobody has seen it yet."), _lines(check)]
    if words:
        board = held_apart(pack_of(turn.council).words.board_short)
        parts.append(
            _(
                "With a tick, these words can stand in a paper for %(board)s, and others can read "
                "that paper too. Anything personal is taken out first. Without a tick, only the "
                "person who reads the answers sees them.",
                board=board,
            )
        )
    parts.append(channel.where_tapped(_(SEND_BY_BUTTON)))
    return "\n\n".join(part for part in parts if part)


def _lines(check: Check) -> str:
    text = ""
    for longest in LONGEST_SHOWN:
        text = "\n\n".join(
            f"{number}. {line.question.asks.to(check.language)}\n"
            f"{onward(_shortened(line.words, longest))}"
            for number, line in enumerate(check.lines, 1)
        )
        if units(text) <= ROOM:
            break
    return text


def _show_label(number: int, line: Line) -> str:
    return f"{'☑' if line.may_show else '☐'} {_('You may show my words')}: {number}"


def _options(turn: Turn, step: Ask, channel: Capabilities) -> Rows:
    question = step.question
    names = list(turn.survey.by_name)
    parts = (turn.consultation.link, names.index(question.name))
    # A button carries its option's place in the survey, in whatever order it is shown.
    own = [option.code for option in turn.survey.by_name[question.name].options]
    labels = _labels(step, channel)
    buttons = [
        button(label, _verb(question, option), *parts, own.index(option.code))
        for label, option in zip(labels, question.options, strict=True)
    ]
    rows = in_rows(buttons, IN_A_ROW.get(question.kind, 1))
    if question.way.informs:
        return ((button(_("Next"), Verb.DONE, *parts),),)
    stays = question.way.several or (question.something_else and OTHER in chosen_in(step))
    return (*rows, (button(_("Done"), Verb.DONE, *parts),)) if stays else rows


def _verb(question: Question, option: Option) -> Verb:
    """Return what a tap does; after "something else" the question waits for its words."""
    waits = question.something_else and option.code == OTHER
    return Verb.TOGGLE if question.way.several or waits else Verb.PICK


def _labels(step: Ask, channel: Capabilities) -> list[str]:
    """Return the words on each button, with its number where the choices are listed in full."""
    options = step.question.options
    words = [option.words.to(step.language) for option in options]
    if _needs_list(step, channel) and not step.question.way.ordered:
        words = [f"{number}. {each}" for number, each in enumerate(words, 1)]
    return [_label(step, option.code, each) for option, each in zip(options, words, strict=True)]


def _label(step: Ask, code: str, words: str) -> str:
    face = f"{FACES[code]} " if step.question.kind is Kind.FACES else ""
    ticked = chosen_in(step)
    chosen = code in ticked
    if step.question.way.ordered:
        return f"{ticked.index(code) + 1}. {words}" if chosen else f"☐ {words}"
    if step.question.way.several:
        return f"{'☑' if chosen else '☐'} {words}"
    return f"{'✓ ' if chosen else ''}{face}{words}"


def _ways_on(turn: Turn, step: Ask) -> Rows:
    place = list(turn.survey.by_name).index(step.question.name)
    parts = (turn.consultation.link, place)
    row = [button(_("Back"), Verb.BACK, *parts)] if step.number > 1 else []
    if step.question.may_skip:
        mark = "✓ " if step.left_out else ""
        row.append(button(f"{mark}{SKIP_WORDS.to(step.language)}", Verb.SKIP, *parts))
    return in_rows(row, 2)


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[:longest].rstrip()} …"
