"""What the pages say of the machine: how far it is, what it learnt from, and how often it errs."""

from uuid import UUID

from participation.domain.responses import long_date
from participation.domain.tone_learning import ENOUGH_TONES
from participation.services.suggesting import Progress
from participation.services.theming import SuggesterShelf
from participation.services.tones import ToneHint

TONES = {"warm": "warm", "plain": "neither warm nor sad", "sad": "sad"}
TEXTBLOB_WRONG = 0.44
"""Measured on public feedback by patients and families: `domain.tone` has the figures."""


def machine_lines(progress: Progress, shelf: SuggesterShelf, council_id: UUID) -> list[str]:
    """Return in a sentence each how far the suggestions are and what was last learnt."""
    lines = []
    if waiting := progress.unread - progress.looked_at:
        verb = "has" if waiting == 1 else "have"
        lines.append(f"{waiting:,} of {progress.unread:,} {verb} no suggestions yet.")
    learnt = shelf.learnt(council_id)
    if learnt is None and shelf.path_of(council_id).is_file():
        lines.append(
            "The file with what the machine learnt is damaged. It is made anew from your "
            "decisions; none of them is lost."
        )
    elif learnt is None:
        lines.append("The machine has learnt nothing yet.")
    else:
        day = long_date(learnt.fitted_on)
        many = "decision" if learnt.decided == 1 else "decisions"
        lines.append(
            f"The machine last learnt on {day}, from your codebook and {learnt.decided:,} {many}."
        )
        if learnt.rebuilt:
            lines.append("The file before was damaged, so this one was rebuilt from decisions.")
    if progress.fitting:
        lines.append("It will soon learn anew, as words were taken back.")
    return lines


def tone_line(hint: ToneHint) -> str:
    """Return the hint in a sentence, with what gives it and how often that was wrong."""
    heard = f"Hint: {TONES[hint.tone]}."
    if hint.own is None or hint.textblob is None:
        return (
            f"{heard} TextBlob’s, which is wrong for {_share(TEXTBLOB_WRONG)} texts of patients’ "
            f"feedback. From {ENOUGH_TONES} said by you on, it learns from you."
        )
    return (
        f"{heard} Learnt from what you said before, which is wrong for {_share(hint.own.wrong)} of "
        f"{hint.own.count:,} tried; TextBlob was for {_share(hint.textblob.wrong)}."
    )


def _share(part: float) -> str:
    return f"{round(100 * part)} in 100"
