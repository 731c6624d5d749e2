"""A hint at the tone of a text, by TextBlob, and no more than a hint.

Measured on real NHS feedback (`feedback.csv`, test split, three classes from people's own
ratings): right for .560 of texts, macro F1 .433; always guessing the commonest class is
right for .620. "I don't feel safe here" comes out warm and "someone hurts me at night"
plain. So an officer may overrule it, and it must never label, rank, hide, triage or raise
an alarm. No text by children in care was there to measure on.
"""

import re

WARM_FROM = 0.1
"""Polarity (-1 to 1) from which a text counts as warm; below 0 it counts as sad."""

_STRAIGHT = str.maketrans("‘’ʼ", "'''")
_SHORT_NOT = re.compile(r"n't\b", re.IGNORECASE)


class TextBlobTone:
    """Hints at the tone of English texts, offline (a `Tone`)."""

    def read(self, text: str) -> str:
        """Return "warm", "plain" or "sad", a hint that an officer may overrule."""
        # Imported here: it takes about a second, which only those who ask for a tone should pay.
        from textblob import TextBlob

        # TextBlob knows "not" and misses "n't": "it isn't good" would come out warm.
        spelt_out = _SHORT_NOT.sub(" not", text.translate(_STRAIGHT))
        # The other parts of TextBlob (words, tags ...) want corpora from the network.
        polarity = TextBlob(spelt_out).sentiment.polarity
        if polarity >= WARM_FROM:
            return "warm"
        return "sad" if polarity < 0 else "plain"
