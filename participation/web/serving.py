"""A web app served by gunicorn, in this process and its own workers."""

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from participation.web.whole_requests import WholeRequestWorker

THREADS = 8
CONNECTIONS = 500
"""Held at once; what requests weigh in memory that are still coming is bounded with them."""


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    def __init__(self, make_app: Callable[[], object], options: dict[str, Any]) -> None:
        self.make_app = make_app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, setting in self.options.items():
            self.cfg.set(name, setting)

    def load(self) -> object:
        return self.make_app()


def run_server(make_app: Callable[[], object], bind: str, name: str) -> None:
    """Serve the app on the address until told to stop; no access log, so no address is kept."""
    _Server(
        make_app,
        {
            "bind": bind,
            "workers": 1,
            "worker_class": WholeRequestWorker,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "accesslog": None,
            # Its warning of a request that it cannot read tells the address and what was sent.
            "loglevel": "error",
            "proc_name": f"participation-{name}",
            "timeout": 60,
            "graceful_timeout": 20,
            "limit_request_line": 2048,
            "control_socket_disable": True,
        },
    ).run()
