"""Sealed contact: somebody chooses to say who they are, and only a safeguarding lead can open it.

The duty lead opens alone and at once, with a written reason; a second person is told and
reviews it by the next working day. The request leads to no answer, unless its writer chose to
send their words with it: the link is then inside the seal.
"""

from participation.services.contacts.asking import Asked, ask, opened_on
from participation.services.contacts.custodians import (
    forget_left,
    let_in,
    make_key,
    may_open,
    public_key,
)
from participation.services.contacts.opening import (
    Opened,
    Opening,
    RequestLine,
    open_request,
    request_of,
    requests_of,
    review,
    tell_waiting,
)

__all__ = [
    "Asked",
    "Opened",
    "Opening",
    "RequestLine",
    "ask",
    "forget_left",
    "let_in",
    "make_key",
    "may_open",
    "open_request",
    "opened_on",
    "public_key",
    "request_of",
    "requests_of",
    "review",
    "tell_waiting",
]
