"""Themes suggested for real feedback are as good as a first plain attempt, or better."""

from pathlib import Path

import pytest

from tests.benchmarks._theming import Feedback, judge


@pytest.fixture
def feedback(shared_data: Path) -> Feedback:
    return Feedback.read(shared_data)


def test_a_codebook_alone_reaches_the_floor(feedback: Feedback):
    quality = judge(feedback, [])

    assert quality.micro >= 0.424
    assert quality.macro >= 0.371


def test_eight_decided_texts_a_theme_reach_the_floor(feedback: Feedback):
    quality = judge(feedback, feedback.some_of_each(8, seed=0))

    assert quality.micro >= 0.554
    assert quality.macro >= 0.470


def test_all_decided_texts_reach_the_floor(feedback: Feedback):
    quality = judge(feedback, [comment.decided() for comment in feedback.learn])

    assert quality.micro >= 0.699
    assert quality.macro >= 0.598
    assert quality.taken >= 0.70


def test_every_real_comment_keeps_its_place(feedback: Feedback):
    assert len(feedback.learn) + len(feedback.test) == 5067
    assert any(comment.text == "None." for comment in feedback.learn)
