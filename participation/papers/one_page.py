"""The chair's page as one side of A4: tagged, and as clear in black and white."""

from participation.domain.one_page import (
    PRESSING,
    MostWanted,
    OnePage,
    PageLine,
    Part,
    ToClose,
)
from participation.domain.responses import long_date
from participation.papers.pdf import Shown, compiled, fitted
from participation.papers.phrases import days, opened

TITLE = "Where promises to young people stand"
HEADINGS = {
    Part.LATE: "Late",
    Part.UNANSWERED: "Without an answer",
    Part.PROMISED: "Promised",
    Part.KEPT: "Done",
    Part.CANNOT: "Cannot",
}
MOST = {Part.LATE: 4, Part.UNANSWERED: 4, Part.PROMISED: 4, Part.KEPT: 4, Part.CANNOT: 3}
"""Lines of each part that one side has room for at most; the rest is counted."""
MOST_TO_CLOSE = 3
LONGEST_ASK = 110
LONGEST_TOLD = 120


def draw_one_page(page: OnePage) -> bytes:
    """Return the page as a PDF of one side; the same page gives the same bytes."""
    return compiled("one-page.typ", {"page": fitted(_shown(page))})


def why_wanted(wanted: MostWanted) -> str:
    """Return why this is the one thing, in a sentence or two."""
    said = [f"Chosen by {wanted.by}."] if wanted.by else []
    if wanted.how_many is not None:
        said.append(f"{opened(wanted.how_many.words)} young people spoke of it.")
    if wanted.days:
        said.append(f"It has waited {days(wanted.days)} since the meeting.")
    return " ".join(said)


def since_words(page: OnePage) -> str:
    """Return what is new since the last meeting, in a sentence."""
    if page.since is None:
        return "No meeting has been held yet."
    new = {part.part: part.new for part in page.parts}
    told = sum(many for part, many in new.items() if part is not Part.UNANSWERED)
    answers = "answer was" if told == 1 else "answers were"
    when = f"Since the meeting on {long_date(page.since)}"
    if not told:
        return f"{when}, young people have been told nothing new."
    named = {
        "done": new.get(Part.KEPT, 0),
        "promised": new.get(Part.PROMISED, 0) + new.get(Part.LATE, 0),
        "cannot": new.get(Part.CANNOT, 0),
    }
    parts = ", ".join(f"{many} {word}" for word, many in named.items() if many)
    return f"{when}, {told} new {answers} told to young people: {parts}."


def _shown(page: OnePage) -> Shown:
    coming = page.next_meeting
    wanted = page.wanted
    return {
        "title": TITLE,
        "subject": f"{TITLE}: {page.council}, {long_date(page.on)}",
        "council": page.council,
        "on": f"As it stands on {long_date(page.on)}.",
        "next": "" if coming is None else f"For {coming.board}, {long_date(coming.on)}",
        "since": since_words(page),
        "wanted": None if wanted is None else [shortened(wanted.words, 200), why_wanted(wanted)],
        "to-close": [closing_words(one) for one in page.to_close[:MOST_TO_CLOSE]],
        "to-close-many": len(page.to_close),
        "sums": [[str(len(page.part(part).lines)), HEADINGS[part]] for part in Part],
        "parts": [
            {
                "heading": HEADINGS[part],
                "pressing": part in PRESSING,
                "lines": [_line(line) for line in page.part(part).lines[:most]],
                "many": len(page.part(part).lines),
            }
            for part, most in MOST.items()
            if page.part(part).lines
        ],
    }


def closing_words(one: ToClose) -> list[str]:
    """Return the ask that waits for its last word, and in a sentence whose."""
    whose = f"{one.chair}, in the chair" if one.chair else "a chair, whom nobody has named"
    return [shortened(one.words, LONGEST_ASK), f"{one.board}: waits for {whose}."]


def _line(line: PageLine) -> Shown:
    possible = (
        ("New", line.is_new),
        ("It helped", line.helped),
        ("Seen by young people", line.seen is True),
        ("Not seen by young people", line.seen is False),
    )
    marks = [word for word, is_so in possible if is_so]
    return {
        "words": shortened(line.words, LONGEST_ASK),
        "marks": marks,
        "lead": lead(line.headline, line.told),
        "told": shortened(line.told, LONGEST_TOLD) or ("" if line.headline else waiting(line)),
        "late": lateness(line),
    }


def lead(headline: str, told: str) -> str:
    """Return the headline as what was told follows it, or as all there is to be told."""
    if not headline:
        return ""
    return f"{headline}: " if told else f"{headline}."


def waiting(line: PageLine) -> str:
    """Return how long an ask without a published answer has waited, and who has been told."""
    where = f"{line.board}, {long_date(line.met_on)}."
    after = "the meeting"
    if line.in_writing_by is not None:
        where += f" Not held: answered in writing by {long_date(line.in_writing_by)}."
        after = "that day"
    since = f"{days(line.days)} since {after}." if line.days else ""
    told = "Answered, and young people have not been told yet." if line.to_publish else ""
    return " ".join(part for part in (where, since, told, line.ladder) if part)


def lateness(line: PageLine) -> str:
    """Return how late a promise is, why, and who has been told; empty while it is not late."""
    if not line.is_late:
        return ""
    why = shortened(line.late_because, LONGEST_TOLD)
    because = f"Why: {why}" if why else "Nobody has said why."
    return " ".join(part for part in (f"{days(line.days)} late.", because, line.ladder) if part)


def shortened(words: str, longest: int) -> str:
    """Return the words, those past the room for them left off at a space."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    return words[: longest - 1].rpartition(" ")[0].rstrip(",;:") + "…"
