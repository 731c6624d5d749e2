"""How well and how fast themes are suggested, each figure beside its floor.

Every part runs in a process of its own, so that its peak memory is its own. This file loads
nothing heavy: a child process starts with the peak of the one that made it.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
FILES = ("feedback.csv", "codebook.csv")

NOTE = """\
This is NHS feedback by patients and families, one theme framework. No openly licensed open
text by children in care exists that we could find, so how well this holds for them is
unmeasured. Floors are the first plain attempt on the same split. "Taken at 90%" is the
share of texts whose first suggestion could be taken unseen at 90% precision, the cut found
on the test set, so slightly kind."""


def run(part: str, model: Path) -> dict[str, object]:
    """Return the figures of one part, measured in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks._theming", part, str(DATA), str(model)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def show_quality(rows: object) -> None:
    print(f"{'30 themes, test split':<46}{'micro F1':>10}{'macro F1':>10}{'taken at 90%':>14}")
    for name, measured, floor in rows:
        print(shown(name, *measured))
        if floor:
            print(shown("  floor", *floor))


def shown(name: str, micro: float, macro: float, taken: float) -> str:
    return f"{name:<46}{micro:>10.3f}{macro:>10.3f}{taken:>14.3f}"


def show_speed(fitting: dict[str, object], suggesting: dict[str, object]) -> None:
    print(f"\n{'All 5,067 comments':<46}{'measured':>14}{'floor':>14}")
    for name, measured, floor in (
        ("Suggested for, texts a second", f"{suggesting['rate']:,.0f}", "1,500"),
        ("  the same by CPU seconds", f"{suggesting['cpu_rate']:,.0f}", ""),
        ("  peak memory, MB", f"{suggesting['peak']:,.0f}", "under 600"),
        ("Fitted anew on all as decided, CPU seconds", f"{fitting['cpu']:.1f}", "under 10"),
        ("  peak memory, MB", f"{fitting['peak']:,.0f}", ""),
        ("  runs of words and of letters kept", f"{fitting['features']:,}", ""),
        ("  file, MB", f"{fitting['size']:.1f}", ""),
        ("  read back, seconds", f"{suggesting['loading']:.2f}", ""),
    ):
        print(f"{name:<46}{measured:>14}{floor:>14}")


def main() -> int:
    """Return 0; print the figures, or what is missing."""
    missing = [name for name in FILES if not (DATA / name).is_file()]
    if missing:
        print(f"Nothing measured: {' and '.join(missing)} not found in ../shared/data.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.npz"
        quality = run("quality", model)
        fitting = run("fitting", model)
        suggesting = run("suggesting", model)
    show_quality(quality["rows"])
    show_speed(fitting, suggesting)
    tone = quality["tone"]
    print(f"\n{'Tone, a hint only (TextBlob), share right':<46}{tone['right']:>14.3f}")
    print(f"{'  always guessing the commonest':<46}{tone['guess']:>14.3f}")
    print(f"\n{NOTE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
