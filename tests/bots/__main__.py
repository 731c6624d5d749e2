"""A whole chat, printed as it is read on the phone: python -m tests.bots where-i-live ar."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bots.adapter import Heard, Replies, Said
from bots.talk import Talk
from bots.telegram import TELEGRAM
from bots.visit import Scope
from participation.core.clock import SetClock
from participation.core.keys import KeyFolder
from participation.core.speech import said, speaking
from participation.models.database import Database
from surveys.definition import Survey
from surveys.loader import load_survey
from tests.bots.conftest import ADDRESS, Somebody
from tests.bots.three_doors import in_chat, opened, replies_to
from tests.factories import a_council
from tests.fixtures_databases import migrate
from tests.languages.offering import offer


class Reader(Somebody):
    """Somebody whose chat is printed as it goes."""

    def types(self, text: str, *more: object, **others: object) -> Replies:
        print(f"\n        > {text}")
        return super().types(text, *more, **others)

    def taps(self, payload: str) -> Replies:
        buttons = (one for shown in reversed(self.seen) for row in shown.rows for one in row)
        label = next((one.label for one in buttons if one.payload == payload), payload)
        print(f"\n        > [{label}]")
        return super().taps(payload)

    def _hear(self, heard: Heard) -> Replies:
        replies = super()._hear(heard)
        for one in replies.said:
            print(f"\n{drawn(one)}")
        return replies


def drawn(message: Said) -> str:
    """Return the message with its buttons in brackets."""
    rows = ["  ".join(f"[{one.label}]" for one in row) for row in message.rows]
    mark = "  (in its place)\n" if message.edit else ""
    return mark + "\n".join(f"  {line}" for line in (*message.text.splitlines(), *rows))


def main(name: str, language: str) -> None:
    """Print one chat about the survey in the language."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/chat.sqlite"
        clock, keys = SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC)), KeyFolder(Path(folder, "k"))
        keys.prepare()
        migrate(url)
        database = Database(url)
        with database.writing() as session:
            offer(session, a_council(session), language)
        survey = load_survey(name, "demo")
        link = opened(database, survey, survey.title.to("en"), clock.now().date()).link
        scope = Scope(TELEGRAM, ("testshire",), ADDRESS)
        reader = Reader(Talk(database, keys.young(), keys.read("chat"), clock, scope))
        if language != "en":
            reader.taps(f"l:{language}:{link}")
        with speaking(language):
            walk(reader, link, survey)
        database.close()


def walk(reader: Reader, link: str, survey: Survey) -> None:
    """Answer all of it, look at the path, and ask for help."""
    in_chat(reader, link, replies_to(survey, 0), [])
    for label in ("Where are my words now?", "I have written them down"):
        reader.presses(said(label))
    reader.types(said("help"))


if __name__ == "__main__":
    main(*sys.argv[1:3])
