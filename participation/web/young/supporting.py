"""Who else has a hand in a conversation that has just begun."""

from flask import request

from participation.services import conversations
from participation.services.conversations import Support
from participation.web.young.door import door

BEGINS = {"with": Support.WITH, "for": Support.FOR}


def note_support(secret: bytes) -> None:
    """Keep with the conversation who helps, if the form that began it says that somebody does."""
    support = BEGINS.get(request.form.get("support", ""))
    if support is not None:
        with door().database.writing() as session:
            conversations.note_support(session, secret, support, door().today)
