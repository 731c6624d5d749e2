"""The command that serves: the young app, the staff app and the worker, each its own process."""

import logging
import signal
from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from urllib.parse import urlsplit

import click

from participation.cli import supervising
from participation.cli.ground import Ground, stand, told_plainly
from participation.cli.supervising import Part
from participation.core.errors import NotSetUp
from participation.core.settings import Settings, as_environment
from participation.web.serving import run_server

PARTS = ("young", "staff", "worker")


@click.command()
@click.option("--only", type=click.Choice(PARTS), help="Serve one part, in this process.")
@told_plainly
def serve(only: str | None) -> None:
    """Serve the young people's pages, the staff pages and the worker."""
    ground = stand()
    if only is None:
        supervise(ground, PARTS)
    else:
        serve_part(ground, only)


@click.command()
@told_plainly
def work() -> None:
    """Do what waits, without web pages."""
    serve_part(stand(), "worker")


def serve_part(ground: Ground, part: str) -> None:
    """Serve one part until it is told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    if part == "worker":
        _work_until_told(ground)
    elif part == "young":
        run_server(lambda: young_app(ground), bind_of(ground.settings.young_address), "young")
    else:
        run_server(lambda: staff_app(ground), bind_of(ground.settings.staff_address), "staff")


# Each part loads only what it needs: the theming alone takes 80 MB, and a process that serves
# young people should not even hold the code that opens their words.


def young_app(ground: Ground) -> object:
    """Return the young people's app, holding only the keys it needs."""
    from participation.web.young import create_app
    from participation.web.young.pages import make_ready

    young_session = ground.keys.read("young-session")
    app = create_app(ground.settings, ground.keys.young(), young_session, ground.clock)
    return make_ready(app)


def staff_app(ground: Ground) -> object:
    """Return the staff app, holding only the keys it needs."""
    from participation.web.staff import create_app

    keys = ground.keys
    return create_app(ground.settings, keys.reading(), keys.sign_in(), ground.clock)


def _work_until_told(ground: Ground) -> None:
    from participation.cli.bench import bench_on
    from participation.worker.loop import run

    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    run(bench_on(ground), stop)


def supervise(ground: Ground, parts: Sequence[str]) -> None:
    """Keep a process running for each part until told to stop; one that ends is started again."""
    ground.keys.young()
    _ = ground.database
    supervising.supervise(
        {
            part: Part(("serve", "--only", part), environment_of(ground.settings, part))
            for part in parts
        }
    )


def environment_of(settings: Settings, part: str) -> dict[str, str]:
    """Return what the part's process is told; the young app learns of no database but its own."""
    if part == "young":
        own = settings.young_database_url
        settings = replace(settings, database_url=own, webhook_database_url=own)
    return as_environment(settings)


def bind_of(address: str) -> str:
    """Return where to listen for the address; behind a proxy that ends HTTPS, on loopback."""
    parts = urlsplit(address)
    if parts.hostname is None:
        raise NotSetUp(f"The address {address} has no host. Write it as http://127.0.0.1:8000.")
    host = "127.0.0.1" if parts.scheme == "https" else parts.hostname
    return f"{host}:{parts.port or 8000}"
