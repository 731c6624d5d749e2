"""How often a page's test runs: on both kinds of database, and its further cases on one."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave a test's cases but the first to SQLite: they differ in what is typed, not in rows."""
    left_out = {item for item in items if item.path.is_relative_to(HERE) and _is_further(item)}
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _is_further(item: pytest.Item) -> bool:
    case = getattr(item, "callspec", None)
    if case is None or case.params.get("ground") != "postgresql":
        return False
    return any(place for name, place in case.indices.items() if name != "ground")
