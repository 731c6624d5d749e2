"""Mail goes out whole, and whatever goes wrong is an OSError, to be tried again."""

import socket

import pytest

from participation.core.ports import Mail
from participation.worker.mailer import mailer_for
from tests.fakes.smtp import DROP, LATER, NEVER, FakeSmtp

MAIL = Mail(
    to="member@testshire.example",
    subject="Papers for 12 March – 3 asks",
    plain="Three asks wait for the Board’s answer.\n.\nSign in to read them.\n",
    html="<p>Three asks wait for the Board’s answer.</p>",
)


def send(server: FakeSmtp) -> None:
    mailer_for(f"127.0.0.1:{server.port}", "participation@testshire.example").send(MAIL)


def test_a_message_arrives_whole_in_both_forms():
    with FakeSmtp.running() as server:
        send(server)

    (message,) = server.stored
    assert message["To"] == MAIL.to
    assert message["From"] == "participation@testshire.example"
    assert message["Subject"] == MAIL.subject
    assert message.get_body(("plain",)).get_content().splitlines() == MAIL.plain.splitlines()
    assert message.get_body(("html",)).get_content().strip() == MAIL.html


@pytest.mark.parametrize("answer", [LATER, NEVER, DROP])
def test_what_the_server_refuses_is_told_as_an_oserror(answer):
    with FakeSmtp.running(answer) as server, pytest.raises(OSError):
        send(server)


def test_a_retry_after_a_lost_answer_carries_the_same_identity():
    with FakeSmtp.running(DROP) as server:
        with pytest.raises(OSError):
            send(server)
        send(server)

    first, second = server.stored
    assert first["Message-ID"] == second["Message-ID"]


def test_another_message_has_another_identity():
    other = Mail(MAIL.to, MAIL.subject, "Four asks now.\n", MAIL.html)

    with FakeSmtp.running() as server:
        send(server)
        mailer_for(f"127.0.0.1:{server.port}", "participation@testshire.example").send(other)

    first, second = server.stored
    assert first["Message-ID"] != second["Message-ID"]


def test_a_server_that_is_down_is_told_as_an_oserror():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        with pytest.raises(OSError):
            mailer_for(f"127.0.0.1:{port}", "participation@testshire.example").send(MAIL)


def test_without_a_server_mail_waits():
    with pytest.raises(OSError, match="no mail server is set up"):
        mailer_for("", "participation@testshire.example").send(MAIL)
