"""The one tree of errors. Each message is a plain sentence for the person who meets it.

ParticipationError
├── NotFound        nothing stands under that link, code or name
├── Refused         a rule says no, now: closed, not allowed, too soon
│   ├── NotAllowed  this role may not do this
│   └── Changed     somebody else changed it first
├── BadInput        what was typed cannot be used; says what to do
│   └── BadFile     a file cannot be used; names file, place and fix
└── NotSetUp        the service lacks a key, a setting or a part
"""


class ParticipationError(Exception):
    """Any error that the service explains to a person.

    `field` names what of the given it is about, as whoever gave it calls it; empty for the whole.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(ParticipationError):
    """Nothing stands under that link, code or name."""


class Refused(ParticipationError):
    """A rule says no for now."""


class NotAllowed(Refused):
    """The person's role does not allow this."""


class Changed(Refused):
    """Somebody else changed the same thing first."""


class BadInput(ParticipationError):
    """What was given cannot be used; the message says what to do."""


class BadFile(BadInput):
    """A file cannot be used; the message names the file, the place in it and the fix."""

    def __init__(self, file: str, place: str, fix: str) -> None:
        super().__init__(f"{file}, {place}: {fix}")
        self.file = file
        self.place = place
        self.fix = fix


class NotSetUp(ParticipationError):
    """The service lacks a key, a setting or a part that this needs."""
