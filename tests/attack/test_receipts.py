"""Receipts that are unknown, taken back or no receipt at all get the same bytes in the same time.

PARTICIPATION_ATTACK_RECEIPTS sets how many of each kind are timed, 40 unless told.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import combinations, count
from random import Random
from time import perf_counter
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from scipy.stats import ks_2samp
from sqlalchemy import select
from werkzeug.test import TestResponse

from participation.core.sealed import new_nonce
from participation.core.words import WORD_COUNT, spell
from participation.domain.policy import Role
from participation.domain.receipts import RECEIPT_WORDS, make_receipt
from participation.models import Consultation, Council
from participation.services import contacts, conversations, submissions, withdrawals
from surveys import engine
from tests.factories import an_account, say
from tests.web.young.conftest import Scene, Visitor

RECEIPTS = int(os.environ.get("PARTICIPATION_ATTACK_RECEIPTS", "40"))
WITHDRAWN = 4
EACH_BROWSER = 8
MALFORMED = (
    "",
    "river",
    "I forgot them",
    "zzzzz qqqqq xxxxx vvvvv wwwww",
    "1111 1111 1111 1111 7777",
    "one two three four five six seven",
    "riverr lemonn otterr bravee nestt",
    "🦊🦊🦊🦊🦊",
    "خمس كلمات قصيرة هنا الآن",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "a " * 150,
    "w" * 400,
    "w" * 4000,
    "\0",
)
ECHO = re.compile(r"<textarea id=\"(?:receipt|code)\"[^>]*>\n(.*?)</textarea>", re.DOTALL)
RANDOM_PARTS = re.compile(r'(name="csrf_token" value=")[^"]*')


@dataclass
class Asker:
    """Somebody who asks with receipts, each time from another address.

    Whoever asks often is slowed by their browser, so it is a fresh one every few times.
    """

    app: Flask
    client: FlaskClient | None = None
    token: str = ""
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def at(cls, scene: Scene) -> "Asker":
        return cls(scene.app)

    def ask(self, path: str, typed: str, **more: str) -> tuple[int, str, str]:
        """Return the status, the headers and the page, without what differs at every page.

        What was typed comes back for mending, in one field, which shows nothing else: it stands
        as one mark here, and all the rest of the page must be the same whatever it was.
        """
        page = self._post(path, typed, more, self._address())
        text = RANDOM_PARTS.sub(r"\1", page.get_data(as_text=True))
        (shown,) = ECHO.findall(text)
        assert unescape(shown) in typed.replace("\0", "")
        text = ECHO.sub("<textarea>TYPED</textarea>", text)
        changing = ("content-length", "date", "set-cookie")
        headers = sorted(line for line in page.headers.items() if line[0].lower() not in changing)
        return page.status_code, str(headers), text

    def seconds(self, path: str, typed: str) -> float:
        address = self._address()
        start = perf_counter()
        page = self._post(path, typed, {}, address)
        taken = perf_counter() - start
        assert page.status_code == 404
        return taken

    def _address(self) -> str:
        """Return an address that nobody has asked from, in a fresh browser if it is time."""
        number = next(self.numbers)
        if number % EACH_BROWSER == 0:
            visitor = Visitor(self.app.test_client()).open("/journey")
            self.client, self.token = visitor.client, visitor.hidden["csrf_token"]
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def _post(self, path: str, typed: str, more: dict[str, str], address: str) -> TestResponse:
        name = "code" if path.startswith("/contact") else "receipt"
        form = {"csrf_token": self.token, name: typed, **more}
        return self.client.post(path, data=form, environ_overrides={"REMOTE_ADDR": address})


@pytest.fixture
def withdrawn(scene: Scene, database, keys, clock) -> list[str]:
    """Receipts whose words were taken back; one of them has words that nobody has read yet."""
    receipts = []
    with database.writing() as session:
        link = Consultation.link == scene.link
        consultation = session.scalars(select(Consultation).where(link)).one()
        for number in range(WITHDRAWN):
            said = say(session, keys, consultation, clock.now(), text="" if number else "unread")
            receipts.append(str(said.receipt))
            withdrawals.take_back(session, keys.young(), receipts[-1], clock.now())
    database.forget_log()
    return receipts


def unknown(random: Random) -> str:
    return " ".join(spell(random.randrange(WORD_COUNT**RECEIPT_WORDS), RECEIPT_WORDS))


PLACES: dict[str, Callable[[], dict[str, str]]] = {
    "/journey": dict,
    "/take-back": dict,
    "/taken-back": dict,
    "/journey/answer": lambda: {"message": str(uuid4()), "words": "hello"},
}


def test_the_same_words_get_the_same_page_before_they_were_a_receipt_and_after(
    scene: Scene, database, keys, clock
):
    asker, today, nonce = Asker.at(scene), clock.now().date(), new_nonce()
    with database.writing() as session:
        begun = conversations.begin(session, scene.link, today)
        question = begun.turn.step.question
        given = engine.Given(question.name, (question.options[0].code,))
        conversations.reply(session, begun.secret, given, today)
    receipt = str(make_receipt(keys.young().pepper, begun.secret, nonce))
    before = {place: asker.ask(place, receipt, **more()) for place, more in PLACES.items()}
    with database.writing() as session:
        sent = submissions.send(session, keys.young(), begun.secret, nonce, clock.now())
        withdrawals.take_back(session, keys.young(), receipt, clock.now())

    after = {place: asker.ask(place, receipt, **more()) for place, more in PLACES.items()}

    assert str(sent.receipt) == receipt
    assert after == before


@pytest.mark.parametrize("place", ["/contact/code", "/contact/taken-back"])
def test_every_page_that_takes_a_contact_code_answers_all_wrong_ones_alike(
    place: str, scene: Scene, withdrawn: list[str], database, keys, clock
):
    asker, random = Asker.at(scene), Random()
    with database.writing() as session:
        council = session.scalars(select(Council).where(Council.name == "testshire")).one()
        lead = an_account(session, council, Role.SAFEGUARDING)
        contacts.make_key(session, council, {lead.id: "five quiet otters cross"})
        args = (session, keys.young(), council, contacts.Asked("Zaphod", "ring me"))
        code = str(contacts.ask(*args, new_nonce(), clock.now()))
        contacts.take_back(session, keys.young(), code, clock.now())
    typed = [code, withdrawn[0], unknown(random), *random.sample(MALFORMED, 4)]

    told = {asker.ask(place, one) for one in typed}

    assert len(told) == 1
    assert next(iter(told))[0] == 404


@pytest.mark.parametrize("place", PLACES)
def test_every_page_that_takes_a_receipt_answers_all_wrong_ones_alike(
    place: str, scene: Scene, withdrawn: list[str]
):
    asker, random = Asker.at(scene), Random()
    malformed = MALFORMED if place == "/journey" else random.sample(MALFORMED, 4)
    typed = [*withdrawn, *(unknown(random) for _ in range(3)), *malformed]

    told = {asker.ask(place, one, **PLACES[place]()) for one in typed}

    assert len(told) == 1
    assert next(iter(told))[0] == 404


def timed(asker: Asker, withdrawn: list[str], many: int) -> dict[str, list[float]]:
    """Return the seconds of each kind, asked in turn and in no order, so that no drift tells."""
    random = Random()
    kinds: dict[str, Callable[[], str]] = {
        "unknown": lambda: unknown(random),
        "taken back": lambda: random.choice(withdrawn),
        "malformed": lambda: random.choice(MALFORMED),
    }
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(many):
        for kind in random.sample(list(kinds), len(kinds)):
            seconds[kind].append(asker.seconds("/journey", kinds[kind]()))
    return seconds


def told_apart(seconds: dict[str, list[float]]) -> dict[tuple[str, str], float]:
    """Return the chance that each two kinds take the same time (Kolmogorov and Smirnov)."""
    return {
        (one, other): float(ks_2samp(seconds[one], seconds[other]).pvalue)
        for one, other in combinations(seconds, 2)
    }


def test_no_kind_of_wrong_receipt_is_known_by_its_time(scene: Scene, withdrawn: list[str]):
    asker = Asker.at(scene)
    timed(asker, withdrawn, 3)

    chances = told_apart(timed(asker, withdrawn, RECEIPTS))
    print(f"{RECEIPTS} of each kind: {chances}")

    # One pair in thirty-three falls under .01 by chance; what is told apart is so again.
    for _ in range(2):
        if min(chances.values()) <= 0.01:
            chances = told_apart(timed(asker, withdrawn, RECEIPTS))
    assert min(chances.values()) > 0.01
