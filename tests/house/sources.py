"""The project's own files, as the house's rules look at them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("participation", "bots", "surveys")
NOT_OURS = {"vendor", "versions", "__pycache__"}


def files(*folders: str, endings: tuple[str, ...] = (".py",)) -> list[Path]:
    """Return the files below these folders, without vendored ones and migrations."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in endings and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)
    )


def shown(path: Path, line: int | None = None) -> str:
    """Return where something stands, as it is told in a failure."""
    place = path.relative_to(ROOT).as_posix()
    return place if line is None else f"{place}:{line}"


def trees(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every Python file below these folders, parsed."""
    for path in files(*folders):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def called(node: ast.AST) -> str:
    """Return the last name of what is called: `c` of `a.b.c()`; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def table_of(document: Path) -> list[list[str]]:
    """Return the rows of a document's one table, without its heading, cells stripped."""
    lines = [line for line in document.read_text().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
