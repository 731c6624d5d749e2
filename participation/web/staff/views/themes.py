"""Themes: the council's codebook, and every version that it had."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, session
from flask_security import current_user

from participation.core.errors import NotFound
from participation.domain.policy import Permission, may
from participation.services.champions import champions_by_theme
from participation.services.codebook_editing import offered
from participation.services.codebook_merging import UNDO_DAYS
from participation.services.codebook_record import (
    FIRST_VERSION,
    ThemeState,
    codebook_at,
    states,
    versions,
)
from participation.services.codebook_splitting import left_to_place, parts_of
from participation.services.councils import pack_of
from participation.services.theme_figures import Told, coded_answers, last_told
from participation.services.theme_proposals import proposed
from participation.web.staff.access import needs
from participation.web.staff.agreement_words import line_of_each, lines_of_one
from participation.web.staff.office import Desk, reading
from surveys.packs import headings_of

pages = Blueprint("themes", __name__, url_prefix="/themes")

WRITTEN = {
    "name": "Name in papers",
    "own_name": "Young people’s own name",
    "description": "What it means",
    "promise": "Promise",
    "lenses": "In reports",
    "lead": "Who leads on it",
    "examples": "Example phrases",
    "retired_on": "Retired on",
    "merged_into": "Merged into",
    "part_of": "Part of",
}


@pages.get("")
@needs(Permission.SEE_THEMES)
def show() -> str:
    """Show every theme, or those in which the words looked for stand."""
    wanted = " ".join(request.args.get("q", "").split())
    changing = may(current_user.in_role, Permission.CHANGE_THEMES)
    with reading() as desk:
        standing = states(desk.session, desk.council)
        themes = [state for state in offered(standing) if holds(state, wanted)]
        return render_template(
            "staff/themes.html",
            themes=themes,
            wanted=wanted,
            many=len(offered(standing)),
            retired=sorted((s for s in standing.values() if s.retired_on), key=lambda s: s.name),
            coded=_coded(desk),
            told=_told(desk),
            proposals=proposed(desk.session, desk.council),
            promises=_promises(desk),
            one_promise=_one(desk),
            waiting=_waiting(desk, standing),
            agreements=line_of_each(desk) if changing else {},
            may_change=changing,
            said=session.pop("said", ""),
        )


@pages.get("/of/<code>")
@needs(Permission.SEE_THEMES)
def show_one(code: str) -> str:
    """Show one theme with all that is said of it, what was told, and who agrees on it."""
    with reading() as desk:
        standing = states(desk.session, desk.council)
        state = standing.get(code)
        if state is None:
            raise NotFound("That theme is not in your codebook. Choose one from the list.")
        changing = may(current_user.in_role, Permission.CHANGE_THEMES)
        return render_template(
            "staff/theme.html",
            theme=state,
            into=standing.get(state.merged_into),
            whole=standing.get(state.part_of),
            of_it=parts_of(standing, code),
            headings=headings_of(pack_of(desk.council), state.lenses),
            promise=_promises(desk).get(state.promise, ""),
            one_promise=_one(desk),
            champion=champions_by_theme(desk.council).get(code, ""),
            coded=_coded(desk).get(code, 0),
            told=_told(desk).get(code, ()),
            agreements=lines_of_one(desk, code) if changing and not state.retired_on else (),
            may_change=changing,
            last=len(offered(standing)) == 1,
            said=session.pop("said", ""),
        )


@pages.get("/versions")
@needs(Permission.CHANGE_THEMES)
def show_versions() -> str:
    """Show every change of the codebook with who and when, newest first."""
    with reading() as desk:
        found = versions(desk.session, desk.council)
        one = _one(desk)
        return render_template(
            "staff/theme-versions.html",
            versions=found,
            changes={each.number: changes(each.before, each.after, one) for each in found},
            undone={version.takes_back for version in found},
            first=FIRST_VERSION,
            undo_days=UNDO_DAYS,
            said=session.pop("said", ""),
        )


@pages.get("/versions/<int:number>")
@needs(Permission.CHANGE_THEMES)
def show_version(number: int) -> str:
    """Show the codebook as it was at one version."""
    with reading() as desk:
        kept = codebook_at(desk.session, desk.council, number)
        return render_template(
            "staff/theme-version.html",
            number=number,
            themes=offered(kept),
            promises=_promises(desk),
            one_promise=_one(desk),
        )


def holds(state: ThemeState, wanted: str) -> bool:
    """Return whether each of the words looked for stands in what is said of the theme."""
    said = " ".join((state.name, state.own_name, state.description, state.lead, *state.examples))
    return all(word in said.casefold() for word in wanted.casefold().split())


def changes(
    before: Mapping[str, ThemeState], after: Mapping[str, ThemeState], promise: str = "Promise"
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return for each theme of a change its name, and what stood and stands where they differ.

    `promise` is what the council calls one promise.
    """
    found, written = [], WRITTEN | {"promise": promise}
    for code, now in after.items():
        was = before.get(code)
        lines = [
            (words, _shown(getattr(was, field)) if was else "", _shown(getattr(now, field)))
            for field, words in written.items()
            if was is None or getattr(was, field) != getattr(now, field)
        ]
        found.append((now.name, [line for line in lines if line[1] or line[2]]))
    return found


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _coded(desk: Desk) -> dict[str, int]:
    """Return exact numbers for whoever reads the answers, and none for anybody else."""
    if not may(current_user.in_role, Permission.READ_ANSWERS):
        return {}
    return dict(coded_answers(desk.session, desk.council))


def _told(desk: Desk) -> Mapping[str, tuple[Told, ...]]:
    """Return what was told of each theme: to everybody, for whoever does not read the answers."""
    reads = may(current_user.in_role, Permission.READ_ANSWERS)
    return last_told(desk.session, desk.council, sent_only=not reads)


def _waiting(desk: Desk, standing: Mapping[str, ThemeState]) -> list[tuple[ThemeState, int]]:
    """Return the split themes with how many answers wait for their part, to who may give it."""
    if not may(current_user.in_role, Permission.READ_ANSWERS):
        return []
    left = left_to_place(desk.session, desk.council)
    return [(standing[code], many) for code, many in sorted(left.items())]


def _promises(desk: Desk) -> dict[str, str]:
    return {promise.code: promise.short for promise in pack_of(desk.council).pledge.promises}


def _one(desk: Desk) -> str:
    """Return what the council calls one promise of its pledge, to begin a line with."""
    return pack_of(desk.council).words.promise.capitalize()
