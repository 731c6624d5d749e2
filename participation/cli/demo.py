"""The command that shows it all: a made-up council with a year of life."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from sqlalchemy import select

from participation.cli.bench import bench_on
from participation.cli.demo_loop import go_round
from participation.cli.ground import Ground, stand, told_plainly
from participation.cli.serve import PARTS, supervise
from participation.domain.policy import ROLE_WORDS
from participation.models import Council
from participation.services import made_up_council
from participation.worker.loop import work_all

RECEIPT_FILE = "ready-receipt.txt"


@click.command()
@click.option("--port", default=8000, show_default=True, help="Young people's; staff is one up.")
@click.option("--data", type=click.Path(path_type=Path), help="Another data folder.")
@click.option("--no-serve", is_flag=True, help="Go round the loop once, write papers, and end.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --no-serve leaves things.")
@told_plainly
def demo(port: int, data: Path | None, no_serve: bool, out: Path | None) -> None:
    """Show the service with a made-up council and a year of its life."""
    if no_serve:
        _round(out or Path("participation-demo"))
        return
    found = stand(data)
    settings = replace(
        found.settings,
        https=False,
        mail_folder=found.settings.mail_folder or str(found.settings.folder / "mail"),
        young_address=f"http://127.0.0.1:{port}",
        staff_address=f"http://127.0.0.1:{port + 1}",
    )
    ground = Ground(settings, found.clock)
    receipt = prepare(ground)
    _tell(ground, receipt)
    supervise(ground, PARTS)


def prepare(ground: Ground) -> str:
    """Build the made-up council unless it is there, and return a receipt to try."""
    with ground.database.reading() as session:
        there = session.scalar(select(Council.id).where(Council.name == made_up_council.NAME))
    kept = ground.settings.folder / RECEIPT_FILE
    if there is not None and kept.is_file():
        return kept.read_text().strip()
    click.echo("Building a made-up council and a year of its life ...")
    now = ground.clock.now()
    with ground.database.writing() as session:
        made = made_up_council.make_council(
            session, ground.keys.young(), ground.keys.reading(), now
        )
    work_all(bench_on(ground))
    ground.database.forget_log()
    kept.write_text(str(made.receipt))
    return str(made.receipt)


def _tell(ground: Ground, receipt: str) -> None:
    settings = ground.settings
    with ground.database.reading() as session:
        council = ground.council(session, made_up_council.NAME)
        link = made_up_council.open_now(session, council, ground.clock.now()).link
    click.echo(f"\n{council.title}: everything here is made up.\n")
    click.echo(f"  Young people   {settings.young_address}/")
    click.echo(f"  Answer now     {settings.young_address}/c/{link}")
    click.echo(f"  A receipt      {receipt}")
    click.echo(f"  Staff          {settings.staff_address}/\n")
    for person in made_up_council.PEOPLE:
        role = ROLE_WORDS[person.role]
        click.echo(f"  {role:22} {person.email:38} {person.password}")
    click.echo(f"\nMail is written to {settings.mail_folder}. Ctrl+C stops it.")


def _round(out: Path) -> None:
    ground = stand(out / "data")
    with _timed("keys and database"):
        ground.keys.young()
        _ = ground.database
    with _timed("a council and a year of its life"):
        receipt = prepare(ground)
    for name, seconds in go_round(ground, out):
        click.echo(f"{seconds:8.3f} s  {name}")
    click.echo(f"The receipt of the year's first answer: {receipt}")


@contextmanager
def _timed(name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    click.echo(f"{time.perf_counter() - started:8.3f} s  {name}")
