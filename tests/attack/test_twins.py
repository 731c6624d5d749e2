"""The attacker holds the public twin and wants to know what it keeps back.

PARTICIPATION_ATTACK_TWINS sets how many digests are made up, 10 unless told. Each is made twice,
alike in all but what its exempt items hold: how much was said, by how many, of what, in which
place and at what length. Whatever an attacker could read off the public twin, its pages, totals,
size or properties, would differ between the two. One in ten is drawn as PDF and Word too.
"""

import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TypeVar
from zipfile import ZipFile

from pypdf import PdfReader

from participation.domain.digest import (
    AskLine,
    ExemptItem,
    PartHeading,
    ReleasedDigest,
    Report,
)
from participation.domain.exemption import CONFIDENTIAL, PARAGRAPHS, ground_words, public_twin
from participation.domain.since import Before, PledgeLine
from participation.models import ItemKind
from participation.papers.html import render_html
from participation.papers.mail import meeting_mail
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import digests, exemptions
from participation.services.exempt_items import items_of
from participation.services.papers import released_digest
from participation.services.wall import wall
from surveys.packs import council_names, load_council_pack
from tests.factories import a_consultation, a_council, a_meeting, an_account, store_many
from tests.papers import factory

from participation.domain.policy import Role  # isort: skip

TWINS = int(os.environ.get("PARTICIPATION_ATTACK_TWINS", "10"))
ONE_IN = 10
CANARY = "Quetzal"
NEUTRAL = ("A matter to settle", "A matter about a contract", "An item")
BOARDS = [board for name in council_names() for board in load_council_pack(name).boards]
PROMISES = ("Safe, well and at home", "Listen, and tell you")
Line = TypeVar("Line")


class Maker:
    """Makes one digest twice: `chance` decides what both share, `own` what only members read."""

    def __init__(self, number: int, side: int) -> None:
        self.chance = random.Random(number)
        self.own = random.Random(f"{number} {side}")

    def words(self, chance: random.Random, mark: str = "") -> str:
        said = chance.choices(("wifi", "school", "money", "sleep", "key", "garden"), k=30)
        return " ".join([mark, *said[: chance.randint(1, 30)]]).strip()

    def item(self, label: str) -> ExemptItem:
        paragraph = self.chance.choice((CONFIDENTIAL, *PARAGRAPHS))
        reason = self.words(self.chance)
        return ExemptItem(label, self.chance.choice(NEUTRAL), ground_words(paragraph), reason)

    def consultation(self, chance: random.Random, mark: str = "") -> factory.ConsultationSection:
        themes = tuple(
            replace(
                factory.theme(
                    f"{mark} {self.words(chance)}",
                    chance.choice((None, 10, 25, 400)),
                    *(self.words(chance, mark) for _ in range(chance.randint(0, 2))),
                ),
                promise=chance.choice(PROMISES),
                before=Before(None, "1 May 2026"),
            )
            for _ in range(chance.randint(0, 5))
        )
        made = factory.consultation(f"{mark} {self.words(chance)}")
        tables = made.tables[: chance.randint(0, 3)]
        pledge = tuple(PledgeLine(one, factory.FEEL) for one in PROMISES if chance.random() < 0.5)
        return replace(
            made,
            themes=themes,
            tables=tables,
            statement=self.words(chance, mark),
            pledge=pledge,
            is_new=chance.random() < 0.5,
        )

    def ask(self, number: int, chance: random.Random, mark: str = "") -> AskLine:
        about = (self.words(chance, mark) for _ in range(3))
        return AskLine(number, self.words(chance, mark), *about)

    def answer(self, chance: random.Random, mark: str = "") -> factory.ReturningAnswer:
        made = factory.answer(chance.random() < 0.5, chance.choice((0, 0, 9, 90)))
        return replace(made, ask=self.words(chance, mark), answer=self.words(chance, mark))

    def mixed(
        self, make: Callable[..., Line], shared: int, kept: list[ExemptItem]
    ) -> tuple[Line, ...]:
        """Return lines in the order both share, with the exempt ones anywhere among them."""
        lines = [make(self.chance) for _ in range(shared)]
        for item in kept:
            line = replace(make(self.own, CANARY), exempt=item)  # type: ignore[type-var]
            lines.insert(self.own.randint(0, len(lines)), line)
        return tuple(lines)

    def digest(self) -> ReleasedDigest:
        asks = [self.ask(number, self.chance) for number in range(1, self.chance.randint(1, 6))]
        kept_asks = [ask.number for ask in asks if self.chance.random() < 0.4]
        others = [self.item(f"E{place}") for place in range(1, self.chance.randint(2, 6))]
        split = self.chance.randint(0, len(others))
        own = {number: self.item(f"Ask {number}") for number in kept_asks}
        board = self.chance.choice(BOARDS)
        return replace(
            factory.digest(),
            consultations=self.mixed(self.consultation, self.chance.randint(0, 3), others[:split]),
            asks=tuple(
                replace(self.ask(ask.number, self.own, CANARY), exempt=own[ask.number])
                if ask.number in own
                else ask
                for ask in asks
            ),
            returning=self.mixed(self.answer, self.chance.randint(0, 2), others[split:]),
            report=Report(
                tuple(PartHeading(part.part, part.heading) for part in board.report),
                promises=PROMISES,
            ),
            last_met=self.chance.choice((None, factory.OCCASION.papers_due)),
            exempt=(*own.values(), *others),
        )


def made(number: int) -> tuple[ReleasedDigest, ReleasedDigest]:
    return Maker(number, 0).digest(), Maker(number, 1).digest()


def read_off_pdf(digest: ReleasedDigest) -> tuple[object, ...]:
    drawn = render_pdf(digest)
    reader = PdfReader(BytesIO(drawn))
    text = "".join(page.extract_text() for page in reader.pages)
    return len(reader.pages), dict(reader.metadata or {}), text, len(drawn), drawn


def read_off_word(digest: ReleasedDigest) -> dict[str, tuple[int, bytes]]:
    with ZipFile(BytesIO(render_word(digest))) as parts:
        return {part.filename: (part.compress_size, parts.read(part)) for part in parts.infolist()}


def read_off(digest: ReleasedDigest, drawn: bool) -> list[object]:
    """Return all that an attacker can read off a paper, the mail that tells of it among it."""
    mail = meeting_mail(digest, "member@council.example")
    seen: list[object] = [render_html(digest), mail.subject, mail.plain, mail.html]
    return [*seen, read_off_pdf(digest), read_off_word(digest)] if drawn else seen


def test_the_public_twin_tells_nothing_of_what_it_keeps_back():
    compared = 0
    for number in range(TWINS):
        one, other = made(number)
        drawn = number % ONE_IN == 0

        seen, also = (read_off(public_twin(digest), drawn) for digest in (one, other))

        assert render_html(one) != render_html(other)
        assert seen == also, f"the twins of digest {number} differ"
        assert CANARY not in repr(seen)
        assert all(item.title in str(seen[0]) for item in one.exempt)
        compared += len(seen)
    print(f"{TWINS} digests, {compared} public papers and mails compared: 0 differ")


def test_no_figure_of_what_is_kept_back_reaches_the_public_twin_or_the_wall(
    sqlite_database, keys, clock
):
    papers, walls = [], []
    for name, many, theme, words in (
        ("testshire", 12, "money", "Mend the roof."),
        ("othershire", 40, "wifi-and-phones", "Let us choose who comes to our reviews, " * 9),
    ):
        with sqlite_database.writing() as session:
            council = a_council(session, name)
            digest = kept_back(session, council, keys, clock, many, theme, words)
            released = released_digest(session, council, digest, "", clock.now().date())
            digest.sent_on = clock.now().date()
            session.flush()
            assert many == 12 or "about 40" in render_html(released)
            papers.append(render_html(public_twin(released)).replace(name.title(), "Somewhere"))
            cards = wall(session, council, clock.now().date())
            walls.append([replace(card, ask_id=None) for card in cards])

    assert papers[0] == papers[1]
    assert walls[0] == walls[1]
    assert re.findall(r"<strong>(Ask \d|E\d), ", papers[0]) == ["Ask 2", "Ask 3", "E1"]


def kept_back(session, council, keys, clock, many, theme, words):
    """Return a draft with one open ask, one exempt ask and an exempt consultation with another."""
    today = clock.now().date()
    officer = an_account(session, council)
    an_account(session, council, Role.PROPER_OFFICER)
    home = a_consultation(session, council, today)
    secret = a_consultation(
        session, council, today - timedelta(days=many), "secret", days=30 + many
    )
    store_many(session, keys, home, 12, {"feel": ("happy",)})
    store_many(session, keys, secret, many, {"feel": ("sad",)})
    meeting = a_meeting(session, council, today + timedelta(days=30))
    digest = digests.build_digest(
        session, council, officer, meeting, [home, secret], clock.now(), although_unread=True
    )
    for row, about, said in (
        (home, "", "Meet us."), (home, theme, words), (secret, theme, words)
    ):  # fmt: skip
        new = digests.NewAsk(row.id, about, "", said)
        digests.put_ask(session, council, digest, new)
    for item in items_of(session, council, digest):
        if item.subject_id == secret.id or item.words.startswith("Ask 2"):
            given = exemptions.Proposal(item.subject_id, "An item", 3, "It would harm somebody.")
            exemptions.propose(session, council, officer, digest, given, clock.now())
    assert {item.kind for item in items_of(session, council, digest) if item.exemption} == {
        ItemKind.ASK,
        ItemKind.CONSULTATION,
    }
    return digest


def test_the_attack_would_see_a_leak():
    one, other = made(0)

    assert read_off_pdf(one) != read_off_pdf(other)
    assert read_off_word(one) != read_off_word(other)
