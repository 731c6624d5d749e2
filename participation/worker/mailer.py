"""Mail over SMTP, and mail that waits in a folder until a server is set up."""

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from participation.core.ports import Mail, Mailer

TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class SmtpMailer:
    """Sends mail through one SMTP server."""

    host: str
    port: int
    mail_from: str

    def send(self, mail: Mail) -> None:
        """Send one message; raises OSError when the server cannot be reached or refuses."""
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS) as server:
            server.send_message(message_of(mail, self.mail_from))


@dataclass(frozen=True)
class FolderMailer:
    """Writes mail into a folder, for trying the service out."""

    folder: Path
    mail_from: str

    def send(self, mail: Mail) -> None:
        """Write one message; the same message again takes the place of the first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        message = message_of(mail, self.mail_from)
        name = message["Message-ID"].strip("<>").partition("@")[0]
        (self.folder / f"{name}.eml").write_bytes(message.as_bytes())


@dataclass(frozen=True)
class NoMailer:
    """Stands in while no mail server is set up; work that needs one waits and is tried again."""

    def send(self, mail: Mail) -> None:
        """Raise OSError: nothing can be sent yet."""
        raise OSError("no mail server is set up")


def message_of(mail: Mail, mail_from: str) -> EmailMessage:
    """Return the message with the same identity each time, so that a retry is not a second.

    One with a mark keeps its identity when its words change, as when it is tried the day after.
    """
    message = EmailMessage()
    message["From"] = mail_from
    message["To"] = mail.to
    message["Subject"] = mail.subject
    words = () if mail.mark else (mail.subject, mail.plain)
    told = "\0".join((mail.to, *words, mail.mark))
    digest = sha256(told.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@participation.invalid>"
    message.set_content(mail.plain)
    message.add_alternative(mail.html, subtype="html")
    return message


def mailer_for(smtp: str, mail_from: str, folder: str = "") -> Mailer:
    """Return the mailer for a server such as "mail.example:25", or a folder, or one that waits."""
    if folder:
        return FolderMailer(Path(folder), mail_from)
    if not smtp:
        return NoMailer()
    host, _, port = smtp.partition(":")
    return SmtpMailer(host, int(port or "25"), mail_from)
