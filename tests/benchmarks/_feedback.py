"""Real feedback, as it came with the themes and the sentiment that people gave it."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from participation.core.ports import ThemeExample


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


def many_texts(feedback: Feedback, count: int) -> list[str]:
    """Return so many texts, each a real one with three words of others behind it."""
    chance = random.Random(0)
    real = [comment.text for comment in feedback.learn]
    words = [word for text in real for word in text.split()]
    return [f"{chance.choice(real)} {' '.join(chance.choices(words, k=3))}" for _ in range(count)]
