"""Receipts and passphrases hashed cheaply, where their slowness is not what is tested.

A receipt takes 40 milliseconds and a passphrase 200, on purpose; thousands stand in these tests.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

from participation.core import custody
from participation.domain import receipts

HERE = Path(__file__).parent
CHEAP = [HERE / name for name in ("bots", "services", "web", "worker")]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hash in a thousandth of the time while pages, chats and services are tested."""
    with pytest.MonkeyPatch.context() as patch:
        if any(item.path.is_relative_to(folder) for folder in CHEAP):
            patch.setattr(receipts, "_SCRYPT_N", 2)
            patch.setattr(custody, "_ROUNDS", 1)
            patch.setattr(custody, "_MEMORY", 8192)
        return (yield)
