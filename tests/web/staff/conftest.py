"""A council with one person in each role, the staff app on it, and visitors who are signed in."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.settings import Settings, read_settings
from participation.core.types import Week
from participation.domain.policy import Role
from participation.models import Account, Consultation, Council, Meeting, Origin
from participation.models.database import Database
from participation.services import clearing, consultations, digests, meetings, reading
from participation.services.councils import add_council
from participation.services.submissions import Arrival, store_answers
from participation.web.staff import create_app
from surveys.engine import Answered
from surveys.packs import load_codebook
from tests import factories

YEAR = 365 * 24 * 3600
PASSWORD = "correct horse battery"
# A real password is hashed for half a second on purpose; a hundred wrong ones would take a minute.
CHEAPLY = {"argon2__rounds": 1, "argon2__memory_cost": 1024}
HASHED = PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
APP = TOTP(key="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", format="base32")
SECRET = APP.to_json(encrypt=False)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def settings(url: str, folder: Path, **environment: str) -> Settings:
    return read_settings(folder, {"PARTICIPATION_DATABASE_URL": url, **environment})


def person(session: Any, council: Council, role: Role, handle: str = "") -> Account:
    """Return somebody of the council, without the half second that a new password takes."""
    handle = handle or role.value
    account = Account(
        council_id=council.id,
        email=f"{handle}@{council.name}.example",
        handle=handle,
        name=handle.title(),
        role=role.value,
        password=HASHED,
        active=True,
        fs_uniquifier=f"{council.name}-{handle}",
        tf_primary_method="authenticator",
        tf_totp_secret=SECRET,
        mf_recovery_codes=[],
    )
    session.add(account)
    session.flush()
    return account


@dataclass
class Visitor:
    """A browser: it keeps cookies and sends the token of the page it saw last."""

    client: FlaskClient
    token: str = ""
    base_url: str = "http://localhost"

    def get(self, path: str) -> TestResponse:
        return self._seen(self.client.get(path, base_url=self.base_url))

    def post(self, path: str, **typed: Any) -> TestResponse:
        if not self.token:
            self.get("/")
        sent = {"csrf_token": self.token, **typed}
        return self._seen(self.client.post(path, data=sent, base_url=self.base_url))

    def page(self, path: str) -> str:
        """Return the page at the path, which must be there, as it is read."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        return unescape(answer.text)

    def _seen(self, answer: TestResponse) -> TestResponse:
        found = TOKEN.search(answer.text) if answer.mimetype == "text/html" else None
        self.token = found.group(1) if found else self.token
        return answer


def signed_in_now(visitor: Visitor, house: "House") -> Visitor:
    """Have the visitor's working day begin at this moment."""
    with visitor.client.session_transaction() as cookie:
        cookie["signed_in_at"] = int(house.clock.now().timestamp())
    return visitor


@dataclass
class House:
    """The staff app of one council, with what stands behind it."""

    app: Flask
    database: Database
    keys: KeyFolder
    clock: SetClock
    council: Council
    people: dict[Role, Account]
    visitors: dict[str, Visitor] = field(default_factory=dict)

    @property
    def today(self) -> Any:
        return self.clock.now().date()

    def visitor(self, role: Role | None = None, account: Account | None = None) -> Visitor:
        """Return a browser in which this person is signed in, or nobody."""
        client = self.app.test_client()
        account = account or (None if role is None else self.people[role])
        if account is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"] = account.fs_uniquifier
                cookie["_fresh"] = True
                cookie["fs_paa"] = time.time()
                # The clock may jump in a test; the end of a working day has tests of its own.
                cookie["signed_in_at"] = int(self.clock.now().timestamp()) + YEAR
        return Visitor(client)

    def say(self, text: str, many: int = 1, show: bool = True) -> Consultation:
        """Store answers of so many young people to the consultation "home", with these words.

        What a conversation and a receipt would add takes a second for a dozen of them.
        """
        answered = (
            Answered("feel", ("happy",), None, False),
            Answered("hard", (), text, show),
        )
        due = self.clock.now() + timedelta(days=7)
        arrival = Arrival(Week.of(self.today), Origin.SAID, None, due)
        public = self.keys.reading().reading_public
        with self.database.writing() as session:
            row = session.get_one(Council, self.council.id)
            consultation = consultations.consultation_of_name(session, row, "home")
            if consultation is None:
                consultation = factories.a_consultation(session, row, self.today)
            for _ in range(many):
                store_answers(session, public, row, consultation.id, answered, arrival)
        return consultation

    def read_all(self, themes: tuple[str, ...] = ("wifi-and-phones",)) -> None:
        """Have the officer clear whatever waits."""
        with self.database.writing() as session:
            row = session.get_one(Council, self.council.id)
            officer = session.get_one(Account, self.people[Role.OFFICER].id)
            while (unread := self.unread(session, row)) is not None:
                decision = clearing.Decision(unread.masked, themes)
                clearing.clear(session, row, officer, unread.answer_id, decision, self.clock.now())

    def unread(self, session: Any, council: Council) -> reading.Unread | None:
        return reading.next_unread(session, council, self.keys.reading())

    def waiting_id(self) -> UUID:
        """Return the key of the answer that an officer reads next."""
        with self.database.reading() as session:
            unread = self.unread(session, session.get_one(Council, self.council.id))
        assert unread is not None
        return unread.answer_id

    def meeting(self, in_days: int = 21) -> Meeting:
        """Return a meeting on the forward plan."""
        with self.database.writing() as session:
            row = session.get_one(Council, self.council.id)
            day = self.today + timedelta(days=in_days)
            return meetings.plan_meeting(session, row, "board", day, "Home")

    def digest(self, ask: str = "", sent: bool = False, in_days: int = 21) -> digests.Digest:
        """Return a digest of the consultation "home", with an ask if one is given."""
        meeting = self.meeting(in_days)
        with self.database.writing() as session:
            row = session.get_one(Council, self.council.id)
            officer = session.get_one(Account, self.people[Role.OFFICER].id)
            home = consultations.consultation_named(session, row, "home")
            now = self.clock.now()
            digest = digests.build_digest(
                session, row, officer, session.merge(meeting), [home], now, although_unread=True
            )
            if ask:
                digests.put_ask(
                    session, row, digest, digests.NewAsk(home.id, "wifi-and-phones", "", ask)
                )
            if sent:
                digests.send_digest(session, row, officer, digest, now)
            return digest

    def ask_id(self, digest: digests.Digest) -> UUID:
        with self.database.reading() as session:
            return digests.asks_on(session, digest)[0].id


def found_house(
    url: str, keys: KeyFolder, clock: SetClock, folder: Path, made_up: bool = True
) -> House:
    """Return the house of a council; a made-up one's people sign in without a second step."""
    database = Database(url)
    with database.writing() as session:
        pack = replace(factories.pack(), made_up=made_up)
        council = add_council(session, pack, load_codebook("life-in-care"))
        people = {role: person(session, council, role) for role in Role}
    app = create_app(settings(url, folder), keys.reading(), keys.sign_in(), clock)
    app.config["TESTING"] = True
    app.extensions["security"].pwd_context.update(**CHEAPLY)
    return House(app, database, keys, clock, council, people)


@pytest.fixture
def house(database_url: str, keys: KeyFolder, clock: SetClock, tmp_path: Path) -> Iterator[House]:
    """The staff app of a council with one person in each role."""
    house = found_house(database_url, keys, clock, tmp_path, made_up=False)
    yield house
    house.app.extensions["office"].database.close()
    house.database.close()


@pytest.fixture
def officer(house: House) -> Visitor:
    """The participation officer's browser."""
    return house.visitor(Role.OFFICER)


@pytest.fixture
def member(house: House) -> Visitor:
    """A board member's browser."""
    return house.visitor(Role.MEMBER)
