"""A council that offers languages, without the readers and interpreters that it needs."""

from sqlalchemy.orm import Session

from participation.models import Council, Language


def offer(session: Session, council: Council, *codes: str) -> None:
    """Offer these languages at once."""
    session.add_all(Language(council_id=council.id, code=code, offered=True) for code in codes)
    session.flush()
