"""The menu: only what somebody's role may open."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request, url_for
from flask_security import current_user

from participation.domain.policy import may
from participation.web.staff.access import permission_of

SECTIONS = (
    ("Start", (("Start", "start.show"), ("The loop", "loop.show"))),
    (
        "Reading",
        (
            ("Queue", "queue.show_next"),
            ("Flags", "flags.show"),
            ("Interpreting", "interpreting.show_next"),
            ("Contacts", "contacts.show_all"),
        ),
    ),
    ("Asking", (("Consultations", "consultations.show_all"), ("Surveys", "workshop.show_all"))),
    (
        "Themes",
        (
            ("Themes", "themes.show"),
            ("Second reading", "second_reading.show_next"),
            ("Wordings", "wordings.show_next"),
        ),
    ),
    (
        "Board",
        (
            ("Meetings", "meetings.show"),
            ("Asks", "asks.show_all"),
            ("Said together", "statements.show_all"),
            ("Action plan", "plans.show"),
            ("To decide", "deciding.show_waiting"),
        ),
    ),
    (
        "Settings",
        (
            ("Languages", "languages.show_all"),
            ("Look", "looks.show"),
            ("Chat", "chat.show"),
            ("Accounts", "administration.show"),
        ),
    ),
)
MOST_SIDE_BY_SIDE = 6
"""Entries that are found at a glance; more stand in their sections."""


@dataclass(frozen=True)
class MenuEntry:
    """One way to go; `here` when the page stands below it. A section has entries of its own."""

    words: str
    address: str
    here: bool
    entries: tuple["MenuEntry", ...] = ()


def menu() -> list[MenuEntry]:
    """Return the entries for whoever is signed in, none for a visitor."""
    if not current_user.is_authenticated:
        return []
    sections = [(words, _open_ones(entries)) for words, entries in SECTIONS]
    flat = [entry for _words, entries in sections for entry in entries]
    if len(flat) <= MOST_SIDE_BY_SIDE:
        return flat
    return [_section(words, entries) for words, entries in sections if entries]


def _open_ones(entries: Iterable[tuple[str, str]]) -> tuple[MenuEntry, ...]:
    return tuple(
        MenuEntry(words, url_for(endpoint), _is_here(endpoint))
        for words, endpoint in entries
        if (permission := permission_of(endpoint)) is not None
        and may(current_user.in_role, permission)
    )


def _section(words: str, entries: tuple[MenuEntry, ...]) -> MenuEntry:
    if len(entries) == 1:
        return entries[0]
    return MenuEntry(words, entries[0].address, any(entry.here for entry in entries), entries)


def _is_here(endpoint: str) -> bool:
    blueprint = endpoint.partition(".")[0]
    return request.blueprint == blueprint or _PARENTS.get(request.blueprint or "") == blueprint


# Pages that have no entry of their own stand below another's.
_PARENTS = {
    "alike": "queue",
    "allowing": "queue",
    "bodies": "asks",
    "cards": "meetings",
    "closing": "asks",
    "digests": "meetings",
    "feeds": "meetings",
    "exemptions": "meetings",
    "figures": "meetings",
    "ideas": "themes",
    "kits": "meetings",
    "lateness": "asks",
    "measures": "asks",
    "member_views": "asks",
    "papers": "meetings",
    "partners": "asks",
    "putting": "meetings",
    "people": "administration",
    "planning": "meetings",
    "quoting": "meetings",
    "reports": "meetings",
    "responses": "asks",
    "routing": "asks",
    "seen": "statements",
    "theme_changes": "themes",
    "theme_counts": "themes",
    "theme_parts": "themes",
    "topics": "meetings",
    "totals": "meetings",
    "unsuggested": "queue",
    "worry": "flags",
}
