"""Taking back: what is not sent yet, and what was sent, by its receipt; each asked once more."""

from bots import looking, words
from bots.adapter import Replies, Rows, Said
from bots.buttons import Tap, Verb, button, letters_of
from bots.rows import in_rows
from bots.telling import any_of
from bots.visit import Visit
from participation.core.errors import Refused
from participation.core.speech import counted
from participation.core.speech import said as _
from participation.domain.receipts import Receipt, read_receipt
from participation.domain.responses import long_date
from participation.services import chats, withdrawals
from participation.services.journeys import Journey, journey
from participation.services.withdrawals import TakenBack, take_back_until, until_in_words


def ask(visit: Visit) -> Replies:
    """Ask whether to delete what is not sent, or for the receipt of what was."""
    if visit.turn() is None:
        return ask_for_words(visit)
    yes, no = button(_("Yes, delete it"), Verb.FORGET), button(_("No, keep it"), Verb.CARRY_ON)
    sent = button(_("Take back what I sent before"), Verb.TAKE_BACK)
    return Replies((Said(_(words.SURE), (*in_rows((yes, no), 2), (sent,))),))


def forget(visit: Visit, _tap: Tap) -> Replies:
    """Delete what is not sent."""
    unsent = visit.turn() is not None
    visit.held.forget()
    first = _(words.STOPPED) if unsent else _(words.NOTHING_TO_STOP)
    return Replies((Said(f"{first} {visit.stays()}", edit=True),))


def ask_for_words(visit: Visit) -> Replies:
    """Ask for the five words of what is to be taken back."""
    return Replies((visit.asks_for_words(words.TYPE_TO_TAKE_BACK),))


def begin(visit: Visit, tap: Tap) -> Replies:
    """Show what would go and what would not, of the receipt in the button; else ask for one."""
    if not tap.parts:
        return ask_for_words(visit)
    return Replies((_asked(visit, looking.receipt_of(visit, tap), edit=True),))


def look_up(visit: Visit, typed: str) -> Replies:
    """Show what would go and what would not, and take the typed words out of the chat."""
    receipt = read_receipt(typed)
    said = None if receipt is None else _asked(visit, receipt)
    return Replies((said or Said(_(words.NO_SUCH_RECEIPT)),), delete=True)


def take(visit: Visit, tap: Tap) -> Replies:
    """Take the words back and say what still has to be read."""
    receipt = looking.receipt_of(visit, tap)
    told = journey(visit.session, visit.keys, str(receipt), visit.today)
    if told is None:
        return Replies((Said(_(withdrawals.UNKNOWN), edit=True),))
    done = withdrawals.take_back(visit.session, visit.keys, str(receipt), visit.now)
    return Replies((Said(_taken(told, done), edit=True),))


def _asked(visit: Visit, receipt: Receipt, edit: bool = False) -> Said:
    told = journey(visit.session, visit.keys, str(receipt), visit.today)
    if told is None:
        return Said(_(words.NO_SUCH_RECEIPT), edit=edit)
    if not told.may_take_back:
        raise Refused(_(withdrawals.TOO_LATE))
    sealed = letters_of(chats.seal_receipt(visit.secret, receipt))
    until = until_in_words(take_back_until(visit.session, told.council.id, visit.today))
    rows: Rows = (
        (button(_("Yes, take them back"), Verb.TAKEN_BACK, sealed),),
        (button(_("No, keep them"), Verb.JOURNEY, sealed, "e"),),
    )
    return Said(_what_goes(told, until), rows, edit=edit)


def _what_goes(told: Journey, until: str) -> str:
    at_once = _(
        "What you picked, what you wrote that has been read, and your five words. "
        "They will not work any more."
    )
    read_first = _(
        "Words that nobody has read yet. %(reader)s reads them first, to make sure nobody is in "
        "danger. Then they are gone too.",
        reader=_reader(told),
    )
    stays = _(
        "If your words made us think that someone may not be safe, the safeguarding lead keeps "
        "a locked copy. That can't be taken back, so that nobody can make you hide it."
    )
    undo = _(
        "You can't undo it. If you still have something to say, you can say it again while the "
        "questions are open."
    )
    return "\n\n".join(
        (
            f"{_('Take your words back?')}\n{told.consultation}",
            f"{_('Gone at once')}\n{at_once}",
            f"{_('Read once first, then gone')}\n{read_first}",
            f"{_('Not gone: words about danger')}\n{stays}",
            f"{until} {undo}",
        )
    )


def _taken(told: Journey, done: TakenBack) -> str:
    parts = [_("Your words are taken back")]
    if done.to_read:
        waits = counted(
            "One thing you wrote has not been read yet.",
            "%(num)s things you wrote have not been read yet.",
            done.to_read,
        )
        reads = _(
            "%(reader)s reads it by %(day)s, to make sure nobody is in danger. Then it is gone. "
            "It will stand in no paper.",
            reader=_reader(told),
            day=long_date(told.when_read.read_by),
        )
        rest = _("All the rest is gone now, and your five words do not work any more.")
        parts.append(f"{waits} {reads} {rest}")
    else:
        parts.append(_("They are gone, and your five words do not work any more."))
    parts.append(
        _(
            "If the safeguarding lead was already told that someone may not be safe, "
            "a locked copy stays with them."
        )
    )
    return "\n\n".join(parts)


def _reader(told: Journey) -> str:
    return any_of(told.when_read.readers)
