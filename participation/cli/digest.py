"""Commands for digests, asks and answers."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from participation.cli.consultation import DAY
from participation.cli.ground import Ground, stand, told_plainly
from participation.core.clock import day_of
from participation.core.errors import NotFound
from participation.domain.digest import ReleasedDigest
from participation.domain.responses import Reply, ResponseKind
from participation.papers.html import render_html
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from participation.services import (
    approval,
    closing,
    consultations,
    digests,
    meetings,
    papers,
    reports,
    responses,
    staff,
)


@click.group()
def digest() -> None:
    """Build, send and write digests; answer and publish."""


@digest.command("build")
@click.argument("day", type=DAY)
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True, help="The officer's handle.")
@click.option("--consultation", "names", multiple=True, help="One or more, or none.")
@click.option("--framing", default="")
@told_plainly
def build(
    day: datetime, council_name: str | None, handle: str, names: tuple[str, ...], framing: str
) -> None:
    """Build the digest of the meeting on DAY and print its key."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        plan_lines = meetings.forward_plan(session, council)
        found = [line.meeting for line in plan_lines if line.meeting.meets_on == day.date()]
        if not found:
            raise NotFound("No meeting is planned for that day. See `participation meeting list`.")
        made = digests.build_digest(
            session,
            council,
            staff.account_of(session, council, handle),
            found[0],
            [consultations.consultation_named(session, council, name) for name in names],
            ground.clock.now(),
        )
        digests.set_framing(session, made, framing)
    click.echo(made.id)


@digest.command("ask")
@click.argument("digest_id", type=click.UUID)
@click.argument("words")
@click.option("--council", "council_name")
@click.option("--consultation", "name", required=True)
@click.option("--theme", default="")
@click.option("--promise", default="")
@told_plainly
def ask(
    digest_id: UUID, words: str, council_name: str | None, name: str, theme: str, promise: str
) -> None:
    """Put an ask on the digest and print its key."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        consultation = consultations.consultation_named(session, council, name)
        made = digests.digest_of(session, council, digest_id)
        new = digests.NewAsk(consultation.id, theme, promise, words)
        click.echo(digests.put_ask(session, council, made, new).id)


@digest.command("clear")
@click.argument("digest_id", type=click.UUID)
@click.argument("name")
@click.argument("cleared_by")
@click.option("--council", "council_name")
@told_plainly
def clear(digest_id: UUID, name: str, cleared_by: str, council_name: str | None) -> None:
    """Record that a digest is cleared, such as Finance, and by whom."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        made = digests.digest_of(session, council, digest_id)
        today = day_of(ground.clock.now())
        reports.give_clearance(session, council, made, name, cleared_by, today)
    click.echo("Recorded.")


@digest.command("send")
@click.argument("digest_id", type=click.UUID)
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True)
@told_plainly
def send(digest_id: UUID, council_name: str | None, handle: str) -> None:
    """Send the digest to the members."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        made = digests.digest_of(session, council, digest_id)
        by = staff.account_of(session, council, handle)
        digests.send_digest(session, council, by, made, ground.clock.now())
    click.echo("Sent.")


@digest.command("write")
@click.argument("digest_id", type=click.UUID)
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--council", "council_name")
@told_plainly
def write(digest_id: UUID, out: Path, council_name: str | None) -> None:
    """Write the digest as HTML, PDF and Word into the folder OUT."""
    ground = stand()
    with ground.database.reading() as session:
        council = ground.council(session, council_name)
        made = digests.digest_of(session, council, digest_id)
        released = papers.released_digest(
            session, council, made, _link(ground, digest_id), day_of(ground.clock.now())
        )
    for path in write_papers(released, out):
        click.echo(path)


def write_papers(released: ReleasedDigest, out: Path) -> list[Path]:
    """Write the digest in its three forms and return where they are."""
    out.mkdir(parents=True, exist_ok=True)
    written = {
        "digest.html": render_html(released).encode(),
        "digest.pdf": render_pdf(released),
        "digest.docx": render_word(released),
    }
    for name, content in written.items():
        (out / name).write_bytes(content)
    return [out / name for name in written]


def _link(ground: Ground, digest_id: UUID) -> str:
    return f"{ground.settings.staff_address}/digests/{digest_id}"


@digest.command("respond")
@click.argument("ask_id", type=click.UUID)
@click.argument("words")
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in ResponseKind]), required=True)
@click.option("--due", type=DAY)
@click.option("--shown-by", default="")
@click.option("--decider", default="")
@click.option("--challenge", default="")
@told_plainly
def respond(
    ask_id: UUID,
    words: str,
    council_name: str | None,
    handle: str,
    kind: str,
    due: datetime | None,
    shown_by: str,
    decider: str,
    challenge: str,
) -> None:
    """Record the board's answer to an ask and print the answer's key."""
    ground = stand()
    reply = Reply(
        ResponseKind(kind), words, due.date() if due else None, shown_by, decider, challenge
    )
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        by = staff.account_of(session, council, handle)
        given = responses.record_response(session, council, by, ask_id, reply, ground.clock.now())
        click.echo(given.id)


@digest.command("sign")
@click.argument("response_id", type=click.UUID)
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True)
@told_plainly
def sign(response_id: UUID, council_name: str | None, handle: str) -> None:
    """Sign an answer that somebody else gave, where the council asks for that."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        by = staff.account_of(session, council, handle)
        response = responses.response_of(session, council, response_id)
        approval.sign(session, council, by, response, ground.clock.now())
    click.echo("Signed.")


@digest.command("publish")
@click.argument("response_id", type=click.UUID)
@click.argument("plain")
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True)
@click.option("--minute", default="", help="Where the meeting noted it.")
@told_plainly
def publish(
    response_id: UUID, plain: str, council_name: str | None, handle: str, minute: str
) -> None:
    """Publish an answer in plain words."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        by = staff.account_of(session, council, handle)
        args = (session, council, by, response_id, plain)
        responses.publish_response(*args, ground.clock.now(), minute)
    click.echo("Published: it is on the wall and on every receipt.")


@digest.command("close")
@click.argument("response_id", type=click.UUID)
@click.argument("words")
@click.option("--council", "council_name")
@click.option("--by", "handle", required=True, help="Who chairs the board.")
@told_plainly
def close(response_id: UUID, words: str, council_name: str | None, handle: str) -> None:
    """Close in the chair's words an answer that came back twice."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        by = staff.account_of(session, council, handle)
        closing.close(session, council, by, response_id, words, ground.clock.now())
    click.echo("Closed: what the chair says stands on the wall and on every receipt.")
