"""Whether somebody has opened a request to be reached, by its own five words."""

from datetime import date

from bots import greeting, words
from bots.adapter import Replies, Rows, Said
from bots.buttons import Tap, Verb, button, bytes_of, letters_of
from bots.visit import Visit
from participation.core.errors import BadInput, NotFound
from participation.core.speech import date_in_words
from participation.core.speech import said as _
from participation.domain.receipts import Receipt, Unlocked
from participation.services import chats, contacts


def look_up(visit: Visit, receipt: Receipt, unlocked: Unlocked) -> Said | None:
    """Return whether it was opened, with a button to take it back; None for no such words."""
    try:
        opened_on = contacts.opened_with(visit.session, unlocked)
    except NotFound:
        return None
    if opened_on is not None:
        return Said(_opened(opened_on))
    sealed = chats.seal_receipt(visit.secret, receipt)
    rows: Rows = ((button(_("Take it back"), Verb.UNASK, letters_of(sealed)),),)
    free = _(
        "You can take it back until someone opens it. Then it is gone, and nobody gets in touch."
    )
    then = _("Someone opens it when they are at work, and then gets in touch the way you said.")
    waits = f"{_('Not opened yet')}. {then}"
    return Said("\n\n".join((waits, greeting.cannot_wait(visit.packs), free)), rows)


def unask(visit: Visit, tap: Tap) -> Replies:
    """Take the request back, unless somebody has opened it."""
    receipt = chats.open_receipt(visit.secret, bytes_of("".join(tap.parts)))
    if receipt is None:
        raise BadInput(_(words.OLD_BUTTON))
    opened_on = contacts.take_back(visit.session, visit.keys, str(receipt), visit.now)
    if opened_on is not None:
        return Replies((Said(_opened(opened_on), edit=True),))
    gone = _(
        "It is gone. Nobody has opened it, and nobody can now. "
        "Your five words for it do not work any more."
    )
    return Replies((Said(f"{gone} {_('You can ask again at any time.')}", edit=True),))


def _opened(day: date) -> str:
    when = _(
        "A person opened it on %(day)s. They get in touch the way you said.",
        day=date_in_words(day),
    )
    stays = _(
        "It can't be taken back now. It stays with the people whose job is to keep children safe."
    )
    return f"{_('Yes, someone opened it')}. {when} {stays}"
