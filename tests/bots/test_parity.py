"""One survey, two doors: what is stored is the same."""

import pytest

from bots.talk import Talk
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.sealed import new_nonce, open_original
from participation.models import Answer, Consultation, Submission
from participation.services import conversations, submissions
from surveys import engine
from tests.bots.conftest import Somebody, ask

# Each line: the question, what a page posts, and what is tapped or typed for it in chat.
WHERE_I_LIVE = [
    ("feel", ("very-sad",), "Very sad"),
    ("good", ("room", "near-school"), ["It's near my school", "My room", "Done"]),
    ("safe", ("dont-know",), "I don't know"),
    ("listened", (engine.SKIP,), "I don't want to say"),
    ("hard", ("  it’s LOUD\r\nat night 😀 ",), "typed"),
    ("change", ("شيء آخر",), "typed"),
]
SHOWN = ("change",)
PLEDGE = [
    ("listen", ("kept",), "Kept"),
    ("listen-why", ("they rang me back",), "typed"),
    ("home", ("not-about-me",), "Not about me"),
    ("people", ("partly",), "Partly"),
    ("people-why", (engine.SKIP,), "I don't want to say"),
    ("learn", (engine.SKIP,), "I don't want to say"),
    ("ready", ("not-kept",), "Not kept"),
    ("ready-why", ("= a formula",), "typed"),
    ("one-thing", ("<b>more</b> time",), "typed"),
]


def by_page(talk: Talk, consultation: Consultation, clock: SetClock, walk, shown) -> None:
    """Answer as the web's pages do: codes and texts posted to the engine."""
    today = clock.now().date()
    with talk.database.writing() as session:
        secret = conversations.begin(session, consultation.link, today).secret
        for name, values, _ in walk:
            conversations.reply(session, secret, engine.Given(name, values), today)
        conversations.reply(session, secret, engine.ShowWords(shown), today)
        submissions.send(session, talk.keys, secret, new_nonce(), clock.now())


def by_chat(talk: Talk, consultation: Consultation, walk, shown) -> None:
    """Answer as somebody does who taps and types."""
    somebody = Somebody(talk)
    somebody.begins(consultation.link)
    for _, values, how in walk:
        if how == "typed":
            somebody.types(values[0])
        else:
            for label in [how] if isinstance(how, str) else how:
                somebody.presses(label)
    for name in shown:
        somebody.types(f"show {[given for given, *_ in walk].index(name) + 1}")
    somebody.presses("Send")


def stored(talk: Talk, keys: KeyFolder) -> list[list[tuple[object, ...]]]:
    """Return the answers of each submission, opened, in the same order."""
    private = keys.reading().reading_private
    with talk.database.reading() as session:
        return [
            sorted(
                (
                    one.question,
                    one.codes,
                    one.original and open_original(private, one.original),
                    one.may_show,
                    one.worry,
                    one.reading,
                    submission.week,
                    submission.origin,
                )
                for one in session.query(Answer).filter_by(submission_id=submission.id)
            )
            for submission in session.query(Submission)
        ]


@pytest.mark.parametrize(
    ("survey", "walk", "shown"),
    [("where-i-live", WHERE_I_LIVE, SHOWN), ("pledge-feedback", PLEDGE, ("one-thing",))],
)
def test_the_same_replies_by_page_and_by_chat_are_stored_alike(
    talk, keys, clock, survey, walk, shown
):
    consultation = ask(talk, clock, "asked", survey)

    by_page(talk, consultation, clock, walk, shown)
    by_chat(talk, consultation, walk, shown)

    page, chat = stored(talk, keys)
    assert page == chat
    assert len(page) == len([values for _, values, _ in walk if values != (engine.SKIP,)])
    assert {one[3] for one in page} == {True, False}
