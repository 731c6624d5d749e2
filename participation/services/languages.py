"""Languages: offered to young people only once somebody has read them and somebody interprets.

The texts of help and of what is secret must be read by a named person, because a wrong word
there harms; and somebody must be named who puts answers into English, because an answer that
nobody can read is not heard.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from participation.core.catalogues import ENGLISH, forms_in, languages, own_name
from participation.core.clock import day_of
from participation.core.errors import BadInput, NotFound, Refused
from participation.core.speech import marked
from participation.domain.policy import Permission, Role, may
from participation.models import Account, Council, Language
from participation.services.audit import note

TO_BE_READ = (
    marked("Leave out any question. Stop when you like."),
    marked("%(reader)s reads every answer by %(day)s."),
    marked("We don't ask or keep your name."),
    marked("The person reading may still guess from what you write: leave out names and places."),
    marked("If someone is in danger, it can't stay secret."),
    marked("Need someone now? Don't wait for us."),
    marked("free, day or night."),
    marked("if you are in danger."),
    marked("At the end you get five words."),
    marked("They bring you back here to see where your words are on the path."),
    marked("Words about danger stay."),
    marked("This phone or tablet is shared"),
    marked("Talk to someone now"),
    marked("In danger now"),
    marked(
        "Childline is free and open day and night. The call does not show on a phone bill. "
        "If you or someone else is in danger now, call 999."
    ),
    marked("Thank you for telling us. You can talk to someone now."),
    marked("Nobody has seen this yet."),
    marked("If you or someone else is in danger, please don't wait for us to read it."),
    marked(
        "With a tick, these words can stand in a paper for %(board)s, and others can read that "
        "paper too. Anything personal is taken out first. Without a tick, only the person who "
        "reads the answers sees them."
    ),
    marked(
        "If your words made us think that someone may not be safe, the safeguarding lead keeps "
        "a locked copy. That can't be taken back, so that nobody can make you hide it."
    ),
    marked("Childline, free, day or night"),
    marked(
        "It is for people of 16 and over. This chat is not locked between you and us: Telegram "
        "knows your number and can read it, and so can anyone who picks up your phone."
    ),
    marked("Are you 16 or over, and OK to answer here?"),
    marked(
        "Nobody will read what you just wrote: I'm a machine. If you or someone else is in danger, "
        "please tell a person. Here is who you can talk to now."
    ),
    marked(
        "What you wrote made us think of your safety. It is read early, but not at once. "
        "If you need someone now:"
    ),
    marked("I have forgotten what you typed. Nobody has been asked to reach you."),
)
"""What a named person reads before the language is offered: help, and what is secret."""


@dataclass(frozen=True)
class Standing:
    """How far a language has come in one council."""

    code: str
    own_name: str
    read_by: str
    read_on: date | None
    read_again: bool
    interpreter: Account | None
    offered: bool

    @property
    def begun(self) -> bool:
        """Return whether somebody has begun to prepare it."""
        return bool(self.read_by) or self.interpreter is not None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what is still to be done before it can be offered."""
        reading = "its help and secrecy texts have to be read by a named person"
        again = "its help and secrecy texts have changed and have to be read again"
        nobody = "somebody has to be named who puts answers into English"
        first = (
            () if self.read_by and not self.read_again else (again if self.read_by else reading,)
        )
        return (*first, *(() if self.interpreter else (nobody,)))


def texts_of(language: str) -> tuple[tuple[str, str], ...]:
    """Return each text that is to be read, in English and in the language."""
    pairs = []
    for text in TO_BE_READ:
        found = forms_in(language, text)
        pairs.append((text, text if found is None else found[1][0]))
    return tuple(pairs)


def standings(session: Session, council: Council) -> tuple[Standing, ...]:
    """Return how far every language but English has come."""
    rows = {row.code: row for row in session.scalars(_of(council))}
    return tuple(
        _standing(session, code, rows.get(code)) for code in languages() if code != ENGLISH
    )


def in_use(session: Session, council: Council) -> dict[str, bool]:
    """Return each language that is offered or being prepared, and whether it is offered."""
    found = (each for each in standings(session, council) if each.offered or each.begun)
    return {standing.code: standing.offered for standing in found}


def standing_of(session: Session, council: Council, code: str) -> Standing:
    """Return how far this language has come; raises NotFound for one without a catalogue."""
    _check_known(code)
    return _standing(session, code, _row(session, council, code))


def offered(session: Session, council: Council) -> tuple[str, ...]:
    """Return the languages that young people of the council can choose, English first."""
    codes = session.scalars(_of(council).with_only_columns(Language.code).where(Language.offered))
    return (ENGLISH, *sorted(set(codes) & set(languages())))


def offered_anywhere(session: Session) -> tuple[str, ...]:
    """Return the languages that any council here offers, English first."""
    return (ENGLISH, *sorted(set(session.scalars(_OFFERED)) & set(languages())))


_OFFERED = select(Language.code).where(Language.offered)
"""Made once: every page asks it."""


def record_reading(
    session: Session, council: Council, account: Account, code: str, name: str, now: datetime
) -> None:
    """Note who has read the help and secrecy texts; raises BadInput without a name."""
    if len(name.split()) < 2:
        raise BadInput("Write the first and last name of the person who read the texts.")
    row = _made(session, council, code)
    row.read_by, row.read_on, row.texts_read = name.strip(), day_of(now), _digest(code)
    note(session, account, "noted who read a language", now, words=f"{code}: {row.read_by}")


def name_interpreter(
    session: Session, council: Council, account: Account, code: str, email: str, now: datetime
) -> Account:
    """Name the account that puts answers into English; raises NotFound or Refused."""
    named = session.scalar(
        select(Account).where(
            Account.council_id == council.id,
            Account.email == email.strip().lower(),
            Account.active,
        )
    )
    if named is None:
        raise NotFound("Nobody signs in here with that e-mail. Add an account for them first.")
    if not may(Role(named.role), Permission.INTERPRET):
        raise Refused("Only an interpreter or a participation officer can be named. Change role.")
    row = _made(session, council, code)
    row.interpreter_id = named.id
    note(session, account, "named an interpreter", now, words=f"{code}: {named.name}")
    return named


def turn_on(session: Session, council: Council, account: Account, code: str, now: datetime) -> None:
    """Offer the language to young people; raises Refused, saying what is missing."""
    standing = standing_of(session, council, code)
    if standing.missing:
        raise Refused(f"{code} can't be turned on yet: {' and '.join(standing.missing)}.")
    _made(session, council, code).offered = True
    note(session, account, "turned on a language", now, words=code)


def turn_off(
    session: Session, council: Council, account: Account, code: str, now: datetime
) -> None:
    """Offer the language no longer; whoever has begun in it may finish."""
    _made(session, council, code).offered = False
    note(session, account, "turned off a language", now, words=code)


def _standing(session: Session, code: str, row: Language | None) -> Standing:
    if row is None:
        return Standing(code, own_name(code), "", None, False, None, False)
    named = None if row.interpreter_id is None else session.get(Account, row.interpreter_id)
    return Standing(
        code,
        own_name(code),
        row.read_by,
        row.read_on,
        read_again=bool(row.read_by) and row.texts_read != _digest(code),
        interpreter=named if named is not None and named.active else None,
        offered=row.offered,
    )


def _of(council: Council) -> Select[Language]:
    return select(Language).where(Language.council_id == council.id)


def _row(session: Session, council: Council, code: str) -> Language | None:
    return session.scalar(_of(council).where(Language.code == code))


def _made(session: Session, council: Council, code: str) -> Language:
    _check_known(code)
    row = _row(session, council, code)
    if row is None:
        row = Language(council_id=council.id, code=code)
        session.add(row)
        session.flush()
    return row


def _check_known(code: str) -> None:
    if code == ENGLISH or code not in languages():
        raise NotFound(f"There is no language called {code} here. Use one of the list.")


def _digest(code: str) -> str:
    return sha256("\n".join(text for _, text in texts_of(code)).encode()).hexdigest()
