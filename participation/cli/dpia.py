"""The command that writes the data protection papers."""

from pathlib import Path

import click

from participation.cli.ground import stand, told_plainly
from participation.core.clock import day_of
from participation.papers.html import draw_html
from participation.papers.pdf import draw_pdf
from participation.papers.protection import protection_papers
from participation.papers.word import draw_word
from participation.services.protection import facts_of


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--council", "council_name")
@told_plainly
def dpia(out: Path, council_name: str | None) -> None:
    """Write an impact assessment, a privacy notice for children and a retention schedule to DIR."""
    ground = stand()
    today = day_of(ground.clock.now())
    with ground.database.reading() as session:
        facts = facts_of(session, ground.council(session, council_name), ground.settings, today)
    out.mkdir(parents=True, exist_ok=True)
    for name, paper in protection_papers(facts).items():
        drawn = {
            "html": draw_html(paper).encode(),
            "pdf": draw_pdf(paper),
            "docx": draw_word(paper, today),
        }
        for ending, content in drawn.items():
            (out / f"{name}.{ending}").write_bytes(content)
            click.echo(out / f"{name}.{ending}")
    click.echo("They are drafts: your data protection officer confirms them. Look for COUNCIL.")
