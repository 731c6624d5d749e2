"""How well and how fast themes are suggested, each figure beside its floor.

Every part runs in a process of its own, so that its peak memory is its own. This file loads
nothing heavy: a child process starts with the peak of the one that made it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FILES = ("feedback.csv", "codebook.csv")

WORDS, SEMANTIC = "default", "with `semantic`"
FLOORS = {
    WORDS: {
        "codebook alone": (0.44, 0.38, None),
        "8 decided a theme + codebook": (0.57, 0.48, None),
        "all 3,800 decided + codebook": (0.71, 0.61, 0.71),
    },
    SEMANTIC: {
        "codebook alone": (0.52, 0.43, None),
        "8 decided a theme + codebook": (0.60, 0.51, None),
        "all 3,800 decided + codebook": (0.72, 0.63, 0.72),
    },
}
SPEED = {WORDS: ("4,000", "under 1,000", "under 10"), SEMANTIC: ("100", "under 1,500", "under 15")}
MODEL = "PARTICIPATION_SENTENCE_MODEL"

NOTE = """\
This is NHS feedback by patients and families, one theme framework. No openly licensed open
text by children in care exists that we could find, so how well this holds for them is
unmeasured. All was tuned on the train split. "Taken at 90%" is the share of texts whose first
suggestion could be taken unseen at 90% precision, the cut found on the test set, so slightly
kind; what is ticked beforehand uses cuts found on the decisions alone."""


def run(part: str, model: Path, folder: str = "") -> dict[str, object]:
    """Return the figures of one part, measured in a fresh process on one thread."""
    command = [sys.executable, "-m", "tests.benchmarks._theming", part, str(DATA), str(model)]
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", MODEL: folder}
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **alone},
    )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def show_quality(rows: object, column: str) -> None:
    print(f"\n{column + ', test split, 30 themes':<50}{'micro F1':>10}{'macro F1':>10}{'taken':>8}")
    for name, measured in rows:
        print(shown(name, measured))
        if name in FLOORS[column]:
            print(shown("  floor", FLOORS[column][name]))


def shown(name: str, figures: object) -> str:
    widths = (10, 10, 8)
    cells = ["" if one is None else f"{one:.3f}" for one in figures]
    return f"{name:<50}" + "".join(f"{c:>{w}}" for c, w in zip(cells, widths, strict=True))


def show_ticks(rows: object) -> None:
    print(f"\n{'Ticked beforehand, aim 90% right':<50}{'right':>10}{'of texts':>10}")
    for count, right, texts in rows:
        shown_right = "none" if right is None else f"{right:.3f}"
        print(f"{f'after {count:,} decisions':<50}{shown_right:>10}{texts:>10.3f}")


def show_tone(rows: dict[str, object]) -> None:
    print(f"\n{'Tone, three classes, test split':<50}{'right':>10}{'macro F1':>10}{'sad':>8}")
    for name, figures in rows.items():
        print(shown(name, figures))
    print(shown("  floor", (None, 0.69, 0.79)))


def show_speed(column: str, model: Path, folder: str) -> None:
    fitting, suggesting = run("fitting", model, folder), run("suggesting", model, folder)
    rate, peak, refit = SPEED[column]
    print(f"\n{column + ', on one thread':<50}{'measured':>14}{'floor':>14}")
    for name, measured, floor in (
        ("Suggested for, texts a CPU second", f"{suggesting['rate']:,.0f}", rate),
        (f"  peak memory for {suggesting['count']:,}, MB", f"{suggesting['peak']:,.0f}", peak),
        ("Refit at 5,067 decided, CPU seconds", f"{fitting['cpu']:.1f}", refit),
        ("  peak memory, MB", f"{fitting['peak']:,.0f}", ""),
        ("  runs of words and of letters kept", f"{fitting['features']:,}", ""),
        ("  file, MB", f"{fitting['size']:.1f}", ""),
        ("  read back, CPU seconds", f"{suggesting['loading']:.2f}", ""),
    ):
        print(f"{name:<50}{measured:>14}{floor:>14}")


def show_grouping(figures: dict[str, object]) -> None:
    print(f"\n{'New ideas in 100,000 texts, CPU seconds':<50}{figures['cpu']:>14.1f}{'20':>14}")
    print(f"{'  groups':<50}{figures['groups']:>14}")
    print(f"{'  peak memory, MB':<50}{figures['peak']:>14,.0f}{'1,000':>14}")


def main() -> int:
    """Return 0; print the figures, or what is missing."""
    missing = [name for name in FILES if not (DATA / name).is_file()]
    if missing:
        print(f"Nothing measured: {' and '.join(missing)} not found in ../shared/data.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.npz"
        quality = run("quality", model)
        show_quality(quality["rows"], WORDS)
        show_ticks(run("ticks", model)["rows"])
        show_tone(quality["tone"])
        show_speed(WORDS, model, "")
        show_grouping(run("grouping", model))
        if sentences := os.environ.get(MODEL, ""):
            show_quality(run("quality", model, sentences)["rows"], SEMANTIC)
            show_speed(SEMANTIC, model, sentences)
        else:
            print(f"\nNot measured {SEMANTIC}: {MODEL} names no folder with a sentence model.")
    print(f"\n{NOTE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
