"""What redaction finds and what it touches, for each set of texts by itself.

The rules may be changed by the tuning halves alone; of the held halves only figures are printed
unless misses are asked for: python -m tests.benchmarks.bench_redaction misses
"""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.domain.redaction_scores import (
    NAMES,
    STRUCTURED,
    MarkedText,
    comments,
    examples,
    generated_texts,
    score,
    share_touched,
    uk_texts,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
KINDS = {
    "structured": (STRUCTURED, 1.0),
    "names": (NAMES, 0.97),
    "names with slips": (frozenset({"slip"}), 0.0),
    "schools": (frozenset({"school"}), 0.0),
    "streets": (frozenset({"street"}), 0.0),
    "dates of birth": (frozenset({"birth"}), 0.0),
}


def main() -> None:
    """Print every figure beside its floor."""
    show_misses = sys.argv[1:] == ["misses"]
    everything: list[MarkedText] = []
    for half in ("tune", "held"):
        texts = uk_texts(half)
        everything += texts
        marked(f"UK set, {half} half", texts, show_misses or half == "tune", own_case=True)
        marked(f"UK set, {half} half, lower-cased", lowered(texts), False, names=0.95)
    if (DATA / "pii.json").is_file():
        others(show_misses)
        everything += comments(DATA, "test")
    took = time_of(everything)
    print(f"{'mean processor time a text':52} {took:9.3f} ms  floor under 1 ms")


def others(show_misses: bool) -> None:
    """Print the figures on texts of the shared data."""
    for half in ("tune", "held"):
        texts = generated_texts(DATA, half)
        marked(f"pii.json, {half} half", texts, show_misses)
        marked(f"pii.json, {half} half, lower-cased", lowered(texts), show_misses, names=0.92)
    touched("feedback.csv, train split", comments(DATA, "train"))
    touched("feedback.csv, test split", comments(DATA, "test"))
    touched("codebook.csv, examples", examples(DATA))


def marked(
    name: str,
    texts: list[MarkedText],
    show_misses: bool,
    names: float = 0.97,
    own_case: bool = False,
) -> None:
    """Print the figures of one set whose details are marked."""
    for title, (kinds, floor) in KINDS.items():
        figure(f"{name}: {title}", texts, kinds, names if title == "names" else floor, show_misses)
    if own_case:
        figure(f"{name}: names without capitals", texts, NAMES, 0.95, False, written_low=True)
    touched(name, texts)


def figure(
    title: str,
    texts: list[MarkedText],
    kinds: frozenset[str],
    floor: float,
    show_misses: bool,
    written_low: bool = False,
) -> None:
    """Print one score, and what it missed if that may be seen; nothing where nothing is asked."""
    result = score(texts, kinds, written_low)
    if not result.total:
        return
    shown = f"{result.hidden}/{result.total}"
    beside = f"floor {100 * floor:.0f} %" if floor else ""
    print(f"{title:52} {100 * result.share:9.1f} %   {shown:9} {beside}")
    for miss in result.missed if show_misses else ():
        print(f"    missed: {miss!r}")


def touched(name: str, texts: Iterable[MarkedText]) -> None:
    """Print how many texts with nothing personal are touched."""
    print(f"{name + ': clean texts touched':52} {100 * share_touched(texts):9.1f} %   at most 25 %")


def lowered(texts: Iterable[MarkedText]) -> list[MarkedText]:
    return [each.lowered() for each in texts]


def time_of(texts: list[MarkedText]) -> float:
    """Return milliseconds of the processor a text, the lists read before."""
    share_touched([*texts[:1], MarkedText("warm", ())])
    started = time.process_time()
    for each in texts:
        each.hidden()
    return 1000 * (time.process_time() - started) / len(texts)


if __name__ == "__main__":
    main()
