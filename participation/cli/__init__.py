"""The command line, where every part is put together."""

import click

from participation import __version__
from participation.cli.answering import answer, journey, react, wall
from participation.cli.backups import backup, restore
from participation.cli.bot import bot
from participation.cli.consultation import consultation
from participation.cli.contact import contact
from participation.cli.council import account, council
from participation.cli.database import database
from participation.cli.demo import demo
from participation.cli.doctor import doctor
from participation.cli.dpia import dpia
from participation.cli.importing import import_answers
from participation.cli.invites import invites
from participation.cli.meeting import digest, meeting
from participation.cli.queue import queue
from participation.cli.serve import serve, work
from participation.cli.survey import survey


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Hear young people in care, and tell them what came of it."""


for command in (
    account,
    answer,
    backup,
    bot,
    consultation,
    contact,
    council,
    database,
    demo,
    digest,
    doctor,
    dpia,
    import_answers,
    invites,
    journey,
    meeting,
    queue,
    react,
    restore,
    serve,
    survey,
    wall,
    work,
):
    main.add_command(command)
