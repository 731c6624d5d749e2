"""Commands for the languages that young people are offered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from sqlalchemy.orm import Session

from participation.cli.ground import stand, told_plainly
from participation.models import Account, Council
from participation.services import languages, staff

Acting = tuple[Session, Council, Account, datetime]
COUNCIL = click.option("--council", "council_name", help="Which; the only one if there is one.")
BY = click.option("--by", "handle", required=True, help="The handle of who does it.")


@click.group()
def language() -> None:
    """Prepare languages and offer them to young people."""


@language.command("list")
@COUNCIL
@told_plainly
def list_languages(council_name: str | None) -> None:
    """List the languages, and what each still needs."""
    ground = stand()
    with ground.database.reading() as session:
        for each in languages.standings(session, ground.council(session, council_name)):
            state = "offered" if each.offered else "; ".join(each.missing) or "ready to turn on"
            click.echo(f"{each.code}: {each.own_name}, {state}")


@language.command("texts")
@click.argument("code")
@told_plainly
def texts(code: str) -> None:
    """Print the texts of help and secrecy that a named person reads, beside their English."""
    for english, text in languages.texts_of(code):
        click.echo(f"{english}\n    {text}")


@language.command("read")
@COUNCIL
@BY
@click.argument("code")
@click.argument("name")
@told_plainly
def read(council_name: str | None, handle: str, code: str, name: str) -> None:
    """Note that NAME has read the texts of help and secrecy in CODE and found them right."""
    with _acting(council_name, handle) as (session, council, account, now):
        languages.record_reading(session, council, account, code, name, now)
    click.echo(f"Noted: {name} has read {code}.")


@language.command("interpreter")
@COUNCIL
@BY
@click.argument("code")
@click.argument("email")
@told_plainly
def interpreter(council_name: str | None, handle: str, code: str, email: str) -> None:
    """Name the account with EMAIL as who puts answers in CODE into English."""
    with _acting(council_name, handle) as (session, council, account, now):
        named = languages.name_interpreter(session, council, account, code, email, now)
        click.echo(f"{named.name} puts answers in {code} into English.")


@language.command("on")
@COUNCIL
@BY
@click.argument("code")
@told_plainly
def turn_on(council_name: str | None, handle: str, code: str) -> None:
    """Offer CODE to young people; says what is missing if it cannot be."""
    with _acting(council_name, handle) as (session, council, account, now):
        languages.turn_on(session, council, account, code, now)
    click.echo(f"Young people are offered {code} now.")


@language.command("off")
@COUNCIL
@BY
@click.argument("code")
@told_plainly
def turn_off(council_name: str | None, handle: str, code: str) -> None:
    """Offer CODE no longer; whoever has begun in it may finish."""
    with _acting(council_name, handle) as (session, council, account, now):
        languages.turn_off(session, council, account, code, now)
    click.echo(f"Young people are offered {code} no longer.")


@contextmanager
def _acting(council_name: str | None, handle: str) -> Iterator[Acting]:
    """Give a transaction with the council, who acts in it and the present moment."""
    ground = stand()
    with ground.database.writing() as session:
        council = ground.council(session, council_name)
        yield session, council, staff.account_of(session, council, handle), ground.clock.now()
