"""The parts of the theming benchmark, each run in a process of its own."""

import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from participation.core.ports import ThemeExample, ThemeSuggestion
from participation.domain.theming.fitting import fit
from participation.domain.theming.grouping import group_ideas
from participation.domain.theming.meaning import Remembered, SentenceModel
from participation.domain.theming.suggester import FittedSuggester
from participation.domain.tone import TextBlobTone
from participation.domain.tone_learning import TONES, ToneDecision, learn_tone, measure_tones
from tests.benchmarks._feedback import Comment, Feedback, many_texts

SEEDS = 3
OTHER_SERVICE = "111 service"
"""Words of the question that one service alone asked, so that it can be held out whole."""


@dataclass(frozen=True)
class Quality:
    """Micro F1, macro F1, and the share that could be taken unseen at 90% precision."""

    micro: float
    macro: float
    taken: float


def judge(
    feedback: Feedback,
    decisions: Sequence[ThemeExample],
    tried: Sequence[Comment] | None = None,
    themes: Sequence[str] | None = None,
) -> Quality:
    """Return how well the test split is suggested for after these decisions.

    Other comments may be tried than the test split, and fewer themes counted than all.
    """
    comments, counted = tried or feedback.test, themes or feedback.themes
    suggester = fit(feedback.themes, feedback.codebook, decisions, the_meaning())
    texts, questions = zip(*((one.text, one.question) for one in comments), strict=True)
    suggested = [
        [one for one in some or () if one.theme in counted]
        for some in suggester.suggest(texts, questions)
    ]
    hits, shares, amount = 0, [], 0
    for theme in counted:
        given = [theme in comment.themes for comment in comments]
        proposed = [any(one.theme == theme for one in some) for some in suggested]
        both = sum(a and b for a, b in zip(given, proposed, strict=True))
        hits += both
        amount += sum(given) + sum(proposed)
        shares.append(2 * both / max(1, sum(given) + sum(proposed)))
    taken = _taken_at(0.9, comments, suggested)
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
    if (meaning := the_meaning()) is not None:
        comments = (*feedback.learn, *feedback.test)
        meaning.learn(one.text for one in (*feedback.codebook, *comments))
    every = [comment.decided() for comment in feedback.learn]
    eight = [feedback.some_of_each(8, seed) for seed in range(SEEDS)]
    rows = [("codebook alone", _mean([judge(feedback, [])]))]
    for count in (50, 100, 300):
        drawn = [random.Random(seed).sample(every, count) for seed in range(SEEDS)]
        met = _mean([judge(feedback, decisions) for decisions in drawn])
        rows.append((f"{count} decided as they come + codebook", met))
    rows.append(("8 decided a theme + codebook", _mean([judge(feedback, few) for few in eight])))
    rows.append(("all 3,800 decided + codebook", _mean([judge(feedback, every)])))
    named = sorted({theme for row in feedback.codebook for theme in row.themes})
    for name, drawn in (("codebook alone", [[]]), ("8 a theme", eight), ("all", [every])):
        met = _mean([judge(feedback, some, themes=named) for some in drawn])
        rows.append((f"  {len(named)} themes that the codebook names: {name}", met))
    other = [one for one in (*feedback.learn, *feedback.test) if OTHER_SERVICE in one.question]
    rest = [one.decided() for one in feedback.learn if OTHER_SERVICE not in one.question]
    met = _mean([judge(feedback, rest, other, sorted({t for one in other for t in one.themes}))])
    rows.append((f"  {len(other)} texts of a service never learnt from", met))
    return {"rows": rows, "tone": measure_tone(feedback)}


def measure_tone(feedback: Feedback) -> dict[str, tuple[float, float, float]]:
    """Return accuracy, macro F1 and F1 of the sad, by each hint, on the test split."""
    learnt = learn_tone([_toned(one) for one in feedback.learn if one.sentiment], TextBlobTone())
    tried = [_toned(one) for one in feedback.test if one.sentiment]
    given = np.array([TONES.index(one.tone) for one in tried])
    blob = TextBlobTone()
    hints = {
        "TextBlob, before there are 200 decisions": [blob.read(one.text) for one in tried],
        "learnt, without the question": [learnt.read(one.text) for one in tried],
        "learnt": [learnt.read(one.text, one.question) for one in tried],
    }
    rows = {
        name: measure_tones(given, np.array([TONES.index(tone) for tone in heard]))
        for name, heard in hints.items()
    }
    rows["learnt, by its own cross-validation on train"] = learnt.measure
    return {name: (1 - one.wrong, one.macro, one.sad) for name, one in rows.items()}


def _toned(comment: Comment) -> ToneDecision:
    tone = "warm" if comment.sentiment < 3 else "sad" if comment.sentiment > 3 else "plain"
    return ToneDecision(comment.text, tone, question=comment.question)


def measure_ticks(feedback: Feedback, _: Path) -> dict[str, object]:
    """Return, for how many decisions, what was ticked beforehand on the test split."""
    every = [comment.decided() for comment in feedback.learn]
    rows = []
    for count in (300, 800, len(every)):
        drawn = [random.Random(seed).sample(every, count) for seed in range(SEEDS)]
        ticked = [_ticked(feedback, some) for some in drawn]
        right = [precision for precision, texts in ticked if texts]
        texts = statistics.mean(texts for _, texts in ticked)
        rows.append((count, statistics.mean(right) if right else None, texts))
    return {"rows": rows}


def _ticked(feedback: Feedback, decisions: Sequence[ThemeExample]) -> tuple[float, float]:
    suggester = fit(feedback.themes, feedback.codebook, decisions, the_meaning())
    texts, questions = zip(*((one.text, one.question) for one in feedback.test), strict=True)
    right = ticked = texts_ticked = 0
    for comment, some in zip(feedback.test, suggester.suggest(texts, questions), strict=True):
        likely = [one.theme for one in some or () if one.likely]
        ticked += len(likely)
        right += sum(theme in comment.themes for theme in likely)
        texts_ticked += bool(likely)
    return right / max(1, ticked), texts_ticked / len(texts)


def measure_fitting(feedback: Feedback, model: Path) -> dict[str, object]:
    decisions = [comment.decided() for comment in (*feedback.learn, *feedback.test)]
    meaning = the_meaning()
    if meaning is not None:
        # A batch of 25 is new; the rest was embedded when it was decided.
        meaning.learn(row.text for row in (*feedback.codebook, *decisions[:-25]))
    start = time.process_time()
    suggester = fit(feedback.themes, feedback.codebook, decisions, meaning)
    cpu = time.process_time() - start
    suggester.save(model)
    size = model.stat().st_size / 1e6
    return {"cpu": cpu, "features": suggester.features.count, "size": size, "peak": _peak()}


def measure_suggesting(feedback: Feedback, model: Path) -> dict[str, object]:
    """Return the rate on distinct texts, as many as the meaning can be asked for in a minute."""
    meaning = the_meaning()
    texts = many_texts(feedback, 100_000 if meaning is None else 5_000)
    start = time.process_time()
    suggester = FittedSuggester.load(model, meaning)
    loading = time.process_time() - start
    start = time.process_time()
    for place in range(0, len(texts), 500):
        chunk = texts[place : place + 500]
        suggester.look(chunk, [""] * len(chunk))
    rate = len(texts) / (time.process_time() - start)
    return {"rate": rate, "loading": loading, "count": len(texts), "peak": _peak()}


def measure_grouping(feedback: Feedback, _: Path) -> dict[str, object]:
    texts = many_texts(feedback, 100_000)
    rows = [ThemeExample(text, (), str(number)) for number, text in enumerate(texts)]
    start = time.process_time()
    ideas = group_ideas(rows)
    cpu = time.process_time() - start
    return {"cpu": cpu, "groups": len(ideas), "peak": _peak()}


def the_meaning() -> Remembered | None:
    """Return the sentence model that was asked for, or None; it makes no difference otherwise."""
    folder = os.environ.get("PARTICIPATION_SENTENCE_MODEL", "")
    return _opened(folder) if folder else None


@cache
def _opened(folder: str) -> Remembered:
    return Remembered(SentenceModel.open(Path(folder)))


def _peak() -> float:
    """Return this process's peak memory in MB (Linux counts it in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


PARTS = {
    "quality": measure_quality,
    "ticks": measure_ticks,
    "grouping": measure_grouping,
    "fitting": measure_fitting,
    "suggesting": measure_suggesting,
}

if __name__ == "__main__":
    part, folder, model = sys.argv[1:]
    print(json.dumps(PARTS[part](Feedback.read(Path(folder)), Path(model))))
