"""The same replies given on the web's pages, in chat and in a terminal."""

from dataclasses import dataclass
from datetime import timedelta

from participation.core.speech import said, spoken
from participation.models import Consultation
from participation.models.database import Database
from participation.services import consultations
from participation.services.councils import council_named
from surveys import engine
from surveys.definition import Question, Survey
from surveys.kinds import Field
from surveys.options import OTHER
from surveys.walk import walk
from surveys.walks import Outcome, outcomes
from tests.bots.conftest import Somebody
from tests.web.young.conftest import Visitor

TEXT = "it’s <b>LOUD</b> & = شيء آخر 😀 at night"
TYPED = frozenset({Field.BOX, Field.LINE, Field.NUMBER})


@dataclass(frozen=True)
class Reply:
    """One reply as a page posts it, as buttons are tapped, and as a line is typed.

    `ticks` are the options that are tapped, by their places in the survey.
    """

    question: Question
    posted: tuple[str, ...]
    typed: str
    ticks: tuple[int, ...] = ()
    words: str = ""


def replies_to(survey: Survey, salt: int) -> list[Reply]:
    """Return a reply to each question of a walk; every fifth leaves it out."""
    given = []
    state, step = engine.begin(survey, "en")
    while isinstance(step, engine.Ask):
        reply = _reply(survey.by_name[step.question.name], step, salt + len(given))
        given.append(reply)
        sent = engine.Given(reply.question.name, reply.posted, reply.words)
        state, step = engine.advance(survey, state, sent)
    return given


def _reply(question: Question, step: engine.Ask, salt: int) -> Reply:
    field = question.way.field
    if question.way.informs:
        return Reply(question, (), "")
    if question.may_skip and (salt % 5 == 4 or field is Field.DRAWING):
        return Reply(question, (engine.SKIP,), "skip")
    if field in TYPED:
        number = field is Field.NUMBER
        text = str(question.limits.least) if number else TEXT[: question.limits.longest]
        return Reply(question, (text,), text)
    if field is Field.MONTH:
        year, _, month = str(question.limits.earliest).partition("-")
        return Reply(question, (month.lstrip("0"), year), f"{month} {year}")
    return _picked(question, step, salt)


def _picked(question: Question, step: engine.Ask, salt: int) -> Reply:
    options, many = question.options, len(question.options)
    first, second = salt % many, (salt + 1) % many
    shown = [option.code for option in step.question.options]
    if question.way.several:
        picks = [second, first] if question.way.ordered else sorted({first, second})
        picks = [pick for pick in picks if options[pick].code != OTHER] or [0]
        codes = [options[pick].code for pick in picks]
        posted = [f"{c}:{n}" for n, c in enumerate(codes, 1)] if question.way.ordered else codes
        numbers = ", ".join(str(shown.index(code) + 1) for code in codes)
        return Reply(question, tuple(posted), numbers, tuple(picks))
    code = options[first].code
    if code == OTHER and question.something_else:
        return Reply(question, (code,), "my own & words", (first,), "my own & words")
    typed = code if question.way.counts else str(shown.index(code) + 1)
    return Reply(question, (code,), typed, (first,))


def on_the_web(visitor: Visitor, link: str, replies: list[Reply], shown: list[str]) -> None:
    """Post each reply to the page that asks it, and send."""
    visitor.begin(link)
    for reply in replies:
        assert visitor.here.startswith("/q/"), visitor.text
        assert visitor.hidden["question"] == reply.question.name
        visitor.send("/q", value=list(reply.posted), words=reply.words)
    visitor.send("/send", show=shown)
    assert len(visitor.ticket) == 5


def in_chat(somebody: Somebody, link: str, replies: list[Reply], shown: list[str]) -> None:
    """Tap or type each reply, by turns where both can be done, and send."""
    somebody.begins(link)
    for number, reply in enumerate(replies):
        if reply.question.way.informs:
            somebody.presses(said("Next"))
        elif reply.ticks and (number % 2 or reply.question.way.several or reply.words):
            _tap(somebody, reply)
        else:
            label = reply.question.options[reply.ticks[0]].words.to(spoken()) if reply.ticks else ""
            somebody.types(label or reply.typed)
    for name in shown:
        somebody.types(f"show {_line(somebody, name, replies)}")
    somebody.presses(said("Send my answers"))


def by_text(somebody: Somebody, link: str, replies: list[Reply], shown: list[str]) -> None:
    """Type each reply where nothing can be tapped, and send."""
    told = [reply.question.name for reply in replies if not reply.question.way.informs]
    show = [f"show {told.index(name) + 1}" for name in shown]
    lines = [_in_words(reply) for reply in replies]
    for line in (f"/start {link}", "yes", *lines, *show, "send"):
        somebody.types(line)


def _in_words(reply: Reply) -> str:
    """Return a choice as its words, for choices may be shown in any order."""
    if len(reply.ticks) == 1 and not reply.words:
        return reply.question.options[reply.ticks[0]].words.to(spoken())
    return reply.typed or "next"


def _tap(somebody: Somebody, reply: Reply) -> None:
    for tick in reply.ticks:
        buttons = [one for row in somebody.last.rows for one in row]
        payloads = (one.payload for one in buttons if one.payload[0] in "at")
        somebody.taps(next(one for one in payloads if one.endswith(f":{tick}")))
    if reply.words:
        somebody.types(reply.words)
    elif reply.question.way.several:
        somebody.presses(said("Done"))


def in_a_terminal(survey: Survey, replies: list[Reply], shown: list[str]) -> tuple[Outcome, ...]:
    """Type each reply as a line, and return what would be sent."""
    told = [reply.question.name for reply in replies if not reply.question.way.informs]
    show = [f"show {told.index(name) + 1}" for name in shown]
    lines = iter([*(reply.typed for reply in replies), *show, "send"])
    return outcomes(walk(survey, "en", lambda: next(lines), lambda _line: None) or ())


def _line(somebody: Somebody, name: str, replies: list[Reply]) -> int:
    labels = str([one.label for row in somebody.last.rows for one in row])
    assert said("You may show my words") in labels
    told = [reply.question.name for reply in replies if not reply.question.way.informs]
    return told.index(name) + 1


def opened(database: Database, survey: Survey, name: str, today) -> Consultation:
    """Return a consultation of the survey."""
    with database.writing() as session:
        council = council_named(session, "testshire")
        version = consultations.publish_survey(session, council, survey)
        opening = consultations.Opening(name, name, (), today, today + timedelta(days=9))
        return consultations.open_consultation(session, council, version, opening)
