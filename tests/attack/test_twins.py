"""The attacker holds the public twin and wants to know what it keeps back.

PARTICIPATION_ATTACK_TWINS sets how many digests are made up, 10 unless told. Each is made twice,
alike in all but what its exempt items hold: how much was said, by how many, of what, in which
place and at what length. Whatever an attacker could read off the public twin, its pages, totals,
size or properties, would differ between the two. One in ten is drawn as PDF and Word too.
"""

import os
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader

from participation.domain.digest import ReleasedDigest
from participation.domain.exemption import public_twin
from participation.domain.policy import Role
from participation.models import ItemKind
from participation.papers.html import render_html
from participation.papers.mail import meeting_mail
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import cards, digests, exemptions, meeting_totals, plans
from participation.services.digest_items import items_of
from participation.services.one_page import one_page
from participation.services.papers import released_digest
from participation.services.told_cards import told_cards
from participation.services.wall import wall
from tests.attack.twinned import CANARY, Maker
from tests.factories import a_consultation, a_council, a_meeting, an_account, store_many
from tests.services.carding import asked_on_a_card

TWINS = int(os.environ.get("PARTICIPATION_ATTACK_TWINS", "10"))
ONE_IN = 10


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
        ("othershire", 40, "wifi-and-phones", "Let us choose who comes. " * 15 + "Now."),
    ):
        with sqlite_database.writing() as session:
            council = a_council(session, name)
            digest = kept_back(session, council, keys, clock, many, theme, words)
            released = released_digest(session, council, digest, "", clock.now().date())
            digest.sent_on = clock.now().date()
            session.flush()
            assert many == 12 or "about 40" in render_html(released)
            papers.append(render_html(public_twin(released)).replace(name.title(), "Somewhere"))
            today = clock.now().date()
            shown = [replace(card, ask_id=None) for card in wall(session, council, today)]
            page = replace(one_page(session, council, today), council="")
            plan = [one.line for one in plans.plan_of(session, council) if one.is_open]
            walls.append((shown, told_cards(session, council), page, plan))
            told_to_members = render_html(released)
            assert told_to_members.count(words.rstrip(".")) == 6

    assert papers[0] == papers[1]
    assert walls[0] == walls[1]
    listed = ["Ask 2", "Ask 3", "E1", "E2", "E3", "E4"]
    assert re.findall(r"<strong>(Ask \d|E\d), ", papers[0]) == listed
    assert [len(part) for part in (walls[0][0], walls[0][1], walls[0][3])] == [3, 1, 1]


def kept_back(session, council, keys, clock, many, theme, words):
    """Return a draft of which one ask, one action and nothing else is the public's to read."""
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
    bring(session, council, officer, keys, clock, meeting, words)
    digest = digests.build_digest(
        session, council, officer, meeting, [home, secret], clock.now(), although_unread=True
    )
    asks = [
        digests.put_ask(session, council, digest, digests.NewAsk(row.id, about, "", said))
        for row, about, said in (
            (home, "", "Meet us."),
            (home, theme, words),
            (secret, theme, words),
        )
    ]
    for said, days, ask in (
        ("Open.", 9, asks[0].id), (words, many, asks[1].id), (f"E3: {words}", many, None)
    ):  # fmt: skip
        new = plans.NewAction(said, "", "Housing", "", today + timedelta(days=days), ask)
        plans.add_action(session, council, officer, new, clock.now())
    keep_back(session, council, officer, digest, clock, secret)
    return digest


def bring(session, council, officer, keys, clock, meeting, words):
    """Have a card put for the meeting, and its totals entered."""
    asked_on_a_card(session, keys, clock, council, officer)
    (waiting,) = cards.cards_to_put(session, council)
    card = cards.NewCard(words, ("lead-member", "director"), meeting.id)
    cards.put_card(session, council, officer, waiting.answer_id, card, clock.now())
    entered = meeting_totals.NewTotals("8-12", "", "0-7", words)
    meeting_totals.set_totals(session, council, officer, meeting, entered, clock.now())


def keep_back(session, council, officer, digest, clock, secret):
    for item in items_of(session, council, digest):
        told = item.kind in (ItemKind.CARD, ItemKind.TOTALS) or "E3" in item.words
        if item.subject_id == secret.id or item.words.startswith("Ask 2") or told:
            given = exemptions.Proposal(item.subject_id, "An item", 3, "It would harm somebody.")
            exemptions.propose(session, council, officer, digest, given, clock.now())
    kept = {item.kind for item in items_of(session, council, digest) if item.exemption}
    assert kept == {*ItemKind} - {ItemKind.ANSWER, ItemKind.STATEMENT}


def test_the_attack_would_see_a_leak():
    one, other = made(0)

    assert read_off_pdf(one) != read_off_pdf(other)
    assert read_off_word(one) != read_off_word(other)
