"""What came of it: the receipt, the path with its answers, and the wall."""

from collections.abc import Sequence
from datetime import date

from bots.adapter import Rows, Said
from bots.buttons import Verb, button, letters_of
from bots.greeting import either
from bots.words import VERDICT_TAKEN
from participation.core.types import Week
from participation.domain.journey import Passed, Stone, path
from participation.domain.responses import VERDICT_WORDS, ResponseKind, Verdict, long_date
from participation.services.consultations import WhenRead
from participation.services.journeys import Journey
from participation.services.responses import PublishedAnswer
from participation.services.submissions import Sent
from participation.services.wall import WallCard

ON_THE_WALL = 5
"""How many cards of a council stand in one chat message; the web page has them all."""


def receipt(sent: Sent, sealed: bytes, today: date, address: str) -> Said:
    """Return the five words, who reads what was sent, by when, and when to look again."""
    stones = path(Passed(said=Week.of(today)))
    text = "\n\n".join(
        (
            f"Got it. Thank you.\n{signs(stones)}",
            when_read(sent.when_read),
            "Your five words:",
            f"{sent.receipt}\n({sent.receipt.digits})",
            "With them you can come back and see what came of what you said. Nobody can look "
            "them up for you. Write them down, on paper is best, then delete this message.",
            f"Look again {sent.when_read.look_again}: type /journey here, or go to "
            f"{address}/journey",
        )
    )
    return Said(text, ((button("Where are my words now?", Verb.JOURNEY, letters_of(sealed)),),))


def when_read(when: WhenRead) -> str:
    """Return who reads what was sent, and by when."""
    return f"{either(when.readers)} reads it by {long_date(when.read_by)}."


def signs(stones: Sequence[Stone]) -> str:
    """Return the path as seven signs and the word of the furthest step that has happened."""
    drawn = "".join("●" if stone.filled else "○" for stone in stones)
    furthest = [stone.step.value for stone in stones if stone.filled]
    return f"{drawn} {furthest[-1] if furthest else ''}".rstrip()


def journey(told: Journey, sealed: bytes, today: date) -> tuple[Said, ...]:
    """Return the path, then a message for each thing that went to the meeting."""
    steps = "\n".join(
        f"{'●' if stone.filled else '○'} {stone.sentence}{_when(stone, today)}"
        for stone in told.stones
    )
    parts = [f"{signs(told.stones)}\n{told.consultation}", steps]
    if told.themes:
        parts.append(f"Your words joined what others said about: {', '.join(told.themes)}")
    if not any(stone.filled for stone in told.stones[1:]):
        parts.append(when_read(told.when_read))
    if not told.cards:
        look = f"Look again {told.when_read.look_again}. The answer will stand here."
        parts.append(f"No answer yet. {look}")
    cards = (card_to_judge(told, card, sealed, today) for card in told.cards)
    return (Said("\n\n".join(parts)), *cards)


def card_to_judge(
    told: Journey, card: WallCard, sealed: bytes, today: date, edit: bool = False
) -> Said:
    """Return one card of the path; an answered one asks if it helped."""
    text = card_text(card, today)
    if card.answer is None:
        return Said(text, edit=edit)
    given = told.verdicts.get(card.answer.response.id)
    asks = "Did it help?" if given is None else VERDICT_TAKEN
    return Said(f"{text}\n\n{asks}", _verdicts(card.answer, given, sealed), edit=edit)


def _verdicts(answer: PublishedAnswer, given: Verdict | None, sealed: bytes) -> Rows:
    parts = (letters_of(sealed), answer_mark(answer))
    buttons = [
        button(f"{'✓ ' if verdict is given else ''}{words}", Verb.VERDICT, *parts, place)
        for place, (verdict, words) in enumerate(VERDICT_WORDS.items())
    ]
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def answer_mark(answer: PublishedAnswer) -> str:
    """Return the few letters by which a button names a published answer of its receipt."""
    return answer.response.id.hex[:8]


def wall(cards: Sequence[WallCard], title: str, address: str, today: date) -> Said:
    """Return the newest of what went to a council's meetings, and where all of it stands."""
    shown = [card_text(card, today) for card in cards[:ON_THE_WALL]]
    return Said("\n\n\n".join((title, *shown, f"All of it is on the web: {address}")))


def card_text(card: WallCard, today: date) -> str:
    """Return what was said and what came of it so far."""
    many = f" ({card.how_many.words} of you)" if card.how_many is not None else ""
    said = f"You said{many}\n“{card.said}”"
    if card.answer is None:
        verb = "goes" if card.asked_on > today else "went"
        went = f"This {verb} to the {card.board} on {long_date(card.asked_on)}."
        return f"{said}\n\nNo answer yet. {went} The answer will stand here."
    return f"{said}\n\n{_answer(card, card.answer)}"


def _answer(card: WallCard, answer: PublishedAnswer) -> str:
    response = answer.response
    lines = [answer.headline, response.plain]
    if answer.kind is ResponseKind.DID and response.shown_by:
        lines.append(f"What shows it: {response.shown_by}")
    if answer.kind is ResponseKind.CANNOT and response.challenge:
        lines.append(response.challenge)
    lines.append(f"({card.board}, {long_date(response.answered_on)})")
    if answer.days_late:
        days = "1 day" if answer.days_late == 1 else f"{answer.days_late} days"
        lines.append(f"This is {days} late. It goes back to every meeting until it is done.")
    return "\n".join(lines)


def _when(stone: Stone, today: date) -> str:
    if stone.week is None:
        return ""
    ago = (Week.of(today).monday() - stone.week.monday()).days // 7
    words = {0: "this week", 1: "last week"}
    return f", {words.get(ago, f'week of {long_date(stone.week.monday())}')}"
