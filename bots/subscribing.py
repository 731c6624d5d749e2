"""Being told when there is an answer: asked for after sending, the same words for everyone."""

from bots.adapter import Replies, Said
from bots.buttons import Tap
from bots.visit import Visit
from participation.core.chat_keys import ChatKeys
from participation.core.speech import marked
from participation.core.speech import said as _
from participation.services import contacts
from participation.services.consultations import consultation_at
from participation.services.contacts import Subscriber

TELL_ME = marked("Tell me when there is an answer")
TELLING_YOU = marked(
    "OK. You will hear here when there is an answer. We keep that this chat wants to know, and "
    "nothing that leads to what you said. Type stop and we forget it."
)


def tell_me(visit: Visit, keys: ChatKeys, chat: str, tap: Tap) -> Replies:
    """Have the chat told when the consultation behind the button has an answer."""
    consultation = consultation_at(visit.session, "".join(tap.parts[:1]))
    contacts.tell_me(visit.session, keys, consultation, Subscriber(chat, visit.language))
    return Replies((Said(_(TELLING_YOU)),))
