"""Made-up digests: nobody and no council in them is real."""

from dataclasses import replace
from datetime import date

from participation.core.types import ClearedText
from participation.domain.digest import (
    AskLine,
    ConsultationSection,
    Occasion,
    ReleasedDigest,
    ReturningAnswer,
    ThemeSection,
)
from participation.domain.disclosure.released import (
    Released,
    ReleasedBase,
    ReleasedRow,
    ReleasedTable,
    Withheld,
)
from participation.domain.responses import ResponseKind, headline

PROMISES, PRINCIPLES = "Our pledge", "Seven principles"
OCCASION = Occasion(
    council="Fernshire Council",
    board="Corporate Parenting Board",
    young_body="Fernshire Voices",
    meeting_on=date(2026, 3, 12),
    focus="To listen to you",
    papers_due=date(2026, 3, 4),
)


def table(key: str, title: str, **counts: int | None) -> ReleasedTable:
    """Return a table from label to rounded count."""
    total = sum(count or 0 for count in counts.values())
    rows = tuple(
        ReleasedRow(
            label.lower(),
            label,
            Released(count),
            round(100 * count / total) if count else None,
        )
        for label, count in counts.items()
    )
    return ReleasedTable(key, title, rows)


def theme(name: str, count: int | None = 15, *quotes: str) -> ThemeSection:
    """Return a theme in the words of these quotes, all of which may be shown."""
    return ThemeSection(
        theme=name,
        description=f"What young people say about {name.lower()}, at home and away from it.",
        count=Released(count),
        headings=(f"To listen to you ({PROMISES})", f"Safety and stability ({PRINCIPLES})"),
        quotes=tuple(ClearedText(quote, may_show=True) for quote in quotes),
    )


FEEL = table(
    "feel",
    "How do you feel about where you live?",
    **{"Very happy": 15, "Happy": 20, "OK": 10, "Sad": None, "Very sad": None},
)
CHANGE = table(
    "change",
    "What would you change first?",
    **{
        "The wifi": 25,
        "The food": 15,
        "Seeing my brothers and sisters more often": 10,
        "Nothing": None,
    },
)
TALK = Withheld(
    "talk",
    "Who do you talk to?",
    "Too few young people answered this question to show its figures safely.",
)
WIFI_QUOTES = (
    "The wifi goes off at nine and I can't do my homework.",
    "I have to stand in the garden to ring my nan.",
)
FAMILY_QUOTE = (
    "I want to see my brother more than once a month. He is only little and he forgets.\nI don't."
)


def consultation(title: str = "Where I live") -> ConsultationSection:
    """Return a consultation with three tables, one of them withheld, and two themes."""
    return ConsultationSection(
        title=title,
        asked="How it is where you live, and what you would change first.",
        base=ReleasedBase(50, 59),
        tables=(FEEL, CHANGE, TALK),
        themes=(
            theme("Wifi and phones", 25, *WIFI_QUOTES),
            theme("Seeing my family", 10, FAMILY_QUOTE),
        ),
    )


def answer(resolved: bool = False, days_late: int = 0) -> ReturningAnswer:
    """Return a published answer with its verdicts."""
    due = date(2026, 3, 1)
    return ReturningAnswer(
        ask="Let us keep our phones overnight",
        kind=ResponseKind.WILL,
        headline=headline(ResponseKind.WILL, due, ""),
        answer="We will change the house rules so that young people over 14 keep their phones.",
        published_on=date(2026, 1, 20),
        days_late=days_late,
        verdicts=table(
            "verdicts",
            "What young people say of this answer",
            **{"It helped": 10, "A bit": 15, "Not really": None, "Not what we meant": None},
        ),
        resolved=resolved,
    )


def cannot() -> ReturningAnswer:
    """Return an answer that says no, with too few verdicts to show."""
    return replace(
        answer(),
        ask="Tell us sooner when our social worker changes",
        kind=ResponseKind.CANNOT,
        headline="Can't, because",
        answer="We do not always know before the day. You can challenge this with "
        "the reviewing officer.",
        verdicts=Withheld(
            "v",
            "What young people say of this answer",
            "Too few young people have said to show it.",
        ),
    )


FRAMING = (
    "This paper brings what young people in foster care said about where they live. "
    "Fernshire Voices chose the questions and the three asks.\n\nMembers are asked to read "
    "it before the meeting and to answer each ask."
)
ASKS = (
    AskLine(
        1,
        "Put wifi that works at night in every home",
        "Wifi and phones",
        "To listen to you",
        "Where I live",
    ),
    AskLine(
        2,
        "Let brothers and sisters see each other at least twice a month",
        "Seeing my family",
        "To stay safe from harm",
        "Where I live",
    ),
    AskLine(3, "Meet us twice a year, in a place that we choose", "", "", ""),
)


def digest() -> ReleasedDigest:
    """Return a digest of ordinary size."""
    helped = replace(answer(resolved=True), ask="A proper suitcase for every move")
    return ReleasedDigest(
        occasion=OCCASION,
        framing=FRAMING,
        consultations=(consultation(), statement()),
        asks=ASKS,
        returning=(answer(days_late=11), cannot(), helped),
        link="https://staff.example/digests/m3",
    )


def statement() -> ConsultationSection:
    """Return a consultation too small for figures, with a statement in their place."""
    return ConsultationSection(
        title="Moving on at eighteen",
        asked="What would make leaving care feel less like falling off a cliff.",
        base=None,
        tables=(),
        themes=(replace(theme("Money"), count=None),),
        withheld="Fewer than 10 young people took part, so this part has no figures.",
        statement="We want to know a year before where we will live. We want one person "
        "who stays with us through it.",
    )


def big_digest() -> ReleasedDigest:
    """Return a digest of 30 themes, 60 quotes and 12 tables in three consultations."""
    themes = tuple(
        theme(
            f"Theme number {number}",
            10 + number,
            f"Words about it, the first of {number}. " * 4,
            f"And some more words about number {number}, said another way. " * 3,
        )
        for number in range(10)
    )
    parts = tuple(
        replace(
            consultation(title),
            themes=themes,
            tables=tuple(
                table(
                    f"t{number}",
                    f"Question {number} of {title}",
                    **dict.fromkeys(
                        ("One thing", "Another thing", "A third", "A fourth"), 10 + 5 * number
                    ),
                )
                for number in range(4)
            ),
        )
        for title in ("Where I live", "School and hobbies", "Being listened to")
    )
    return replace(digest(), consultations=parts, returning=(answer(),) * 6)


def empty_digest() -> ReleasedDigest:
    """Return a digest with nothing in it yet."""
    return ReleasedDigest(OCCASION, "", (), (), (), "https://staff.example/digests/m4")


def saying(words: str) -> ReleasedDigest:
    """Return a digest in which people typed these words wherever people type."""
    part = replace(
        consultation(words),
        asked=words,
        statement=words,
        withheld=words,
        tables=(
            table("t", words, **{words or "x": 15, "other": None}),
            Withheld("w", words, words),
        ),
        themes=(replace(theme(words, 15, words), description=words, headings=(words,)),),
    )
    return replace(
        digest(),
        framing=words,
        consultations=(part,),
        asks=(AskLine(1, words, words, words, words),),
        returning=(replace(answer(), ask=words, answer=words),),
    )
