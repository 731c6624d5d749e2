"""Which tests run beside which, and which begin: a file stays together, and so do all browsers.

A file's tests share what it sets up once. Two Chromiums on two cores time each other out.
(The mark xdist_group of pytest-xdist 3.8 is passed over in silence by pytest 9.2.)
"""

from collections import Counter

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling, Scheduling


def pytest_configure(config: pytest.Config) -> None:
    # Reordered, a file with one test of two minutes would begin last, beside an idle worker.
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first: the browser's, then files with a slow test, then those with many."""
    many = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is None,
            item.path not in slow,
            -many[item.path],
        )
    )


class ByFile(LoadFileScheduling):
    """Gives each worker whole files, and one worker every file with "browser" in its path."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "browser" if "browser" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    return ByFile(config, log)
