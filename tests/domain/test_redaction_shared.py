"""The floors of redaction on texts that nobody here wrote (see ../shared/data/README.md).

The rules were tuned on the records of even index alone, and on the train split of the comments.
The generated texts come from templates and lean American, so their figures flatter: they say
nothing of how children write.
"""

from pathlib import Path

import pytest

from tests.domain.redaction_scores import (
    NAMES,
    STRUCTURED,
    comments,
    examples,
    generated_texts,
    score,
    share_touched,
)

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
HALVES = pytest.mark.parametrize("half", ["tune", "held"])

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the shared data is not beside the project: ../shared/data"
)


@HALVES
def test_every_structured_detail_is_hidden_with_capitals_and_without(half) -> None:
    texts = generated_texts(SHARED, half)

    assert score(texts, STRUCTURED).missed == ()
    assert score([each.lowered() for each in texts], STRUCTURED).missed == ()


@HALVES
def test_at_least_97_names_of_100_are_hidden(half) -> None:
    assert score(generated_texts(SHARED, half), NAMES).share >= 0.97


@HALVES
def test_at_least_92_names_of_100_are_hidden_in_lower_case(half) -> None:
    texts = [each.lowered() for each in generated_texts(SHARED, half)]

    assert score(texts, NAMES).share >= 0.92


@HALVES
def test_at_most_a_quarter_of_clean_texts_is_touched(half) -> None:
    assert share_touched(generated_texts(SHARED, half)) <= 0.25


def test_at_most_a_quarter_of_real_comments_is_touched() -> None:
    assert share_touched(comments(SHARED, "test")) <= 0.25
    assert share_touched(examples(SHARED)) <= 0.25
