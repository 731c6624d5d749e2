"""How much of what ought to be hidden in marked texts is hidden, and which texts are touched."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from participation.domain.redaction import find

UK_TEXTS = Path(__file__).parents[1] / "data" / "redaction_uk.txt"
NAMES = frozenset({"name", "slip", "PERSON"})
STRUCTURED = frozenset(
    {
        *("phone", "email", "url", "postcode", "nhs", "ni", "handle"),
        *("EMAIL_ADDRESS", "DOMAIN_NAME", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN"),
        *("IP_ADDRESS", "US_DRIVER_LICENSE"),
    }
)
_MARK = re.compile(r"\{(?P<kind>\w+):(?P<written>[^}]*)\}")


@dataclass(frozen=True)
class Detail:
    """The characters from `start` up to `end` of a text that ought to be hidden, and why."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class MarkedText:
    """A text with the details that somebody marked in it."""

    text: str
    details: tuple[Detail, ...]

    def lowered(self) -> "MarkedText":
        """Return the text in lower case, each letter still in its place."""
        text = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in self.text)
        return MarkedText(text, self.details)

    def hidden(self) -> list[tuple[Detail, bool]]:
        """Return each detail with whether every letter and digit of it is found."""
        found = {at for spot in find(self.text) for at in range(spot.start, spot.end)}
        return [
            (each, all(at in found or not self.text[at].isalnum() for at in _places(each)))
            for each in self.details
        ]


@dataclass(frozen=True)
class Score:
    """How many of the details are hidden, and how the others are written."""

    hidden: int
    total: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.hidden / self.total


def uk_texts(half: str) -> list[MarkedText]:
    """Return the "tune" half (texts 1, 3, 5 ...) or the "held" half of the UK set."""
    lines = UK_TEXTS.read_text(encoding="utf-8").splitlines()
    marked = [unmark(line) for line in lines if not line.startswith("#")]
    return marked[0::2] if half == "tune" else marked[1::2]


def unmark(line: str) -> MarkedText:
    """Return a line such as "ask {name:karen}" without its marks."""
    text, details, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        details.append(Detail(len(text), len(text) + len(match["written"]), match["kind"]))
        text, last = text + match["written"], match.end()
    return MarkedText(text + line[last:], tuple(details))


def generated_texts(folder: Path, half: str) -> list[MarkedText]:
    """Return the records of pii.json: the "tune" half (of even index) or the "held" half."""
    records = json.loads((folder / "pii.json").read_text(encoding="utf-8"))
    return [
        MarkedText(
            record["text"],
            tuple(Detail(span["start"], span["end"], span["type"]) for span in record["spans"]),
        )
        for record in (records[0::2] if half == "tune" else records[1::2])
    ]


def comments(folder: Path, split: str) -> list[MarkedText]:
    """Return real comments of one split of feedback.csv, in which nothing is marked."""
    with (folder / "feedback.csv").open(encoding="utf-8", newline="") as opened:
        return [
            MarkedText(row["text"], ()) for row in csv.DictReader(opened) if row["split"] == split
        ]


def examples(folder: Path) -> list[MarkedText]:
    """Return the codebook's example phrases, in which nothing is marked."""
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as opened:
        return [MarkedText(row["example"], ()) for row in csv.DictReader(opened)]


def score(texts: Iterable[MarkedText], kinds: frozenset[str], written_low: bool = False) -> Score:
    """Return the score of details of these kinds; with `written_low`, of those without capitals."""
    asked = [
        (each.text[detail.start : detail.end], each.text, hidden)
        for each in texts
        for detail, hidden in each.hidden()
        if detail.kind in kinds
    ]
    if written_low:
        asked = [one for one in asked if one[0] == one[0].lower()]
    missed = tuple(f"{written}  in: {text}" for written, text, hidden in asked if not hidden)
    return Score(len(asked) - len(missed), len(asked), missed)


def share_touched(texts: Iterable[MarkedText]) -> float:
    """Return the share (0 to 1) of texts with nothing personal in which something is found."""
    clean = [each.text for each in texts if not each.details]
    return len([text for text in clean if find(text)]) / len(clean)


def _places(detail: Detail) -> range:
    return range(detail.start, detail.end)
