"""The floors of redaction on texts that nobody here wrote (see ../shared/data/README.md).

The rules were tuned on the records of even index alone. The texts are generated from templates
and lean American, so the figures flatter: they say nothing of how children write.
"""

import csv
import json
from pathlib import Path

import pytest

from participation.domain.redaction import find

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
STRUCTURED = {
    *("EMAIL_ADDRESS", "DOMAIN_NAME", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN"),
    *("IP_ADDRESS", "US_DRIVER_LICENSE"),
}

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the shared data is not beside the project: ../shared/data"
)


def records(half: str) -> list[dict]:
    listed = json.loads((SHARED / "pii.json").read_text(encoding="utf-8"))
    return {"even": listed[::2], "odd": listed[1::2], "all": listed}[half]


def lowered(text: str) -> str:
    return "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)


def share_hidden(listed: list[dict], kinds: set[str], lower: bool = False) -> float:
    """Return the share of details of which every letter and digit is hidden."""
    found = []
    for record in listed:
        text = lowered(record["text"]) if lower else record["text"]
        hidden = {place for spot in find(text) for place in range(spot.start, spot.end)}
        found += [
            all(at in hidden for at in range(span["start"], span["end"]) if text[at].isalnum())
            for span in record["spans"]
            if span["type"] in kinds
        ]
    assert found
    return sum(found) / len(found)


@pytest.mark.parametrize("lower", [False, True])
def test_every_structured_detail_is_hidden(lower) -> None:
    assert share_hidden(records("all"), STRUCTURED, lower) == 1


@pytest.mark.parametrize("half", ["even", "odd"])
def test_at_least_97_names_of_100_are_hidden(half) -> None:
    assert share_hidden(records(half), {"PERSON"}) >= 0.97


@pytest.mark.parametrize("half", ["even", "odd"])
def test_at_least_92_names_of_100_are_hidden_in_lower_case(half) -> None:
    assert share_hidden(records(half), {"PERSON"}, lower=True) >= 0.92


def test_at_most_a_quarter_of_clean_texts_is_touched() -> None:
    clean = [record["text"] for record in records("all") if not record["spans"]]

    assert sum(bool(find(text)) for text in clean) / len(clean) <= 0.25


def test_at_most_a_quarter_of_real_comments_is_touched() -> None:
    with (SHARED / "feedback.csv").open(encoding="utf-8", newline="") as opened:
        texts = [row["text"] for row in csv.DictReader(opened) if row["split"] == "test"]

    assert sum(bool(find(text)) for text in texts) / len(texts) <= 0.25
