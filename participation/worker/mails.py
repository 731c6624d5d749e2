"""Mail to people who sign in, each written from how things stand when it is sent."""

from uuid import UUID

from participation.core.clock import day_of
from participation.core.ports import Mail
from participation.services import ladder, notices, promises, routing
from participation.services.card_mail import REMIND_OF_HOMEWORK, TELL_HOMEWORK, homework_mail
from participation.services.exemption_mail import REMIND_OF_EXEMPT, exempt_mail
from participation.services.exemptions import TELL_EXEMPT
from participation.services.jobs import Leased
from participation.services.ladder_mail import rung_mail
from participation.services.routing_mail import body_mail
from participation.services.signing import TELL_TO_SIGN, sign_mail
from participation.services.written_mail import written_mail, written_reminder
from participation.services.written_procedure import TELL_IN_WRITING
from participation.services.written_reminders import REMIND_IN_WRITING
from participation.worker.bench import Bench, Handler


def tell_member(bench: Bench, job: Leased) -> None:
    """Mail one member that a digest is ready: figures, asks and a link, never quotes."""
    digest_id, account_id = job.subject.split(":")
    with bench.database.reading() as session:
        mail = notices.digest_mail(
            session,
            UUID(digest_id),
            UUID(account_id),
            bench.staff_address,
            day_of(bench.clock.now()),
        )
    _send(bench, mail)


def tell_in_writing(bench: Bench, job: Leased) -> None:
    """Mail one member that a meeting fell, and by when they answer in writing."""
    digest_id, account_id = job.subject.split(":")
    with bench.database.reading() as session:
        mail = written_mail(session, UUID(digest_id), UUID(account_id), bench.staff_address)
    _send(bench, mail)


def remind_in_writing(bench: Bench, job: Leased) -> None:
    """Mail one member that asks still wait for their answer in writing."""
    digest_id, account_id, day = job.subject.split(":")
    keys, today = (UUID(digest_id), UUID(account_id)), day_of(bench.clock.now())
    with bench.database.reading() as session:
        mail = written_reminder(session, *keys, day, bench.staff_address, today)
    _send(bench, mail)


def remind_of_promise(bench: Bench, job: Leased) -> None:
    """Mail one person about a promise that is soon due, due or late."""
    response_id, occasion, account_id = job.subject.split(":")
    with bench.database.reading() as session:
        mail = notices.promise_mail(
            session,
            UUID(response_id),
            UUID(account_id),
            bench.staff_address,
            day_of(bench.clock.now()),
            occasion,
        )
    _send(bench, mail)


def tell_rung(bench: Bench, job: Leased) -> None:
    """Mail one rung of the ladder that something is late, and note that it has gone."""
    ask_id, rung, to = job.subject.split(":")
    today = day_of(bench.clock.now())
    with bench.database.reading() as session:
        mail = rung_mail(session, UUID(ask_id), rung, to, bench.staff_address, today)
    if mail is not None:
        bench.mailer.send(mail)
        with bench.database.writing() as session:
            ladder.note_told(session, UUID(ask_id), rung, today)


def tell_body(bench: Bench, job: Leased) -> None:
    """Mail a body outside the board that an ask comes to it as well."""
    ask_id, body = job.subject.split(":")
    with bench.database.reading() as session:
        mail = body_mail(session, UUID(ask_id), body)
    _send(bench, mail)


def tell_safeguarding(bench: Bench, job: Leased) -> None:
    """Mail one person that an item needs review, and nothing else about it."""
    account_id = UUID(job.subject.partition(":")[0])
    with bench.database.reading() as session:
        mail = notices.alert_mail(session, account_id, str(job.id), bench.staff_address)
    _send(bench, mail)


def tell_contact(bench: Bench, job: Leased) -> None:
    """Mail one person that a contact request, or its opening, needs review."""
    account_id = UUID(job.subject.partition(":")[0])
    with bench.database.reading() as session:
        mail = notices.contact_mail(session, account_id, str(job.id), bench.staff_address)
    _send(bench, mail)


def tell_homework(bench: Bench, job: Leased) -> None:
    """Mail one person that challenge cards wait for their answer."""
    account_id = UUID(job.subject.partition(":")[0])
    with bench.database.reading() as session:
        mail = homework_mail(session, account_id, bench.staff_address)
    _send(bench, mail)


def tell_to_sign(bench: Bench, job: Leased) -> None:
    """Mail one person that an answer waits for them to sign it."""
    response_id, account_id = job.subject.split(":")
    with bench.database.reading() as session:
        mail = sign_mail(session, UUID(response_id), UUID(account_id), bench.staff_address)
    _send(bench, mail)


def tell_exempt(bench: Bench, job: Leased) -> None:
    """Mail one proper officer that items wait to be decided."""
    with bench.database.reading() as session:
        mail = exempt_mail(session, UUID(job.subject), bench.staff_address)
    _send(bench, mail)


def _send(bench: Bench, mail: Mail | None) -> None:
    # None: what it was about, or who it was for, has gone since it was asked for.
    if mail is not None:
        bench.mailer.send(mail)


MAILS: dict[str, Handler] = {
    "tell-member": tell_member,
    TELL_IN_WRITING: tell_in_writing,
    REMIND_IN_WRITING: remind_in_writing,
    promises.REMIND: remind_of_promise,
    ladder.TELL_RUNG: tell_rung,
    routing.TELL_BODY: tell_body,
    TELL_HOMEWORK: tell_homework,
    REMIND_OF_HOMEWORK: tell_homework,
    TELL_TO_SIGN: tell_to_sign,
    TELL_EXEMPT: tell_exempt,
    REMIND_OF_EXEMPT: tell_exempt,
    "tell-safeguarding": tell_safeguarding,
    "tell-contact": tell_contact,
}
