"""Who else has a hand in a conversation that has just begun."""

from flask import request

from participation.services import conversations
from participation.services.conversations import Helper
from participation.web.young.door import door

BEGINS = {"with": Helper.WITH, "for": Helper.FOR}


def note_helper(secret: bytes) -> None:
    """Keep with the conversation who helps, if the form that began it says that somebody does."""
    helper = BEGINS.get(request.form.get("helper", ""))
    if helper is not None:
        with door().database.writing() as session:
            conversations.note_helper(session, secret, helper, door().today)
