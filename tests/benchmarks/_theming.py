"""The parts of the theming benchmark, and how real feedback is read and judged."""

import csv
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from participation.core.ports import ThemeExample, ThemeSuggestion
from participation.domain.theming.fitting import fit
from participation.domain.theming.suggester import FittedSuggester
from participation.domain.tone import TextBlobTone

SEEDS = 3


@dataclass(frozen=True)
class Comment:
    """A comment with the themes and the sentiment (1 very good to 5 very bad) people gave it."""

    text: str
    themes: tuple[str, ...]
    sentiment: float | None
    question: str
    is_test: bool

    def decided(self) -> ThemeExample:
        return ThemeExample(self.text, self.themes, question=self.question)


@dataclass(frozen=True)
class Feedback:
    """Real comments, split as they came, and the codebook of the same framework."""

    learn: tuple[Comment, ...]
    test: tuple[Comment, ...]
    themes: tuple[str, ...]
    codebook: tuple[ThemeExample, ...]

    @classmethod
    def read(cls, folder: Path) -> "Feedback":
        """Return what the folder holds; "None", "N/A" and "nan" are answers too."""
        comments = [
            Comment(
                row["text"],
                tuple(row["themes"].split(";")),
                float(row["sentiment"]) if row["sentiment"] else None,
                " ".join(row["question"].split()),
                row["split"] == "test",
            )
            for row in _rows(folder / "feedback.csv")
        ]
        themes = tuple(sorted({theme for comment in comments for theme in comment.themes}))
        codebook = tuple(
            ThemeExample(row["example"], (row["theme"],))
            for row in _rows(folder / "codebook.csv")
            if row["theme"] in themes
        )
        learn = tuple(comment for comment in comments if not comment.is_test)
        test = tuple(comment for comment in comments if comment.is_test)
        return cls(learn, test, themes, codebook)

    def some_of_each(self, count: int, seed: int) -> list[ThemeExample]:
        """Return up to so many comments to learn from for each theme."""
        chance = random.Random(seed)
        picked: set[Comment] = set()
        for theme in self.themes:
            having = [comment for comment in self.learn if theme in comment.themes]
            picked.update(chance.sample(having, min(count, len(having))))
        return [comment.decided() for comment in self.learn if comment in picked]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Quality:
    """Micro F1, macro F1, and the share that could be taken unseen at 90% precision."""

    micro: float
    macro: float
    taken: float


def judge(feedback: Feedback, decisions: Sequence[ThemeExample]) -> Quality:
    """Return how well the test split is suggested for after these decisions."""
    suggester = fit(feedback.themes, feedback.codebook, decisions)
    proposals = suggester.suggest(
        [comment.text for comment in feedback.test], [comment.question for comment in feedback.test]
    )
    suggested = [some or [] for some in proposals]
    hits, shares = 0, []
    for theme in feedback.themes:
        given = [theme in comment.themes for comment in feedback.test]
        proposed = [any(one.theme == theme for one in some) for some in suggested]
        both = sum(a and b for a, b in zip(given, proposed, strict=True))
        hits += both
        shares.append(2 * both / max(1, sum(given) + sum(proposed)))
    amount = sum(len(some) for some in suggested)
    amount += sum(len(comment.themes) for comment in feedback.test)
    taken = _taken_at(0.9, feedback.test, suggested)
    return Quality(2 * hits / amount, statistics.mean(shares), taken)


def _taken_at(
    precision: float, comments: Sequence[Comment], suggested: Sequence[list[ThemeSuggestion]]
) -> float:
    firsts = sorted(
        ((some[0].score, some[0].theme in comment.themes))
        for comment, some in zip(comments, suggested, strict=True)
        if some
    )[::-1]
    right, taken = 0, 0
    for count, (_, is_right) in enumerate(firsts, start=1):
        right += is_right
        if right >= precision * count:
            taken = count
    return taken / len(comments)


def _mean(qualities: Sequence[Quality]) -> tuple[float, float, float]:
    return (
        statistics.mean(quality.micro for quality in qualities),
        statistics.mean(quality.macro for quality in qualities),
        statistics.mean(quality.taken for quality in qualities),
    )


def measure_quality(feedback: Feedback, _: Path) -> dict[str, object]:
    every = [comment.decided() for comment in feedback.learn]
    rows = [("codebook alone", _mean([judge(feedback, [])]), (0.424, 0.371, 0.06))]
    for count in (50, 100, 300):
        drawn = [random.Random(seed).sample(every, count) for seed in range(SEEDS)]
        met = _mean([judge(feedback, decisions) for decisions in drawn])
        rows.append((f"{count} decided as they come + codebook", met, None))
    for count, floor in ((8, (0.554, 0.470, 0.04)), (32, (0.622, 0.537, 0.34))):
        drawn = [feedback.some_of_each(count, seed) for seed in range(SEEDS)]
        met = _mean([judge(feedback, decisions) for decisions in drawn])
        rows.append((f"{count} decided a theme + codebook", met, floor))
    rows.append(
        ("all 3,800 decided + codebook", _mean([judge(feedback, every)]), (0.699, 0.598, 0.70))
    )
    return {"rows": rows, "tone": measure_tone(feedback.test)}


def measure_tone(comments: Sequence[Comment]) -> dict[str, float]:
    tone = TextBlobTone()
    rated = [comment for comment in comments if comment.sentiment is not None]
    given = [
        "warm" if comment.sentiment < 3 else "sad" if comment.sentiment > 3 else "plain"
        for comment in rated
    ]
    right = [tone.read(c.text) == one for c, one in zip(rated, given, strict=True)]
    return {
        "right": statistics.mean(right),
        "guess": given.count(statistics.mode(given)) / len(given),
    }


def measure_fitting(feedback: Feedback, model: Path) -> dict[str, object]:
    decisions = [comment.decided() for comment in (*feedback.learn, *feedback.test)]
    start = time.process_time()
    suggester = fit(feedback.themes, feedback.codebook, decisions)
    cpu = time.process_time() - start
    suggester.save(model)
    size = model.stat().st_size / 1e6
    return {"cpu": cpu, "features": suggester.features.count, "size": size, "peak": _peak()}


def measure_suggesting(feedback: Feedback, model: Path) -> dict[str, object]:
    texts = [comment.text for comment in (*feedback.learn, *feedback.test)]
    start = time.perf_counter()
    suggester = FittedSuggester.load(model)
    loading = time.perf_counter() - start
    start, start_cpu = time.perf_counter(), time.process_time()
    suggester.suggest(texts)
    rate = len(texts) / (time.perf_counter() - start)
    cpu_rate = len(texts) / (time.process_time() - start_cpu)
    return {"rate": rate, "cpu_rate": cpu_rate, "loading": loading, "peak": _peak()}


def _peak() -> float:
    """Return this process's peak memory in MB (Linux counts it in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


PARTS = {
    "quality": measure_quality,
    "fitting": measure_fitting,
    "suggesting": measure_suggesting,
}

if __name__ == "__main__":
    part, folder, model = sys.argv[1:]
    print(json.dumps(PARTS[part](Feedback.read(Path(folder)), Path(model))))
