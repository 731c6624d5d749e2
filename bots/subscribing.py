"""Being told when there is an answer: asked for after sending, the same words for everyone."""

from bots import words
from bots.adapter import Replies, Said
from bots.buttons import Tap
from bots.visit import Visit
from participation.core.speech import said as _
from participation.services import contacts
from participation.services.consultations import consultation_at
from participation.services.contacts import Subscriber


def tell_me(visit: Visit, tap: Tap) -> Replies:
    """Have the chat told when the consultation behind the button has an answer."""
    consultation = consultation_at(visit.session, "".join(tap.parts[:1]))
    subscriber = Subscriber(visit.chat, visit.language)
    contacts.tell_me(visit.session, visit.chat_keys, consultation, subscriber)
    return Replies((Said(_(words.TELLING_YOU)),))


def forget(visit: Visit) -> bool:
    """Forget that the chat is to be told of anything, and return whether it was to be."""
    return contacts.stop_telling(visit.session, visit.chat_keys, visit.chat)
