"""What the queue shows of one answer: its words masked, what is proposed, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask import render_template, session
from werkzeug.datastructures import MultiDict

from participation.domain.redaction import allowable_words
from participation.domain.redaction.spots import settle
from participation.models import Theme
from participation.services import reading, suggesting
from participation.services.alerts import route_now
from participation.services.alike import alike
from participation.services.codebooks import heirs
from participation.services.councils import themes_of
from participation.services.nearest import nearest_answers
from participation.services.proposals import Proposal
from participation.services.reading import Unread, is_on_time
from participation.services.tones import hint
from participation.web.staff.machine_words import machine_lines, tone_line
from participation.web.staff.office import Desk, now, office, today

MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `mark` names the kind of detail when it is masked.

    `allowable` are words of it that the officer may say are never a personal detail.
    """

    words: str
    mark: str = ""
    allowable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed:
    """What an officer has typed, ticked and chosen so far, and why it was refused if it was.

    `wanted` are the words by which a theme is looked for.
    """

    words: str
    themes: frozenset[str] = frozenset()
    tone: str = ""
    wanted: str = ""
    problem: str = ""

    def refused(self, problem: str) -> "Typed":
        """Return the same with why it was refused."""
        return replace(self, problem=problem)

    def moved(self, became: Mapping[str, str]) -> "Typed":
        """Return the same with the theme that each of these became ticked in its place."""
        return replace(self, themes=frozenset(became.get(code, code) for code in self.themes))

    def with_words(self, words: str) -> "Typed":
        """Return the same with other words."""
        return replace(self, words=words)


def typed_in(form: MultiDict[str, str], words: str = "") -> Typed:
    """Return what the form of the queue holds; these words where it has none."""
    return Typed(
        form.get("words", words).replace("\r\n", "\n"),
        frozenset(form.getlist("themes")),
        form.get("tone", ""),
        " ".join(form.get("wanted", "").split()),
    )


def queue_page(desk: Desk, unread: Unread | None, typed: Typed | None = None) -> str:
    """Return the page of this answer, or of a queue that is empty."""
    shown = {
        "said": session.pop("said", ""),
        "last": session.get("last_decided", []),
        "route": route_now(desk.session, desk.council, now()),
    }
    if unread is None:
        return render_template("staff/queue-empty.html", **shown)
    suggested = unread.proposals[:MOST_SUGGESTIONS]
    if typed is None:
        typed = Typed(unread.masked, frozenset(one.code for one in suggested if one.likely))
    elif merged := heirs(desk.session, desk.council, typed.themes):
        typed = typed.moved({code: theme.code for code, theme in merged.items()})
        shown["said"] = shown["said"] or "A theme that you ticked was merged; the other is ticked."
    progress = suggesting.progress(desk.session, desk.council)
    return render_template(
        "staff/queue.html",
        **shown,
        unread=unread,
        left=progress.unread,
        begun=session.get("turn", 0) > 0,
        pieces=pieces(unread),
        suggested=suggested,
        others=_others(desk, suggested, typed),
        near=_near(desk, unread, suggested),
        alike=len(_alike(desk, unread)),
        late=not is_on_time(unread.due, today()),
        tone=_tone(desk, unread),
        machine=machine_lines(progress, office().shelf, desk.council.id),
        unknown=progress.unknown,
        as_sent=_as_sent(desk, unread),
        typed=typed,
    )


def pieces(unread: Unread) -> list[Piece]:
    """Return the text cut where details are masked, each with what was found."""
    cut, place = [], 0
    for spot in settle(unread.original, unread.spots):
        cut.append(Piece(unread.original[place : spot.start]))
        hidden = unread.original[spot.start : spot.end]
        cut.append(Piece(hidden, spot.kind.value, allowable_words(unread.original, spot)))
        place = spot.end
    cut.append(Piece(unread.original[place:]))
    return [piece for piece in cut if piece.words]


def is_ready(unread: Unread) -> bool:
    """Return whether there are words that can be cleared now."""
    return not (unread.taken_back or unread.waits_for_english or unread.waits_for_typing)


def _near(
    desk: Desk, unread: Unread, suggested: tuple[Proposal, ...]
) -> dict[str, tuple[str, ...]]:
    if not is_ready(unread):
        return {}
    found = nearest_answers(
        desk.session, desk.council, unread.answer_id, unread.original, suggested
    )
    return {code: tuple(one.text for one in texts) for code, texts in found.items() if texts}


def _alike(desk: Desk, unread: Unread) -> Collection[UUID]:
    if not is_ready(unread) or unread.worry_words:
        return ()
    return alike(desk.session, desk.council, unread.answer_id)


def _tone(desk: Desk, unread: Unread) -> str:
    if not unread.original or unread.waits_for_english:
        return ""
    return tone_line(hint(office().shelf, desk.council.id, unread.original, unread.question_name))


def _as_sent(desk: Desk, unread: Unread) -> str:
    """Return the words in the language they were sent in, once their English stands here."""
    if not unread.language or unread.waits_for_english:
        return ""
    return reading.sent_in(desk.session, desk.council, office().keys, unread.answer_id)


def _others(desk: Desk, suggested: tuple[Proposal, ...], typed: Typed) -> list[Theme]:
    """Return the themes that are not suggested: those looked for, and whatever is ticked."""
    there = {proposal.code for proposal in suggested}
    return [
        theme
        for theme in themes_of(desk.session, desk.council)
        if theme.code not in there and (theme.code in typed.themes or _holds(theme, typed.wanted))
    ]


def _holds(theme: Theme, wanted: str) -> bool:
    said = f"{theme.name} {theme.own_name} {theme.description}".casefold()
    return all(word in said for word in wanted.casefold().split())
