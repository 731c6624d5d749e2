"""A mail server that is shut when a test says so."""

from dataclasses import dataclass, field

from participation.core.ports import Mail


@dataclass
class Post:
    """Keeps what it was given, in order, and refuses while it is shut."""

    shut: bool = False
    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        if self.shut:
            raise OSError("shut")
        self.mails.append(mail)
