"""Sealed contact: somebody chooses to say who they are, and only a safeguarding lead can open it.

The duty lead opens alone and at once, with a written reason; a second person is told and
reviews it by the next working day. The request leads to no answer, unless its writer chose to
send their words with it: the link is then inside the seal.
"""

from participation.services.contacts.asking import Asked, ask, opened_on, opened_with, take_back
from participation.services.contacts.custodians import let_in, make_key, may_open
from participation.services.contacts.opening import (
    Opened,
    Opening,
    RequestLine,
    forget_old,
    open_request,
    request_of,
    requests_of,
    review,
    seal_anew,
)
from participation.services.contacts.reminders import late_requests, late_reviews, tell_waiting
from participation.services.contacts.safeguarding_keys import (
    forget_left,
    held_by_left,
    public_key,
    to_reseal,
)
from participation.services.contacts.subscriptions import (
    Subscriber,
    forget_subscriptions,
    stop_telling,
    tell_me,
    to_tell,
)

__all__ = [
    "Asked",
    "Opened",
    "Opening",
    "RequestLine",
    "Subscriber",
    "ask",
    "forget_left",
    "forget_old",
    "forget_subscriptions",
    "held_by_left",
    "late_requests",
    "late_reviews",
    "let_in",
    "make_key",
    "may_open",
    "open_request",
    "opened_on",
    "opened_with",
    "public_key",
    "request_of",
    "requests_of",
    "review",
    "seal_anew",
    "stop_telling",
    "take_back",
    "tell_me",
    "tell_waiting",
    "to_reseal",
    "to_tell",
]
