"""A digest as its board's report: what the officer writes into it, and who has cleared it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.core.errors import BadInput, NotFound, Refused
from participation.domain.digest import ClearanceGiven, Implication, PartHeading, Report
from participation.models import Council, Digest, DigestClearance, DigestImplication
from participation.services.champions import champions_by_promise
from participation.services.councils import pack_of
from participation.services.meetings import arrangement_of

BACKGROUND = "background"
LONGEST = 4000


@dataclass(frozen=True)
class Writing:
    """What the officer has to write: whether a background stands in the report, and the rest."""

    has_background: bool
    report: Report

    @property
    def is_any(self) -> bool:
        """Return whether the board asks for more than the service's own order."""
        return bool(self.has_background or self.report.implications or self.report.clearances)


def check_draft(digest: Digest) -> None:
    """Raise Refused for a digest that has been sent."""
    if digest.sent_on is not None:
        raise Refused("This digest has been sent, so it stands as it is. Use the next meeting's.")


def report_of(session: Session, council: Council, digest: Digest) -> Report:
    """Return how the digest is laid out for its board, and what was written into it."""
    board = arrangement_of(council, digest.meeting.board.code)
    rows = session.scalars(
        select(DigestImplication).where(DigestImplication.digest_id == digest.id)
    )
    written = {row.name: row.words for row in rows}
    cleared = {row.name: row for row in _clearances(session, digest)}
    pack = pack_of(council)
    champions = champions_by_promise(session, council)
    return Report(
        parts=tuple(PartHeading(part.part, part.heading) for part in board.report),
        background=digest.background,
        implications=tuple(Implication(name, written.get(name, "")) for name in board.implications),
        clearances=tuple(
            _given(clearance.name, cleared.get(clearance.name)) for clearance in board.clearances
        ),
        promises=tuple(promise.short for promise in pack.pledge.promises),
        pledge=pack.words.pledge,
        promise=pack.words.promise,
        champions=tuple(
            (promise.short, champions[promise.code])
            for promise in pack.pledge.promises
            if promise.code in champions
        ),
    )


def writing_of(session: Session, council: Council, digest: Digest) -> Writing:
    """Return what there is to write and to clear in the digest."""
    report = report_of(session, council, digest)
    return Writing(any(part.part == BACKGROUND for part in report.parts), report)


def write_report(
    session: Session,
    council: Council,
    digest: Digest,
    background: str,
    implications: dict[str, str],
) -> None:
    """Keep the background and the implications, by name.

    Raises BadInput for one that is too long, NotFound for a name that the board does not know.
    """
    check_draft(digest)
    if max(map(len, (background, *implications.values()))) > LONGEST:
        raise BadInput("Use at most 4,000 characters in each part.")
    digest.background = background.strip()
    board = arrangement_of(council, digest.meeting.board.code)
    there = {
        row.name: row
        for row in session.scalars(
            select(DigestImplication).where(DigestImplication.digest_id == digest.id)
        )
    }
    for name, words in implications.items():
        if name not in board.implications:
            raise NotFound(f"{board.name} asks for no implications called {name}.")
        row = there.get(name)
        if row is None:
            row = DigestImplication(council_id=council.id, digest_id=digest.id, name=name)
            session.add(row)
        row.words = words.strip()
    session.flush()


def give_clearance(
    session: Session, council: Council, digest: Digest, name: str, by: str, on: date
) -> None:
    """Record that a digest is cleared, by whom and when; a second time puts the first right.

    Raises BadInput without a name, NotFound for a clearance that the board does not ask for.
    """
    check_draft(digest)
    board = arrangement_of(council, digest.meeting.board.code)
    if name not in {clearance.name for clearance in board.clearances}:
        raise NotFound(f"{board.name} asks for no clearance called {name}.")
    if not by.strip():
        raise BadInput("Write who cleared it.")
    row = next((row for row in _clearances(session, digest) if row.name == name), None)
    if row is None:
        row = DigestClearance(council_id=council.id, digest_id=digest.id, name=name)
        session.add(row)
    row.cleared_by, row.cleared_on = by.strip(), on
    session.flush()


def check_cleared(session: Session, council: Council, digest: Digest) -> None:
    """Raise Refused while a clearance that the board asks for is missing."""
    missing = [
        line.name for line in report_of(session, council, digest).clearances if line.on is None
    ]
    if missing:
        raise Refused(f"Not cleared yet: {', '.join(missing)}. Record who cleared it, then send.")


def _clearances(session: Session, digest: Digest) -> list[DigestClearance]:
    return list(
        session.scalars(select(DigestClearance).where(DigestClearance.digest_id == digest.id))
    )


def _given(name: str, row: DigestClearance | None) -> ClearanceGiven:
    if row is None:
        return ClearanceGiven(name, "", None)
    return ClearanceGiven(name, row.cleared_by, row.cleared_on)
