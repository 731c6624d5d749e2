"""Challenge cards in a paper: what was asked of whom, what came back, and what did not."""

from collections.abc import Iterator

from participation.domain.digest import ChallengeCard, ReleasedDigest
from participation.domain.responses import long_date
from participation.papers.blocks import Block, Heading, Points, Section, Tone, Words
from participation.papers.exempt import exempt_mark

LEAD = (
    "Young people put these questions. Each is homework: whoever is asked brings an answer to "
    "the meeting. Everybody can read what came back, and what did not."
)
GROUPS = ("Homework due at this meeting", "To take home", "Finished")


def homework(digest: ReleasedDigest) -> Section:
    """Return the cards by where they stand; a section without blocks when there are none."""
    if not digest.cards:
        return Section(digest.cards_title, ())
    blocks: list[Block] = [Words(LEAD, Tone.QUIET)]
    for title in GROUPS:
        cards = [card for card in digest.cards if _group(card, digest) == title]
        if cards:
            blocks.append(Heading(2, title))
            blocks += [block for card in cards for block in _card(card)]
    return Section(digest.cards_title, tuple(blocks))


def _group(card: ChallengeCard, digest: ReleasedDigest) -> str:
    due, later, done = GROUPS
    if card.is_done:
        return done
    return due if card.due_on <= digest.occasion.meeting_on else later


def _card(card: ChallengeCard) -> Iterator[Block]:
    yield Heading(3, card.words)
    yield from exempt_mark(card.exempt)
    lines = [
        f"{reply.who}: {reply.plain or ('returned' if reply.returned else _missing(card))}"
        for reply in card.replies
    ]
    if card.changed:
        lines.append(f"Changed in the service: {card.changed}")
    if card.cannot:
        lines.append(f"Cannot, because: {card.cannot}")
    yield Points(tuple(lines))


def _missing(card: ChallengeCard) -> str:
    if card.is_done:
        return "did not answer"
    return f"no answer yet, due on {long_date(card.due_on)}"
