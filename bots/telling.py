"""What came of it: the receipt, the path with its answers, and the wall."""

from collections.abc import Sequence
from datetime import date

from bots.adapter import Capabilities, Rows, Said
from bots.buttons import Verb, button, letters_of
from bots.homework import cards_text
from bots.rows import in_rows
from bots.words import NO_WALL, TELL_ME, VERDICT_TAKEN
from participation.core.speech import counted, either, held_apart, in_order, marked, week_in_words
from participation.core.speech import said as _
from participation.core.types import Week
from participation.domain.journey import Passed, Stone, path
from participation.domain.receipts import Receipt
from participation.domain.responses import VERDICT_WORDS, ResponseKind, Verdict, long_date
from participation.models import MeetingState
from participation.services.consultations import WhenRead
from participation.services.councils import pack_of
from participation.services.journeys import Journey
from participation.services.messages import ToAll
from participation.services.responses import PublishedAnswer
from participation.services.seen import Sight
from participation.services.submissions import Sent
from participation.services.wall import MeetingFell, WallCard
from surveys.pack_council import CouncilPack

KEEP_THEM = marked(
    "With them you can come back and see what came of what you said. Nobody can look "
    "them up for you. Write them down, on paper is best."
)
PAUSED = marked(
    "Until %(day)s, councillors can't say anything new here. What they promised still counts. "
    "What is late still says so."
)
TAP_BELOW = marked("Then tap below, and I'll take them away.")
ON_THE_WALL = 5
"""How many cards of a council stand in one chat message; the web page has them all."""


def receipt(sent: Sent, sealed: bytes, today: date, address: str, channel: Capabilities) -> Said:
    """Return the five words, who reads what was sent, by when, and when to look again."""
    stones = path(Passed(said=Week.of(today)))
    text = "\n\n".join(
        (
            f"{_('Got it. Thank you.')}\n{signs(stones)}",
            when_read(sent.when_read),
            _("Your five words:"),
            five_words(sent.receipt),
            f"{_(KEEP_THEM)} {channel.where_taken(_(TAP_BELOW))}".rstrip(),
            f"{_('Look again %(when)s.', when=sent.when_read.look_again)} "
            f"{_('Type /journey here, or go to:')} {address}/journey",
        )
    )
    rows: Rows = (
        (button(_("Where are my words now?"), Verb.JOURNEY, letters_of(sealed)),),
        *tell_me(sent.consultation.link),
        (button(_("I have written them down"), Verb.WRITTEN_DOWN, sent.consultation.link),),
    )
    return Said(text, rows)


def tell_me(link: str) -> Rows:
    """Return the button that asks to be told of the consultation behind the link."""
    return ((button(_(TELL_ME), Verb.TELL_ME, link),),)


def five_words(receipt: Receipt) -> str:
    """Return the words in their order, and their digits for readers of other letters."""
    return f"{in_order(str(receipt))}\n{in_order(f'({receipt.digits})')}"


def when_read(when: WhenRead) -> str:
    """Return who reads what was sent, and by when."""
    day = long_date(when.read_by)
    return _("%(reader)s reads it by %(day)s.", reader=any_of(when.readers), day=day)


def signs(stones: Sequence[Stone]) -> str:
    """Return the path as seven signs and the word of the furthest step that has happened."""
    drawn = "".join("●" if stone.filled else "○" for stone in stones)
    furthest = [stone.word for stone in stones if stone.filled]
    return f"{drawn} {furthest[-1] if furthest else ''}".rstrip()


def journey(
    told: Journey, sealed: bytes, today: date, wrote: bool, address: str
) -> tuple[Said, ...]:
    """Return the path, then a message for each thing that went to the meeting.

    `wrote` says that a word waits for this receipt: it is not put into a chat that others read.
    """
    steps = "\n".join(
        f"{'●' if stone.filled else '○'} {stone.sentence}{_when(stone, today)}"
        for stone in told.stones
    )
    parts = [f"{signs(told.stones)}\n{told.consultation}", steps]
    if wrote:
        parts.append(_wrote_back(address))
    if told.may_be_complaint:
        parts.append(_put_right(pack_of(told.council)))
    if told.themes:
        themes = _(", ").join(told.themes)
        parts.append(_("Your words joined what others said about: %(themes)s", themes=themes))
    if not any(stone.filled for stone in told.stones[1:]):
        parts.append(when_read(told.when_read))
    if not told.cards and not told.told:
        look = _("Look again %(when)s.", when=told.when_read.look_again)
        parts.append(f"{_('No answer yet.')} {look} {_('The answer will stand here.')}")
    parts += [to_all(message) for message in told.messages]
    if told.paused_until is not None:
        parts.append(_(PAUSED, day=long_date(told.paused_until)))
    cards = (card_to_judge(told, card, sealed, today) for card in told.cards)
    back = button(_("Take my words back"), Verb.TAKE_BACK, letters_of(sealed))
    all_cards = f"{address}/cards/{told.council.name}"
    homework = [Said(cards_text(told.told, today, all_cards))] if told.told else []
    path = Said("\n\n".join(parts), ((back,),) if told.may_take_back else ())
    return (path, *homework, *cards)


def _wrote_back(address: str) -> str:
    from_whom = _(
        "It is from the person whose job is to keep children safe. "
        "It takes your five words to open it."
    )
    return f"{_('Somebody wrote back to you')}\n{from_whom} {address}/journey"


def _put_right(pack: CouncilPack) -> str:
    words = _(
        "The person who read your words thinks something may need fixing for you. They don't know "
        "who you are, so they can't do it for you. These people can. You choose."
    )
    ways = "\n".join(f"{way.name}: {in_order(way.phone)}" for way in pack.help.ways if way.phone)
    return f"{_('Do you want this put right?')}\n{words}\n{ways}"


def any_of(readers: Sequence[str]) -> str:
    """Return the readers in one breath, as a sentence begins."""
    words = either([held_apart(reader) for reader in readers])
    return words[:1].upper() + words[1:]


def to_all(message: ToAll) -> str:
    """Return what everybody of the consultation is told, and by whom."""
    title = _("A message to everyone who was asked")
    from_whom = _(
        "It is from the person whose job is to keep children safe. Everyone sees the same words."
    )
    return f"{title}\n{message.words}\n{from_whom}"


def card_to_judge(
    told: Journey, card: WallCard, sealed: bytes, today: date, edit: bool = False
) -> Said:
    """Return one card of the path; an answered one asks if it helped."""
    text = card_text(card, today)
    if card.answer is None:
        return Said(text, edit=edit)
    given = told.verdicts.get(card.answer.response.id)
    asks = _("Did it help?") if given is None else _(VERDICT_TAKEN)
    return Said(f"{text}\n\n{asks}", _verdicts(card.answer, given, sealed), edit=edit)


def _verdicts(answer: PublishedAnswer, given: Verdict | None, sealed: bytes) -> Rows:
    parts = (letters_of(sealed), answer_mark(answer))
    buttons = [
        button(f"{'✓ ' if verdict is given else ''}{_(words)}", Verb.VERDICT, *parts, place)
        for place, (verdict, words) in enumerate(VERDICT_WORDS.items())
    ]
    return in_rows(buttons, 2)


def answer_mark(answer: PublishedAnswer) -> str:
    """Return the few letters by which a button names a published answer of its receipt."""
    return answer.response.id.hex[:8]


def wall(
    cards: Sequence[WallCard],
    title: str,
    address: str,
    today: date,
    agreed: Sequence[str] = (),
) -> Said:
    """Return what was agreed, the newest of what went to meetings, and where all of it stands."""
    shown = [card_text(card, today) for card in cards[:ON_THE_WALL]]
    all_of_it = f"{_('All of it is on the web:')} {address}"
    return Said("\n\n\n".join((title, *agreed, *(shown or (_(NO_WALL),)), all_of_it)))


def card_text(card: WallCard, today: date) -> str:
    """Return what was said and what came of it so far."""
    about = "" if card.how_many is None else card.how_many.words
    many = f" ({_('%(about)s of you', about=about)})" if about else ""
    said = f"{_('You said')}{many}\n“{card.said}”"
    parts = [said, _where(card, today) if card.answer is None else _answer(card, card.answer)]
    own = (
        _(
            "One person on the %(board)s says this for themselves. It is not the answer:",
            board=card.board,
        )
        if card.views
        else ""
    )
    return "\n\n".join((*parts, *(f"{own} {words}" for words in card.views)))


def _where(card: WallCard, today: date) -> str:
    words = {"board": card.board, "day": long_date(card.asked_on)}
    if card.fell is not None and card.fell.written_by is not None:
        if card.to_come:
            went = _("They answer it in writing by %(day)s.", day=words["day"])
        else:
            went = _("An answer in writing was due by %(day)s.", day=words["day"])
    elif card.asked_on > today:
        went = _("This goes to the %(board)s on %(day)s. The answer will stand here.", **words)
    else:
        went = _("This went to the %(board)s on %(day)s. The answer will stand here.", **words)
    fell = f"{_fell(card.fell)} " if card.fell is not None else ""
    return f"{_('No answer yet.')} {fell}{went}"


def _fell(fell: MeetingFell) -> str:
    first = long_date(fell.day)
    if fell.is_moved:
        return f"{_('That meeting was moved from %(day)s.', day=first)} {fell.why}"
    was_for = _("This was for the %(board)s on %(day)s.", board=fell.board, day=first)
    if fell.state is MeetingState.INQUORATE:
        return (
            f"{was_for} {_('Too few people came to that meeting to decide anything.')} {fell.why}"
        )
    return f"{was_for} {_('That meeting was called off.')} {fell.why}"


def _answer(card: WallCard, answer: PublishedAnswer) -> str:
    response = answer.response
    lines = [answer.headline, response.plain]
    if response.wording_checked:
        lines.append(_("Young people checked these words."))
    if answer.kind is ResponseKind.DID and response.shown_by:
        lines.append(f"{_('What shows it:')} {response.shown_by}")
    if answer.kind is ResponseKind.CANNOT and response.challenge:
        lines.append(response.challenge)
    lines.append(f"({card.board}, {long_date(response.answered_on)})")
    if card.sight is not None:
        lines.append(_seen(card.sight))
    if answer.is_moved and answer.first_due is not None:
        first = long_date(answer.first_due)
        lines.append(_("It was first promised for %(day)s.", day=first))
    if answer.is_late:
        late = counted("This is %(num)s day late.", "This is %(num)s days late.", answer.days_late)
        lines.append(f"{late} {_('It goes back to every meeting until it is done.')}")
        if response.late_reason:
            lines.append(f"{_('Why it is late:')} {response.late_reason}")
    if response.closed_on is not None:
        closed = _("Closed by the chair on %(day)s, who says:", day=long_date(response.closed_on))
        lines.append(f"{closed} {response.closing}")
    return "\n".join(lines)


def _seen(sight: Sight) -> str:
    day = long_date(sight.looked_on)
    saw = _("Young people went to look on %(day)s. They saw it.", day=day)
    not_there = _("Young people went to look on %(day)s. They did not see it.", day=day)
    return f"{saw if sight.seen else not_there} {sight.words}".rstrip()


def _when(stone: Stone, today: date) -> str:
    if stone.week is None:
        return ""
    return f"{_(', ')}{week_in_words(stone.week, today)}"
