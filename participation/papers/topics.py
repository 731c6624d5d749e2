"""What young people ask a meeting to talk about, most wanted first as far as was released."""

from participation.domain.digest import AskedTopic, ReleasedDigest
from participation.papers.blocks import Points, Section, Tone, Words

LEAD = (
    "Young people asked for these themselves, and others could say that they want them too. "
    "Say of each whether it goes on the agenda, or why not: they will read it."
)


def what_to_talk_about(digest: ReleasedDigest) -> Section:
    """Return the topics as a list; a section without blocks when there are none."""
    title = "Topics young people ask you to put on the agenda"
    if not digest.topics:
        return Section(title, ())
    lines = tuple(f"{topic.words}{_wanted(topic)}" for topic in digest.topics)
    return Section(title, (Words(LEAD, Tone.QUIET), Points(lines)))


def _wanted(topic: AskedTopic) -> str:
    """Return how many want it, in words; too few to tell of is said for all of them alike."""
    if topic.backed_by is None:
        return " (too few want it so far for a figure)"
    return f" ({topic.backed_by.words} want it)"
