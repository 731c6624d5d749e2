"""Themes suggested for real feedback are as good as was promised, or better."""

from pathlib import Path
from statistics import mean

import pytest

from tests.benchmarks._feedback import Feedback
from tests.benchmarks._theming import judge


@pytest.fixture
def feedback(shared_data: Path) -> Feedback:
    return Feedback.read(shared_data)


def test_a_codebook_alone_reaches_the_floor(feedback: Feedback):
    quality = judge(feedback, [])

    assert quality.micro >= 0.44
    assert quality.macro >= 0.38


def test_eight_decided_texts_a_theme_reach_the_floor(feedback: Feedback):
    drawn = [judge(feedback, feedback.some_of_each(8, seed)) for seed in range(3)]

    assert mean(quality.micro for quality in drawn) >= 0.57
    assert mean(quality.macro for quality in drawn) >= 0.48


def test_all_decided_texts_reach_the_floor(feedback: Feedback):
    quality = judge(feedback, [comment.decided() for comment in feedback.learn])

    assert quality.micro >= 0.71
    assert quality.macro >= 0.61
    assert quality.taken >= 0.71


def test_every_real_comment_keeps_its_place(feedback: Feedback):
    assert len(feedback.learn) + len(feedback.test) == 5067
    assert any(comment.text == "None." for comment in feedback.learn)
