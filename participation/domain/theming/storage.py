"""A model's arrays in one file: numbers and letters only, never a pickle."""

import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from participation.core.errors import NotSetUp

Arrays = Mapping[str, NDArray[Any]]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write the arrays to one file, readable by its owner alone, all at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def read_arrays(path: Path, names: Sequence[str] = ()) -> dict[str, NDArray[Any]]:
    """Return the arrays of one file, or those named; raises NotSetUp when absent or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in names or arrays.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise not_usable() from error


def not_usable() -> NotSetUp:
    """Return the error that tells the caller to fit the model again."""
    return NotSetUp("The theme model is missing or damaged. Fit it again from what was decided.")


def letters_of(runs: Sequence[str]) -> NDArray[np.uint8]:
    """Return the runs as one array of UTF-8 bytes, one line a run."""
    return np.frombuffer("\n".join(runs).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def runs_of(letters: NDArray[Any]) -> tuple[str, ...]:
    """Return the runs that `letters_of` wrote; raises ValueError for other bytes."""
    text = letters.astype(np.uint8).tobytes().decode("utf-8", "surrogatepass")
    return tuple(text.split("\n")) if text else ()
