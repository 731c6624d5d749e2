"""Which tests run beside which: a file stays together, and so does all that opens a browser.

A file's tests share what it sets up once. Two Chromiums on two cores time each other out.
(The mark xdist_group of pytest-xdist 3.8 is passed over in silence by pytest 9.2.)
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling, Scheduling


class ByFile(LoadFileScheduling):
    """Gives each worker whole files, and one worker every file with "browser" in its path."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "browser" if "browser" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    return ByFile(config, log)
