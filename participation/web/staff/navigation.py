"""The menu: only what somebody's role may open."""

from dataclasses import dataclass

from flask import request, url_for
from flask_security import current_user

from participation.domain.policy import may
from participation.web.staff.access import permission_of

ENTRIES = (
    ("Start", "start.show"),
    ("Queue", "queue.show_next"),
    ("Flags", "flags.show"),
    ("Interpreting", "interpreting.show_next"),
    ("Contacts", "contacts.show_all"),
    ("Consultations", "consultations.show_all"),
    ("Surveys", "workshop.show_all"),
    ("Themes", "themes.show"),
    ("Meetings", "meetings.show"),
    ("Asks", "asks.show_all"),
    ("Languages", "languages.show_all"),
    ("Look", "looks.show"),
    ("Accounts", "administration.show"),
)


@dataclass(frozen=True)
class MenuEntry:
    """One way to go; `here` when the page stands below it."""

    words: str
    address: str
    here: bool


def menu() -> list[MenuEntry]:
    """Return the entries for whoever is signed in, none for a visitor."""
    if not current_user.is_authenticated:
        return []
    return [
        MenuEntry(words, url_for(endpoint), _is_here(endpoint))
        for words, endpoint in ENTRIES
        if (permission := permission_of(endpoint)) is not None
        and may(current_user.in_role, permission)
    ]


def _is_here(endpoint: str) -> bool:
    blueprint = endpoint.partition(".")[0]
    return request.blueprint == blueprint or _PARENTS.get(request.blueprint or "") == blueprint


# Pages that have no entry of their own stand below another's.
_PARENTS = {
    "allowing": "queue",
    "digests": "meetings",
    "kits": "meetings",
    "papers": "meetings",
    "responses": "asks",
    "topics": "meetings",
    "people": "administration",
    "worry": "flags",
}
