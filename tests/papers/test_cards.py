"""Challenge cards in a paper: due, to take home, finished, and who gave no answer."""

from dataclasses import replace
from datetime import timedelta

from participation.domain.digest import CardReply, ChallengeCard
from participation.papers.blocks import Heading, Points
from participation.papers.cards import homework
from participation.papers.outline import sections_of
from tests.papers.factory import digest as a_digest


def test_cards_stand_by_where_they_are_and_say_who_did_not_answer():
    plain = a_digest()
    day = plain.occasion.meeting_on
    replies = (CardReply("Chair", True, "Two."), CardReply("Nurse", True, ""))
    missing = (CardReply("Housing", False, ""),)
    digest = replace(
        plain,
        cards_title="Challenge cards",
        cards=(
            ChallengeCard("Due?", day, replies),
            ChallengeCard("Later?", day + timedelta(days=70), missing),
            ChallengeCard("Done?", day - timedelta(days=70), missing, cannot="Money."),
        ),
    )

    blocks = homework(digest).blocks
    headings = [block.words for block in blocks if isinstance(block, Heading) and block.level == 2]
    lines = [block.lines for block in blocks if isinstance(block, Points)]

    assert headings == ["Homework due at this meeting", "To take home", "Finished"]
    assert lines[0] == ("Chair: Two.", "Nurse: returned")
    assert lines[1][0].startswith("Housing: no answer yet, due on ")
    assert lines[2] == ("Housing: did not answer", "Cannot, because: Money.")
    assert "Challenge cards" in [section.title for section in sections_of(digest)]
    assert homework(plain).blocks == ()
