"""The chair's short list: what a digest holds, in one minute."""

from participation.domain.digest import ReleasedDigest
from participation.papers.blocks import Points, Section
from participation.papers.phrases import (
    board_of,
    counted,
    days,
    listed,
    open_to_all,
    opened,
)

MOST_TITLES = 4


def in_one_minute(digest: ReleasedDigest) -> Section:
    """Return the short list: what was heard, what is asked, what came back, what is late."""
    lines = [heard(digest), asked(digest), came_back(digest), late(digest), kept_back(digest)]
    points = Points(tuple(line for line in lines if line))
    return Section("In one minute", (points,), set_apart=True)


def heard(digest: ReleasedDigest) -> str:
    """Return how many consultations come to the meeting, by name when they are few."""
    titles = [f"“{section.title}”" for section in digest.consultations]
    if not titles:
        return f"No consultation{open_to_all(digest)} comes to this meeting."
    names = f": {listed(titles)}" if len(titles) <= MOST_TITLES else ""
    return f"Young people spoke in {counted(len(titles), 'consultation')}{names}."


def asked(digest: ReleasedDigest) -> str:
    """Return how many asks need an answer."""
    if not digest.asks:
        return f"Nothing is asked of {board_of(digest)} this time."
    verb = "needs" if len(digest.asks) == 1 else "need"
    number = opened(counted(len(digest.asks), "ask"))
    return f"{number} {verb} an answer from {board_of(digest)}."


def came_back(digest: ReleasedDigest) -> str:
    """Return how many answers come back, and how many of them stay unresolved."""
    answers = digest.returning
    if not answers:
        return f"No answer{open_to_all(digest)} comes back to this meeting."
    verb, them = ("comes", "it") if len(answers) == 1 else ("come", "them")
    number = opened(counted(len(answers), "answer"))
    unresolved = sum(not answer.resolved for answer in answers)
    state = f"{counted(unresolved, 'is', 'are')} unresolved" if unresolved else "each one helped"
    return f"{number} {verb} back with what young people say of {them}: {state}."


def late(digest: ReleasedDigest) -> str:
    """Return which answers are past their date; empty when no answer comes back."""
    overdue = [answer for answer in digest.returning if answer.days_late]
    if not overdue:
        return "None of them is late." if digest.returning else ""
    names = listed(f"“{answer.ask}” ({days(answer.days_late)})" for answer in overdue)
    return f"{opened(counted(len(overdue), 'is', 'are'))} late: {names}."


def kept_back(digest: ReleasedDigest) -> str:
    """Return which items the public may not read; empty when there are none."""
    if not digest.exempt:
        return ""
    verb = "is" if len(digest.exempt) == 1 else "are"
    number = opened(counted(len(digest.exempt), "item"))
    return f"{number} {verb} kept from the public: {listed(one.label for one in digest.exempt)}."
